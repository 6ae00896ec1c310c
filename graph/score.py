"""The score of a link, and nothing else: the one place that computes, rounds and orders.

For papers a and b, over the concepts c that both hold::

    score(a, b) = Σ idf(c) · w(a, c) · w(b, c) / (norm(a) · norm(b))
    idf(c)      = ln(1 + (N − df + 0.5) / (df + 0.5))       N papers, df of them hold c
    w(p, c)     = confidence × role weight, less where c is broad;  norm(p) = sqrt(Σ w²)

Bibliographic coupling (Kessler 1963) by concepts, with the idf of BM25 (Robertson & Zaragoza 2009).
Each concept's term is its share; the score is their sum.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.records import TYPES, Type
from graph.store import Posting

K = TypeVar("K", str, tuple[str, ...])

DIGITS = 6
"""Decimals of a score and of its shares."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A partner of a paper: score, its parts by type, and the share of each concept, greatest first."""

    paper: str
    score: float
    by_type: dict[Type, float]
    shares: tuple[tuple[str, float], ...]


def idf(papers: int, holders: int) -> float:
    """How telling a concept is that ``holders`` of ``papers`` papers have; never negative."""
    return math.log(1 + (papers - holders + 0.5) / (holders + 0.5))


def rank(
    paper: str,
    postings: Iterable[Posting],
    idfs: Mapping[str, float],
    types: Mapping[str, Type],
    *,
    limit: int | None = None,
) -> list[Scored]:
    """Partners of ``paper`` by score descending, then id; concepts without an idf in ``idfs`` count for nothing."""
    mine: dict[str, Posting] = {}
    others: dict[str, list[Posting]] = defaultdict(list)
    for posting in postings:
        if posting.concept in idfs:
            if posting.paper == paper:
                mine[posting.concept] = posting
            else:
                others[posting.paper].append(posting)
    found = []
    for other, theirs in others.items():
        terms = {
            p.concept: idfs[p.concept] * mine[p.concept].weight * p.weight / (mine[p.concept].norm * p.norm)
            for p in theirs
            if p.concept in mine and mine[p.concept].norm and p.norm
        }
        if terms:
            found.append(_scored(other, terms, types))
    found.sort(key=lambda row: (-row.score, row.paper))
    return found if limit is None else found[:limit]


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


def _scored(paper: str, terms: Mapping[str, float], types: Mapping[str, Type]) -> Scored:
    total, shares = rounded(terms)
    by_type: dict[Type, float] = {
        kind: round(math.fsum(s for c, s in shares.items() if types[c] == kind), DIGITS) for kind in TYPES
    }
    return Scored(paper, total, by_type, tuple(sorted(shares.items(), key=lambda row: (-row[1], row[0]))))
