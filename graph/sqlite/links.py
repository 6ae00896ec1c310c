"""Reads for links: who shares concepts with a paper, or has others near to them, most first.

The score here only chooses the candidates; what is shown is computed by ``graph.measure``, from the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from graph.near import UNIT, promise
from graph.records import Type
from graph.score import DIGITS, idf
from graph.sqlite.session import Session, pack
from graph.store import Frequency, Posting

# Of two concepts that are not the same it is enough here that one stands in the other's list: of the best 20 papers by
# a full measure over all cosines, near pairs alone find far fewer.
_AROUND = """
    WITH held (concept, papers, unit, wanted) AS MATERIALIZED (
        SELECT concept.n, concept.papers, holding.unit, concept.type IN (SELECT value FROM json_each(?2))
        FROM paper
        CROSS JOIN holding ON holding.paper = paper.n
        CROSS JOIN concept ON concept.n = holding.concept
        WHERE paper.id = ?1
    ),
    pair (one, other, dot) AS (
        SELECT held.concept, nearest.other, nearest.dot
        FROM held CROSS JOIN nearest ON nearest.concept = held.concept
        WHERE ?4
        UNION
        SELECT held.concept, nearest.concept, nearest.dot
        FROM held CROSS JOIN nearest ON nearest.other = held.concept
        WHERE ?4
        UNION ALL
        SELECT concept, concept, ?3 FROM held
    )
    SELECT pair.other, pair.dot, held.unit, held.papers, held.wanted, concept.papers,
        concept.type IN (SELECT value FROM json_each(?2))
    FROM pair CROSS JOIN held ON held.concept = pair.one CROSS JOIN concept ON concept.n = pair.other
"""
# Nothing but holding_by_concept is read to score; ids only of those that tie with the last one in.
SCORED = """
    WITH
    held (concept, factor) AS MATERIALIZED (
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?1)
    ),
    scored (paper, score) AS MATERIALIZED (
        SELECT holding.paper, round(sum(held.factor * holding.unit), ?4)
        FROM held CROSS JOIN holding INDEXED BY holding_by_concept ON holding.concept = held.concept
        WHERE holding.paper <> ?2
        GROUP BY holding.paper
    ),
    worst (score) AS MATERIALIZED (SELECT score FROM scored ORDER BY score DESC LIMIT 1 OFFSET ?3 - 1)
    SELECT paper.n
    FROM scored CROSS JOIN paper ON paper.n = scored.paper
    WHERE scored.score >= coalesce((SELECT score FROM worst), 0)
    ORDER BY scored.score DESC, paper.id
    LIMIT ?3
"""
_POSTINGS = """
    SELECT paper.id, concept.id, holding.weight, paper.norm
    FROM json_each(?1) AS asked
    CROSS JOIN paper ON paper.id = asked.value
    CROSS JOIN holding ON holding.paper = paper.n
    CROSS JOIN concept ON concept.n = holding.concept
    WHERE ?2 IS NULL OR concept.id IN (SELECT value FROM json_each(?2))
    ORDER BY paper.id, concept.id
"""


_FREQUENCIES = """
    SELECT concept.id, concept.papers, concept.type
    FROM json_each(?) AS asked CROSS JOIN concept ON concept.id = asked.value
"""
_IDS = "SELECT n, id FROM paper WHERE n IN (SELECT value FROM json_each(?))"
_WORDS = "SELECT word.word, word.papers FROM json_each(?) AS asked CROSS JOIN word ON word.word = asked.value"


class LinkReads(Session):
    """Postings."""

    def candidates(self, paper: str, *, kinds: Sequence[Type], limit: int, near: bool = True) -> list[str]:
        size = self._one("SELECT papers FROM state")
        factors: dict[int, float] = {}
        for concept, dot, unit, mine, mine_wanted, theirs, theirs_wanted in self._all(
            _AROUND, paper, pack(kinds), UNIT**2, near
        ):
            told = mine_wanted * idf(size, mine) + theirs_wanted * idf(size, theirs)
            factors[concept] = max(factors.get(concept, 0.0), promise(told, unit, dot))
        rows = [[concept, factor] for concept, factor in factors.items() if factor]
        if not rows or limit <= 0:
            return []
        me = self._one("SELECT n FROM paper WHERE id = ?", paper)
        chosen = self._column(SCORED, json.dumps(rows), me, limit, DIGITS)
        called = self._pairs(_IDS, pack(chosen))
        return [called[one] for one in chosen]

    def frequencies(self, concepts: Iterable[str]) -> dict[str, Frequency]:
        return {concept: Frequency(papers, kind) for concept, papers, kind in self._all(_FREQUENCIES, pack(concepts))}

    def word_counts(self, words: Iterable[str]) -> dict[str, int]:
        return self._pairs(_WORDS, pack(words))

    def postings(self, papers: Iterable[str], concepts: Iterable[str] | None = None) -> list[Posting]:
        rows = self._all(_POSTINGS, pack(papers), None if concepts is None else pack(concepts))
        return [Posting(*row) for row in rows]
