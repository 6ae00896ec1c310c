"""Tagging a text that a request brings: the model is loaded when it is first needed, and nothing is stored."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic import ConfigDict, Field, model_validator

from api import ask
from api.shapes import ExtractionShape, Shape
from graph.errors import ConciteError
from graph.records import Record, Source, Tagged, Tags
from graph.works import first_id, merge

if TYPE_CHECKING:
    from extract.document import Text
    from extract.pipeline import Taggers


class TooLarge(ConciteError):
    title = "The request is too large"
    status = 413
    exit_code = 2
    default_hint = "Send less at once, or set CONCITE_TEXT_LIMIT higher."


class NoModel(ConciteError):
    title = "The model is not there"
    status = 503
    exit_code = 4
    default_hint = "Install Concite again: its package brings the model."


class ExtractionRequest(Shape):
    """A text to be tagged, as given; at least one of the two must say something."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "PIIP: Parameter-Inverted Image Pyramid Networks",
                    "abstract": "We propose PIIP and evaluate it on COCO for object detection.",
                }
            ]
        }
    )

    title: str | None = Field(default=None, description="The title as given.")
    abstract: str | None = Field(default=None, description="The abstract as given.")

    @model_validator(mode="after")
    def _says_something(self) -> ExtractionRequest:
        if not (self.title or "").strip() and not (self.abstract or "").strip():
            raise ValueError("send a title, an abstract, or both")
        if any("\ud800" <= char <= "\udfff" for char in f"{self.title}{self.abstract}"):
            raise ValueError("half of a surrogate pair is no character")
        return self

    def __len__(self) -> int:
        return len(self.title or "") + len(self.abstract or "")

    def keep_within(self, limit: int) -> None:
        """Raises TooLarge where the text has more characters than ``limit``."""
        if len(self) > limit:
            raise TooLarge(f"Title and abstract have {len(self)} characters; at most {limit} are taken")


def taggers() -> Taggers:
    """The shipped model; raises NoModel where its files are missing."""
    from extract import pipeline, weights

    if not all((weights.MODEL / name).is_file() for name in ("config.json", "tagger.onnx")):
        raise NoModel("The files of the concept tagger are missing")
    return pipeline.Taggers(path=weights.MODEL)


class SharedTagger:
    """One model for all threads of a server. One text at a time: a second thread waits, also while the model loads."""

    def __init__(self, load: Callable[[], Taggers] = taggers) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._taggers: Taggers | None = None

    @property
    def model(self) -> str:
        with self._lock:
            return self._ready().model

    @property
    def loaded(self) -> bool:
        return self._taggers is not None

    def __call__(self, texts: Iterable[Text]) -> Iterator[Tags]:
        for text in texts:
            with self._lock:
                (tags,) = self._ready()([text])
            yield tags

    def _ready(self) -> Taggers:
        if self._taggers is None:
            self._taggers = self._load()
        return self._taggers


class Extractor:
    """Answers what a text is about."""

    def __init__(self, load: Callable[[], Taggers] = taggers) -> None:
        self.tagger = SharedTagger(load)

    def __call__(self, title: str | None, abstract: str | None) -> ExtractionShape:
        return ask.extraction(self.tagged(title, abstract))

    def tagged(self, title: str | None, abstract: str | None) -> Tagged:
        """A paper of this text alone."""
        from extract.document import Text

        record = Record(Source("request", ""), "000-000", title=title, abstract=abstract)
        (tags,) = self.tagger([Text(title or "", abstract or "")])
        return Tagged(merge(first_id(record), [record]), tags)
