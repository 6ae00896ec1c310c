"""Make the lexicon from annotated papers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from extract.gold import Annotated
from extract.lexicon import ROW, hashed
from graph.fold import fold
from graph.records import TYPES

_GAP = re.compile(r"[\s\-/_]+")
_EDGES = ".,;:()[]\"'"
_LONGEST = 7  # words of a name that is looked for


def lexicon_of(papers: Sequence[Annotated]) -> NDArray[np.void]:
    """Rows for :class:`extract.lexicon.Lexicon`: every annotated name, and in how many papers it stands."""
    annotated: dict[str, Counter[str]] = defaultdict(Counter)
    holders: Counter[str] = Counter()
    for paper in papers:
        for name, kind in _annotated(paper):
            annotated[name][kind] += 1
    starts = {name.split(" ", 1)[0] for name in annotated}
    for paper in papers:
        standing = {name for name in _runs(f"{paper.title} . {paper.abstract}", starts) if name in annotated}
        holders.update(standing | {name for name, _ in _annotated(paper)})
    rows = [(hashed(name), holders[name], *(kinds[kind] for kind in TYPES)) for name, kinds in annotated.items()]
    return np.array(sorted(rows), dtype=ROW)


def _annotated(paper: Annotated) -> set[tuple[str, str]]:
    return {(fold(surface), one["type"]) for one in paper.concepts for surface in one["surfaces"]}


def _runs(text: str, starts: Set[str]) -> Iterator[str]:
    """The folded runs of words of a text that begin as a name does."""
    words = [word for part in _GAP.split(text) if (word := part.strip(_EDGES))]
    for at, word in enumerate(words):
        if word.lower() in starts or fold(word) in starts:
            for length in range(1, _LONGEST + 1):
                yield fold(" ".join(words[at : at + length]))
