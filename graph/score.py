"""How rare a concept or word is, and how a score and its parts are rounded: the one place for both.

What is weighed with it: ``graph.measure``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K", str, tuple[str, ...])

DIGITS = 6
"""Decimals of a score and of its shares."""


def idf(papers: int, holders: int) -> float:
    """How telling a concept or word is that ``holders`` of ``papers`` papers have; never negative.

    ``ln(1 + (N − df + 0.5) / (df + 0.5))``, the idf of BM25 (Robertson & Zaragoza 2009).
    """
    return math.log(1 + (papers - holders + 0.5) / (holders + 0.5))


def rounded(terms: Mapping[K, float]) -> tuple[float, dict[K, float]]:
    """The sum of some terms and the share of each, to :data:`DIGITS`; the shares sum to the sum to 1e-9.

    The greatest share takes what rounding left over.
    """
    total = round(math.fsum(terms.values()), DIGITS)
    shares = {key: round(term, DIGITS) for key, term in terms.items()}
    if shares:
        greatest = min(shares, key=lambda key: (-shares[key], key))
        shares[greatest] = round(shares[greatest] + total - math.fsum(shares.values()), DIGITS)
    return total, shares
