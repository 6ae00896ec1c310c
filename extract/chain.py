"""A row of tags as a chain: what each word speaks for, and how likely a tag is after another.

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over the tags of :mod:`extract.labels`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.labels import TAGS, spans
from graph.records import TYPES

Array = NDArray[np.float64]
Scores = NDArray[np.floating]

_START = np.array([tag[0] != "I" for tag in TAGS])
_STEP = np.array([[to[0] != "I" or at[2:] == to[2:] for to in TAGS] for at in TAGS])
"""What may begin a row, and what may follow: I- follows only its own type."""
_BEGIN, _INSIDE = ([TAGS.index(f"{mark}-{kind}") for kind in TYPES] for mark in "BI")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What is likely of the words of a text.

    ``tags``: each tag for each word, (words, tags). ``begun``: that a span of each type which begins with a word goes
    on to the next, (words, types); ``held``: the same of one that began before the word.
    """

    tags: Array
    begun: Array
    held: Array

    def spans(self) -> list[tuple[int, int, str]]:
        """The spans of the legal row whose tags are likeliest word by word, as the chain is in these already: (first
        word, word behind the last, type), in the order of the text.
        """
        return spans([TAGS[tag] for tag in path(np.log(self.tags + 1e-12))])

    def whole(self, start: int, end: int) -> float:
        """That a span of any type is these words exactly: begins with the first and ends with the last."""
        stops = 1 - (self.held if end - start > 1 else self.begun)[end - 1]
        goes_on = self.begun[start] * self.held[start + 1 : end - 1].prod(axis=0) if end - start > 1 else 1
        return float(self.tags[start, _BEGIN] @ (goes_on * stops))


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Weights of beginning with a tag, of going from one (row) to the next (column), and of ending with it.

    Not logarithms: zero is what never happens.
    """

    start: Array
    step: Array
    end: Array

    @classmethod
    def of(cls, start: Sequence[float], step: Sequence[Sequence[float]], end: Sequence[float]) -> Chain:
        """From logarithms, with what is not legal taken out."""
        return cls(np.exp(start) * _START, np.exp(step) * _STEP, np.exp(end))

    def read(self, scores: Scores) -> Reading:
        """Forward and backward sums (Rabiner 1989) over what each word speaks for: logarithms of shape (words, tags),
        up to a constant for each word.
        """
        said = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True, initial=-np.inf))
        before, behind = np.empty_like(said), np.empty_like(said)
        at = self.start
        for i, word in enumerate(said):
            at = at * word
            at /= at.sum()
            before[i] = at
            at = at @ self.step
        at = self.end
        for i in range(len(said) - 1, -1, -1):
            behind[i] = at
            at = self.step @ (at * said[i])
            at /= at.sum()
        tags = before * behind
        tags /= tags.sum(axis=1, keepdims=True)
        ahead = (said * behind)[1:]
        begun, held = (np.zeros((len(said), len(TYPES))) for _ in range(2))
        for on, before_it in ((begun, _BEGIN), (held, _INSIDE)):
            on[:-1] = ahead[:, _INSIDE] * self.step[before_it, _INSIDE] / (ahead @ self.step[before_it].T)
        return Reading(tags, begun, held)


FREE = Chain.of([0.0] * len(TAGS), [[0.0] * len(TAGS)] * len(TAGS), [0.0] * len(TAGS))
"""No legal tag likelier after one than after another."""


def path(scores: Scores) -> list[int]:
    """The legal row of tags with the highest sum of ``scores``, of shape (words, tags) (Viterbi 1967)."""
    likeliest: list[int] = scores.argmax(axis=1).tolist()
    if not likeliest or _START[likeliest[0]] and _STEP[likeliest[:-1], likeliest[1:]].all():
        return likeliest
    step = np.where(_STEP, 0, -1e4)
    best = scores[0] + np.where(_START, 0, -1e4)
    back = np.zeros((len(scores), len(TAGS)), dtype=np.intp)
    for i in range(1, len(scores)):
        through = best[:, None] + step
        back[i] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[i]
    tags = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]
