"""Annotated papers as training windows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.clean import clean
from extract.gold import Annotated, spans
from extract.labels import HEADS, ROLE_TAGS, TAGS
from extract.pieces import Pieces, Window
from extract.words import words
from graph.records import ROLES

IGNORE = -100  # a label that costs nothing
# Annotators word the role by type; the store has one word for all three.
ROLE_OF: dict[str, str] = {
    "proposed": "own",
    "introduced": "own",
    "addressed": "own",
    **dict(zip(ROLES, ROLES, strict=True)),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A window and, for each word that begins in it, its label under each head."""

    paper: str
    window: Window
    labels: dict[str, NDArray[np.int64]]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def examples(paper: Annotated, pieces: Pieces, *, with_title: bool = True) -> Iterator[Example]:
    """The windows of a paper with labels; without its title where ``with_title`` is false, as many texts come."""
    texts = [clean(paper.title if with_title else ""), clean(paper.abstract)]
    cut = [words(text.text) for text in texts]
    labels = {head: [IGNORE if head in ("role", "broad") else 0 for part in cut for _ in part] for head in HEADS}
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
