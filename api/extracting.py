"""Concepts of files without a store, and how right they are."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from api import ask, shapes
from api.skipped import Skip, Skipped
from extract import gold, readers
from extract.document import Text
from extract.evaluate import Rate, Scores, evaluate
from extract.pipeline import Taggers
from graph.errors import RecordError, UnreadableInput, UsageError
from graph.records import Record, Tagged, Tags
from graph.works import first_id, merge


def extractions(
    paths: Iterable[Path], *, form: str | None, columns: Mapping[str, str] | None, jobs: int, skip: Skip
) -> Iterator[shapes.ExtractionShape]:
    """The concepts of each record, in order; what cannot be read goes to ``skip``.

    Raises UnreadableInput where no record could be read at all.
    """
    first: UnreadableInput | None = None
    read = False

    def unreadable(path: Path, error: UnreadableInput) -> None:
        nonlocal first
        first = first or error
        skip(Skipped.of(path, error))

    for record, tags in _tagged(_records(paths, unreadable, form, columns), jobs):
        read = True
        yield ask.extraction(Tagged(merge(first_id(record), [record]), tags))
    if first and not read:
        raise first


def _tagged(records: Iterable[Record], jobs: int) -> Iterator[tuple[Record, Tags]]:
    ahead: deque[Record] = deque()  # read before their tags are there: a few batches at most

    def texts() -> Iterator[Text]:
        for record in records:
            ahead.append(record)
            yield Text(record.title or "", record.abstract or "")

    with Taggers(jobs) as taggers:
        for tags in taggers(texts()):
            yield ahead.popleft(), tags


def _records(
    paths: Iterable[Path],
    unreadable: Callable[[Path, UnreadableInput], None],
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Record]:
    for path in readers.find(paths):
        try:
            for row in readers.read(path, form=form, columns=columns):
                if isinstance(row, RecordError):
                    unreadable(path, row)
                else:
                    yield row
        except UnreadableInput as error:
            unreadable(path, error)


def measure(gold_file: Path, paths: Iterable[Path], *, jobs: int = 1) -> Scores:
    """Accuracy on annotated papers; records are matched by the id they give, else by their position.

    Raises UsageError where the gold cannot be read or none of its papers is there.
    """
    try:
        annotated = {row["id"]: row["concepts"] for row in json.loads(gold_file.read_text(encoding="utf-8"))}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{gold_file} is not a list of annotated papers: {error}", hint="See docs/evaluation.md."
        ) from error
    predicted: dict[str, list[dict[str, Any]]] = {}
    want: dict[str, set[tuple[str, int, int, str]]] = {}
    got: dict[str, set[tuple[str, int, int, str]]] = {}

    records = (r for r in _records(paths, lambda path, error: None) if (r.key or r.position) in annotated)
    for record, tags in _tagged(records, jobs):
        name = record.key or record.position
        shape = ask.extraction(Tagged(merge(name, [record]), tags))
        predicted[name] = [concept.model_dump() for concept in shape.concepts]
        got[name] = {(m.place.field, m.place.start, m.place.end, m.type) for m in tags.mentions if m.rule != "nested"}
        want[name] = {
            (field, span.start, span.end, span.concept["type"])
            for field, text in (("title", record.title or ""), ("abstract", record.abstract or ""))
            for span in gold.spans(text, annotated[name])[0]
        }
    if not predicted:
        raise UsageError(
            "none of the annotated papers is among the given ones", hint="Their ids or positions must match."
        )
    return evaluate(annotated, predicted, gold_spans=want, predicted_spans=got)


def scores_json(scores: Scores) -> dict[str, Any]:
    """All figures as plain data, rates to four decimals."""

    def rate(one: Rate) -> dict[str, float]:
        return {
            "precision": round(one.precision, 4), "recall": round(one.recall, 4), "f1": round(one.f1, 4),
            "right": one.right, "predicted": one.predicted, "gold": one.gold,
        }  # fmt: skip

    return {
        "papers": scores.papers,
        "mentions": {kind: rate(one) for kind, one in scores.mentions.items()},
        "concepts": {kind: rate(one) for kind, one in scores.concepts.items()},
        "types_ignored": rate(scores.untyped),
        "role_accuracy": round(scores.role_accuracy, 4),
        "links": rate(scores.links),
        "intervals": {name: [round(low, 4), round(high, 4)] for name, (low, high) in scores.intervals.items()},
        "calibration_error": round(scores.calibration_error, 4),
    }
