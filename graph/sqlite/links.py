"""Reads for links: who shares concepts with a paper, most first.

The score here is that of ``graph.score``, over shared concepts, and only chooses the candidates; what is
shown is computed there, from the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from graph.records import Type
from graph.score import DIGITS, idf
from graph.sqlite.session import Session, pack
from graph.store import Posting

SLACK = 32
"""More candidates than were asked for: sums made in another order may differ in the last digit."""

_HELD = """
    SELECT concept.n, concept.papers, holding.weight, paper.norm, paper.n
    FROM paper
    CROSS JOIN holding ON holding.paper = paper.n
    CROSS JOIN concept ON concept.n = holding.concept
    WHERE paper.id = ?1 AND concept.type IN (SELECT value FROM json_each(?2))
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
_SHARED = """
    SELECT paper.id, concept.id, holding.weight, paper.norm
    FROM json_each(?1) AS chosen
    CROSS JOIN json_each(?2) AS wanted
    CROSS JOIN holding ON holding.paper = chosen.value AND holding.concept = wanted.value
    CROSS JOIN paper ON paper.n = holding.paper
    CROSS JOIN concept ON concept.n = holding.concept
    ORDER BY paper.id, concept.id
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


class LinkReads(Session):
    """Postings."""

    def candidates(self, paper: str, *, kinds: Sequence[Type], limit: int) -> list[Posting]:
        held = self._all(_HELD, paper, pack(kinds))
        if not held or limit <= 0:
            return []
        size = self._one("SELECT papers FROM state")
        *_, norm, me = held[0]
        factors = [[concept, idf(size, df) * weight / (norm or 1.0)] for concept, df, weight, _, _ in held]
        chosen = self._column(SCORED, json.dumps(factors), me, limit + SLACK, DIGITS)
        rows = self._all(_SHARED, pack([me, *chosen]), pack(concept for concept, _ in factors))
        return [Posting(*row) for row in rows]

    def postings(self, papers: Iterable[str], concepts: Iterable[str] | None = None) -> list[Posting]:
        rows = self._all(_POSTINGS, pack(papers), None if concepts is None else pack(concepts))
        return [Posting(*row) for row in rows]
