"""What is told of adding and removing papers, by commands, REST and jobs alike; and papers as a request brings them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StrictInt

from api.ingest import Totals
from api.shapes import Shape
from api.skipped import Skipped


class SkippedShape(Shape):
    """A record, line or file that was not taken: where it stands, why, and what can be done."""

    where: str
    reason: str
    hint: str

    @classmethod
    def of(cls, one: Skipped) -> SkippedShape:
        return cls(where=one.where, reason=one.reason, hint=one.hint)


class AddedShape(Shape):
    """What became of records. ``skipped`` of them were not taken; ``reasons`` says why, for the first 100."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "records": 2,
                    "new": 1,
                    "changed": 0,
                    "unchanged": 1,
                    "removed": 0,
                    "skipped": 1,
                    "reasons": [
                        {
                            "where": "papers.jsonl:3",
                            "reason": "papers.jsonl:3: year: is a string that is no year",
                            "hint": "Write it as 2024, or leave it out.",
                        }
                    ],
                }
            ]
        }
    )

    records: int = Field(description="Records that were read.")
    new: int = Field(description="Papers that were not there.")
    changed: int = Field(description="Papers that are other than before.")
    unchanged: int = Field(description="Records that were there exactly so.")
    removed: int = Field(description="Papers changed or gone because their source no longer holds a record.")
    skipped: int
    reasons: list[SkippedShape] = Field(default_factory=list)

    @classmethod
    def of(cls, totals: Totals) -> AddedShape:
        return cls(
            records=totals.records,
            new=totals.new,
            changed=totals.changed,
            unchanged=totals.unchanged,
            removed=totals.removed,
            skipped=totals.skipped,
            reasons=[SkippedShape.of(one) for one in totals.reasons],
        )


class RemovedShape(Shape):
    """How many papers are gone, or lost a record."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"removed": 1}]})

    removed: int


def _text(given: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in given):
        raise ValueError("half of a surrogate pair is no character")
    return given


_Text = Annotated[str, AfterValidator(_text)]


class PaperRequest(Shape):
    """A paper to be added, with a title, an abstract, or both. The same ``id`` or DOI again changes that paper."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "piip",
                    "title": "Parameter-Inverted Image Pyramid Networks",
                    "abstract": "We propose PIIP and evaluate it on COCO for object detection.",
                    "authors": ["A. Author"],
                    "year": 2024,
                    "doi": "10.48550/arXiv.2406.04330",
                }
            ]
        }
    )

    id: _Text | None = None
    title: _Text | None = None
    abstract: _Text | None = None
    authors: list[_Text] = Field(default_factory=list)
    year: StrictInt | None = None
    venue: _Text | None = None
    doi: _Text | None = None
    arxiv: _Text | None = None
    url: _Text | None = None
    categories: list[_Text] = Field(default_factory=list)
