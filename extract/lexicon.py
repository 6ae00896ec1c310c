"""The lexicon: of the annotated papers that have a name, how many were said to be about it.

What the tagger makes of a name it judges by the sentence; this is what is known of the name itself. A name is kept
as 64 bits of its hash, so a stray meeting of two is as likely as 1 in 10^14 a look.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.records import TYPES, Type

ROW = np.dtype([("name", "<u8"), ("papers", "<u2"), *((kind, "<u2") for kind in TYPES)])
"""A folded name's hash, the papers that have it, and those of them where it was annotated with each type."""


def hashed(name: str) -> int:
    """64 bits of a folded name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


class Lexicon:
    """Rows of :data:`ROW`, ascending by name."""

    def __init__(self, rows: NDArray[np.void]) -> None:
        self._rows = rows
        self._names = np.ascontiguousarray(rows["name"])

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """From ``lexicon.npy`` in a model folder."""
        return cls(np.load(folder / "lexicon.npy", allow_pickle=False))

    def odds(self, name: str, kind: Type) -> float | None:
        """The logarithm of the odds that a paper with this folded name is about it as a concept of this type, with one
        paper more for either (Laplace); None for a name that was never annotated.
        """
        wanted = np.uint64(hashed(name))
        at = int(np.searchsorted(self._names, wanted))
        if at == len(self._names) or self._names[at] != wanted:
            return None
        row = self._rows[at]
        return math.log((int(row[kind]) + 1) / (int(row["papers"]) - int(row[kind]) + 1))
