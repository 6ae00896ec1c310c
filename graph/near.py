"""Near concepts: mutual nearest neighbours by the cosine of the vectors of their names.

Each concept has a list of the ``MOST`` others that are nearest to it, none below ``LEAST``; two are near where each
stands in the other's list. Vectors are int8 of length ``UNIT``: their dot products are whole numbers below 2^24, which
float32 holds exactly, so lists are the same on every machine, and the same whether they are kept step by step or made
at once. Of equal ones the smaller id is nearer.

Only concepts that share a cell are compared (an inverted file: Sivic & Zisserman, Video Google, 2003). The cells are
those of a fixed codebook, ``CELLS`` for each vector, and stand behind it: what a store's bytes of a vector are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
CELLS = 8
"""In how many different cells a vector stands."""
TAIL = 2 * CELLS
"""Bytes that its cells take behind a vector, two for each."""
LEAST = 8065
"""The least dot product of near concepts: a cosine of 0.5."""
CLOSED = 2**24
"""What no dot product reaches."""

Why = Literal["narrower than", "broader than", "another version of", "close in meaning to"]
Offer = tuple[int, int, int]
"""A concept by number, another that may stand in its list, and their dot product."""
Lists = dict[int, dict[int, int]]
"""For each concept those that stand in its list, and their dot products."""

_CELL = np.dtype("<u2")
_NONE = np.empty((4, 0), dtype=np.int64)
_VERSION = re.compile(r"\b(?:v|version|ver)?\s?\d+(?:\s?\.\s?\d+)*|\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Block:
    """Concepts by number, their vectors and cells as rows, and the least dot product that enters their lists."""

    concepts: NDArray[np.int64]
    vectors: NDArray[np.int8]
    cells: NDArray[np.uint16]
    least: NDArray[np.int32]


def celled(vector: NDArray[np.int8], cells: NDArray[np.integer]) -> bytes:
    """The bytes of a vector with its ``CELLS`` cells behind it."""
    return vector.astype(np.int8).tobytes() + cells.astype(_CELL).tobytes()


def components(vectors: Sequence[bytes]) -> NDArray[np.int8]:
    """Vectors as rows, without their cells; there must be one at least."""
    return _whole(vectors)[:, :-TAIL]


def _whole(vectors: Sequence[bytes]) -> NDArray[np.int8]:
    return np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(len(vectors), -1)


def block(rows: Iterable[tuple[int, bytes, int]]) -> Block:
    """Rows of a number, a vector and what its list asks for, as one block; there must be one row at least."""
    numbers, vectors, least = zip(*rows, strict=True)
    cells = _whole(vectors)[:, -TAIL:].copy().view(_CELL)
    return Block(np.array(numbers, dtype=np.int64), components(vectors), cells, np.array(least, dtype=np.int32))


def offers(asked: Block, blocks: Iterable[Block]) -> list[Offer]:
    """What may enter which list, of pairs of an asked and another concept that share a cell.

    All that belong in the lists of the asked ones are among them, and all that would enter another's.
    """
    mine = _members(asked)
    bound = np.full(len(asked.concepts), LEAST, dtype=np.float32)
    found = [_pairs(asked, mine, other, bound) for other in blocks]
    row, other, dots, enters = np.concatenate([_NONE, *found], axis=1)
    one = asked.concepts[row]
    enters = enters > 0
    near = dots >= bound[row]
    return [
        *zip(one[near].tolist(), other[near].tolist(), dots[near].tolist(), strict=True),
        *zip(other[enters].tolist(), one[enters].tolist(), dots[enters].tolist(), strict=True),
    ]


def _pairs(
    asked: Block, mine: Mapping[int, NDArray[np.int64]], other: Block, bound: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Of two blocks: rows of the asked, the other concepts, dot products, and whether they enter the other's list."""
    theirs = _members(other)
    found = [_close(asked, mine[cell], other, theirs[cell], bound) for cell in mine.keys() & theirs.keys()]
    row, column, dots = np.concatenate([_NONE[:3], *found], axis=1)
    _, first = np.unique(row * len(other.concepts) + column, return_index=True)  # some share several cells
    row, column, dots = row[first], column[first], dots[first]
    enters = dots >= other.least[column]
    wanted = (asked.concepts[row] != other.concepts[column]) & (enters | (dots >= bound[row]))
    return np.stack([row, other.concepts[column], dots, enters])[:, wanted]


def _members(one: Block) -> dict[int, NDArray[np.int64]]:
    """The rows that stand in each cell."""
    order = np.argsort(one.cells, axis=None, kind="stable")
    cells, starts = np.unique(one.cells.ravel()[order], return_index=True)
    return dict(zip(cells.tolist(), np.split(order // CELLS, starts[1:]), strict=True))


def _close(
    asked: Block, rows: NDArray[np.int64], other: Block, columns: NDArray[np.int64], bound: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Of two blocks' members of one cell: rows, columns and dot products of pairs. Raises ``bound`` by them."""
    dots = asked.vectors[rows].astype(np.float32) @ other.vectors[columns].astype(np.float32).T
    # Ask for more where these products alone fill a list; one of them may be a concept's with itself.
    full = np.flatnonzero((dots >= bound[rows, None]).sum(axis=1) > MOST)
    if len(full):
        last = np.partition(dots[full], -MOST - 1, axis=1)[:, -MOST - 1]
        bound[rows[full]] = np.maximum(bound[rows[full]], last)
    row, column = np.nonzero(dots >= np.minimum(bound[rows, None], other.least[columns].astype(np.float32)))
    return np.stack([rows[row], columns[column], dots[row, column].astype(np.int64)])


def entered(found: Iterable[Offer], lists: Mapping[int, Mapping[int, int]], ids: Mapping[int, str]) -> Lists:
    """``lists`` after they have taken of the offers what belongs there; ``ids`` are those of all named here."""
    after: Lists = {concept: dict(own) for concept, own in lists.items()}
    for concept, other, dot in found:
        after[concept][other] = dot
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
