"""Annotated papers as training windows.

Gold: a JSON list ``[{"id", "concepts": [{"name", "type", "alt_type", "surfaces", "role", "broad"}]}]``; papers: JSONL
with ``id``, ``title``, ``abstract``. A surface is a string of the text as given.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.clean import clean
from extract.labels import BROAD_TAGS, ROLE_TAGS, TAGS
from extract.pieces import Pieces, Window
from extract.words import words
from graph.records import ROLES

IGNORE = -100  # a label that costs nothing
# Annotators word the role by type; the store has one word for all three.
ROLE_OF: dict[str, str] = {"proposed": "own", "introduced": "own", "addressed": "own", **dict(zip(ROLES, ROLES, strict=True))}


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled place in a cleaned text: ``start:end`` in code points."""

    start: int
    end: int
    concept: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A window and, for each word that begins in it, its label under each head."""

    paper: str
    window: Window
    labels: dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paper with its gold concepts, words and spans: title first, then abstract, each cleaned."""

    id: str
    title: str
    abstract: str
    concepts: list[dict[str, Any]]


def read(gold: Path, papers: Path) -> list[Annotated]:
    """Join gold and papers by id, in the order of the gold."""
    texts = {}
    with papers.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts[row["id"]] = row
    return [
        Annotated(g["id"], texts[g["id"]].get("title") or "", texts[g["id"]].get("abstract") or "", g["concepts"])
        for g in json.loads(gold.read_text(encoding="utf-8"))
    ]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def examples(paper: Annotated, pieces: Pieces, *, with_title: bool = True) -> Iterator[Example]:
    """The windows of a paper with labels; without its title where ``with_title`` is false, as many texts come."""
    texts = [clean(paper.title if with_title else ""), clean(paper.abstract)]
    cut = [words(text.text) for text in texts]
    labels = {head: [IGNORE if head in ("role", "broad") else 0 for part in cut for _ in part] for head in HEAD_NAMES}
    for first, raw, text, places in zip(
        (0, len(cut[0])), (paper.title if with_title else "", paper.abstract), texts, cut, strict=True
    ):
        outer, inner = spans(raw, paper.concepts)
        for head, found in (("outer", outer), ("inner", inner)):
            for span in found:
                start, end = text.cleaned(span.start, span.end)
                inside = [first + i for i, (s, e) in enumerate(places) if s < end and e > start]
                for n, i in enumerate(inside):
                    labels[head][i] = TAGS.index(f"{'I' if n else 'B'}-{span.concept['type']}")
                    if head == "outer":
                        labels["role"][i] = ROLE_TAGS.index(ROLE_OF[span.concept["role"]])
                        labels["broad"][i] = int(bool(span.concept.get("broad")))
    rows = {head: np.array(row, dtype=np.int64) for head, row in labels.items()}
    written = [[text.text[s:e] for s, e in places] for text, places in zip(texts, cut, strict=True)]
    for window in pieces.windows(*written):
        yield Example(paper.id, window, {head: row[window.word_of] for head, row in rows.items()})


def spans(text: str, concepts: list[dict[str, Any]]) -> tuple[list[Span], list[Span]]:
    """Outer and inner spans of gold concepts in a text as given.

    Outer: surfaces longest first, at word edges, none over another. Inner: what stands of another
    concept inside an outer span, likewise.
    """
    ordered = sorted(((s, c) for c in concepts for s in c["surfaces"] if s), key=lambda pair: -len(pair[0]))
    taken = np.zeros(len(text), dtype=bool)
    outer: list[Span] = []
    for surface, concept in ordered:
        for start, end in occurrences(text, surface):
            if not taken[start:end].any():
                taken[start:end] = True
                outer.append(Span(start, end, concept))
    taken[:] = False
    inner: list[Span] = []
    for surface, concept in ordered:
        for start, end in occurrences(text, surface):
            hosts = [o for o in outer if o.start <= start and end <= o.end and o.concept is not concept]
            if hosts and not taken[start:end].any():
                taken[start:end] = True
                inner.append(Span(start, end, concept))
    return outer, inner


def occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Every place of ``surface`` in ``text`` that does not cut through a word."""
    start = text.find(surface)
    while start >= 0:
        end = start + len(surface)
        cut_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_right = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        if not cut_left and not cut_right:
            yield start, end
        start = text.find(surface, start + 1)


HEAD_NAMES = ("outer", "inner", "role", "broad")
assert len(BROAD_TAGS) == 2  # noqa: S101
