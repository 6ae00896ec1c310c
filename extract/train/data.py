"""Annotated papers as training windows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.clean import clean
from extract.gold import Annotated, spans
from extract.labels import HEADS, ROLE_TAGS, TAGS
from extract.pieces import Pieces, Window
from extract.tagger import Encoder, score
from extract.words import words
from graph.records import ROLES

# Annotators word the role by type; the store has one word for all three.
ROLE_OF: dict[str, str] = {
    "proposed": "own",
    "introduced": "own",
    "addressed": "own",
    **dict(zip(ROLES, ROLES, strict=True)),
}


Targets = dict[str, NDArray[np.float16]]
"""By head: how likely each tag is, for each word; a row of zeros costs nothing. Shape (words, tags)."""


@dataclass(frozen=True, slots=True)
class Example:
    """A window and what each word that begins in it should be given."""

    window: Window
    targets: Targets


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def examples(paper: Annotated, pieces: Pieces, *, with_title: bool = True) -> Iterator[Example]:
    """The windows of a paper with its labels; without its title where ``with_title`` is false, as many texts come."""
    raws = (paper.title if with_title else "", paper.abstract)
    texts = [clean(raw) for raw in raws]
    cut = [words(text.text) for text in texts]
    count = sum(map(len, cut))
    targets: Targets = {head: np.zeros((count, len(tags)), np.float16) for head, tags in HEADS.items()}
    targets["outer"][:, 0] = targets["inner"][:, 0] = 1
    for first, raw, text, places in zip((0, len(cut[0])), raws, texts, cut, strict=True):
        outer, inner = spans(raw, paper.concepts)
        for head, found in (("outer", outer), ("inner", inner)):
            for span in found:
                start, end = text.cleaned(span.start, span.end)
                inside = [first + i for i, (s, e) in enumerate(places) if s < end and e > start]
                for n, i in enumerate(inside):
                    _set(targets[head][i], TAGS.index(f"{'I' if n else 'B'}-{span.concept['type']}"))
                    if head == "outer":
                        _set(targets["role"][i], ROLE_TAGS.index(ROLE_OF[span.concept["role"]]))
                        _set(targets["broad"][i], int(bool(span.concept.get("broad"))))
    written = [[text.text[s:e] for s, e in places] for text, places in zip(texts, cut, strict=True)]
    yield from _cut(pieces.windows(*written), targets)


def taught(title: str, abstract: str, pieces: Pieces, teachers: Sequence[Encoder]) -> Iterator[Example]:
    """The windows of an unlabelled text with what teachers make of it, on average (Hinton et al. 2015); of the outer
    tags their likeliest row is learned.

    Role and broad count as far as the teachers take a word for part of a concept.
    """
    cut = [[text[s:e] for s, e in words(text)] for text in (clean(title).text, clean(abstract).text)]
    windows = pieces.windows(*cut)
    voices = [score(teacher, windows, sum(map(len, cut))).by_head() for teacher in teachers]
    mean = {head: np.mean([voice[head] for voice in voices], axis=0) for head in HEADS}
    inside = 1 - mean["outer"][:, :1]
    targets = {head: mean[head] * (inside if head in ("role", "broad") else 1) for head in HEADS}
    yield from _cut(windows, {head: rows.astype(np.float16) for head, rows in targets.items()})


def _set(row: NDArray[np.float16], tag: int) -> None:
    row[:] = 0
    row[tag] = 1


def _cut(windows: Iterable[Window], targets: Targets) -> Iterator[Example]:
    for window in windows:
        if not len(window.word_of):  # of a text without words
            continue
        yield Example(window, {head: rows[window.word_of] for head, rows in targets.items()})
