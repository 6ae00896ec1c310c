"""Reads for links: who shares concepts with a paper, or has others near to them, most first.

The score here only chooses the candidates; what is shown is computed by ``graph.measure``, from the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.near import UNIT, promise
from graph.neo4j.session import Session, pack
from graph.records import Type
from graph.score import DIGITS, idf
from graph.store import Frequency, Posting


class LinkReads(Session):
    """Postings."""

    def candidates(self, paper: str, *, kinds: Sequence[Type], limit: int, near: bool = True) -> list[str]:
        (size,) = self._column("size")
        factors: dict[str, float] = {}
        for concept, dot, unit, mine, mine_wanted, theirs, theirs_wanted in self._all(
            "around", paper=paper, types=list(kinds), same=UNIT**2, near=near
        ):
            told = mine_wanted * idf(size, mine) + theirs_wanted * idf(size, theirs)
            factors[concept] = max(factors.get(concept, 0.0), promise(told, unit, dot))
        rows = [{"concept": concept, "factor": factor} for concept, factor in factors.items() if factor]
        if limit <= 0:
            return []
        return self._column("candidates", paper=paper, factors=rows, limit=limit, digits=DIGITS)

    def frequencies(self, concepts: Iterable[str]) -> dict[str, Frequency]:
        return {
            concept: Frequency(papers, kind)
            for concept, papers, kind in self._all("frequencies", concepts=pack(concepts))
        }

    def word_counts(self, words: Iterable[str]) -> dict[str, int]:
        return self._pairs("word_counts", words=pack(words))

    def postings(self, papers: Iterable[str], concepts: Iterable[str] | None = None) -> list[Posting]:
        wanted = None if concepts is None else pack(concepts)
        return [Posting(*row) for row in self._all("postings", papers=pack(papers), concepts=wanted)]
