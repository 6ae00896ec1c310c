"""Near concepts: mutual nearest neighbours by the cosine of the vectors of their names.

Each concept has a list of the ``MOST`` others that are nearest to it, none below ``LEAST``; two are near where each
stands in the other's list. Vectors are int8 of length ``UNIT``: their dot products are whole numbers below 2^24, which
float32 holds exactly, so lists are the same on every machine, and the same whether they are kept step by step or made
at once. Of equal ones the smaller id is nearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.spelling import affixed

UNIT = 127
"""Length of a vector."""
PLACES = 4
"""Decimals of a cosine."""
MOST = 16
"""How many others stand in a concept's list at most."""
LEAST = 8065
"""The least dot product of near concepts: a cosine of 0.5."""
CLOSED = 2**24
"""What no dot product reaches."""

Why = Literal["narrower than", "broader than", "another version of", "close in meaning to"]
Offer = tuple[int, int, int]
"""Two concepts by number, and their dot product."""
Lists = dict[int, dict[int, int]]
"""For each concept those that stand in its list, and their dot products."""

_VERSION = re.compile(r"\b(?:v|version|ver)?\s?\d+(?:\s?\.\s?\d+)*|\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Block:
    """Concepts by number, their vectors as rows, and the least dot product that brings another into their lists."""

    concepts: NDArray[np.int64]
    vectors: NDArray[np.int8]
    least: NDArray[np.int32]


def block(rows: Iterable[tuple[int, bytes, int]]) -> Block:
    """Rows of a number, a vector and what its list asks for, as one block; there must be one row at least."""
    numbers, vectors, least = zip(*rows, strict=True)
    matrix = np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(len(vectors), -1)
    return Block(np.array(numbers, dtype=np.int64), matrix, np.array(least, dtype=np.int32))


def offers(asked: Block, blocks: Iterable[Block]) -> Iterator[Offer]:
    """Pairs of an asked and another concept of which one may stand in the other's list.

    All that belong in the lists of the asked ones are among them, and all that would enter another's.
    """
    rows = asked.vectors.astype(np.float32)
    bound = np.full(len(rows), LEAST, dtype=np.float32)
    for other in blocks:
        dots = rows @ other.vectors.astype(np.float32).T
        _raise(bound, dots)
        wanted = dots >= np.minimum(bound[:, None], other.least[None, :].astype(np.float32))
        for row, column in np.argwhere(wanted).tolist():
            mine, theirs = int(asked.concepts[row]), int(other.concepts[column])
            if mine != theirs:
                yield mine, theirs, int(dots[row, column])


def _raise(bound: NDArray[np.float32], dots: NDArray[np.float32]) -> None:
    """Ask for more where these products alone fill a list; one of them may be a concept's with itself."""
    full = np.flatnonzero((dots >= bound[:, None]).sum(axis=1) > MOST)
    if len(full):
        last = np.partition(dots[full], -MOST - 1, axis=1)[:, -MOST - 1]
        bound[full] = np.maximum(bound[full], last)


def entered(found: Iterable[Offer], lists: Mapping[int, Mapping[int, int]], ids: Mapping[int, str]) -> Lists:
    """``lists`` after both sides of the offers have taken what belongs there; ``ids`` are those of all named here."""
    after: Lists = {concept: dict(own) for concept, own in lists.items()}
    for one, other, dot in found:
        for mine, theirs in ((one, other), (other, one)):
            if mine in after:
                after[mine][theirs] = dot
    return {
        concept: dict(sorted(own.items(), key=lambda row: (-row[1], ids[row[0]]))[:MOST])
        for concept, own in after.items()
    }


def least(own: Mapping[int, int] | Mapping[str, int]) -> int:
    """The dot product that brings another concept into a list."""
    return min(own.values()) if len(own) == MOST else LEAST


def cosine(dot: int) -> float:
    """A whole dot product as people read it."""
    return min(round(dot / UNIT**2, PLACES), 1.0)


def promise(told: float, unit: float, dot: int) -> float:
    """What a concept adds to a candidate paper that has it, for a unit of the paper's own weight of it.

    ``told`` is the sum of the idf of this concept and of the asked paper's to which it is nearest (the same one, where
    it is shared), ``unit`` the asked paper's weight of that, in parts of its norm.
    """
    return told / 2 * unit * cosine(dot)


def why(one: str, other: str) -> Why:
    """What a name is to another that is near; a number, a version or an affix makes another thing of one."""
    mine, theirs = (_VERSION.sub("", name).split() for name in (one, other))
    if mine == theirs:
        return "another version of"
    while mine and theirs and mine[0] == theirs[0]:
        del mine[0], theirs[0]
    while mine and theirs and mine[-1] == theirs[-1]:
        del mine[-1], theirs[-1]
    differ = len(mine) <= 1 and len(theirs) <= 1 and affixed("".join(mine), "".join(theirs))
    if differ:
        return "another version of"
    if one.endswith(f" {other}"):
        return "narrower than"
    return "broader than" if other.endswith(f" {one}") else "close in meaning to"
