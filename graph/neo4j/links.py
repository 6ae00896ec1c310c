"""Reads for links: who shares concepts with a paper, or has others near to them, most first.

The score here only chooses the candidates; what is shown is computed by ``graph.measure``, from the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.near import UNIT, promise
from graph.neo4j.session import pack
from graph.neo4j.totals import TotalReads
from graph.records import Type
from graph.score import DIGITS, idf
from graph.store import Frequency, Posting


class LinkReads(TotalReads):
    """Postings."""

    def candidates(self, paper: str, *, kinds: Sequence[Type], limit: int, near: bool = True) -> list[str]:
        size = self.size()
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
        found = self._each("measures", concepts=concepts)
        return {concept: Frequency(papers, kind) for concept, ((_, papers, kind, _),) in found.items()}

    def word_counts(self, words: Iterable[str]) -> dict[str, int]:
        return {word: papers for word, ((_, papers),) in self._each("word_counts", words=words).items()}

    def postings(self, papers: Iterable[str], concepts: Iterable[str] | None = None) -> list[Posting]:
        if concepts is None:
            rows = [row for (row,) in self._each("postings", papers=papers).values()]
        else:
            rows = self._all("postings_among", papers=pack(papers), concepts=pack(concepts))
        return [
            Posting(paper, concept, weight, norm)
            for paper, norm, held, weights in sorted(rows)
            for concept, weight in sorted(zip(held, weights, strict=True))
        ]
