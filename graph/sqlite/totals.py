"""Counts."""

from __future__ import annotations

from graph.records import TYPES
from graph.sqlite.session import Session
from graph.store import Counts

# Each from a counter or an index; a paper's text is never read.
_COUNTS = """
    SELECT
        state.revision,
        state.papers,
        (SELECT count(*) FROM record),
        (SELECT count(*) FROM source),
        (SELECT coalesce(sum(method + dataset + task), 0) FROM form),
        (SELECT count(*) FROM concept),
        (SELECT count(*) FROM name),
        (SELECT count(*) FROM definition),
        (SELECT count(*) FROM decision),
        (SELECT count(*) FROM paper WHERE concepts = 0),
        (SELECT count(*) FROM paper WHERE model IS NULL)
    FROM state
"""
_MODELS = """
    SELECT model.name, count(*)
    FROM model CROSS JOIN paper ON paper.model = model.n
    GROUP BY model.n
    ORDER BY model.name
"""
_TYPES = "SELECT type, count(*) FROM concept GROUP BY type"


class TotalReads(Session):
    """How much there is."""

    def counts(self) -> Counts:
        row = self._all(_COUNTS)[0]
        revision, papers, records, sources, mentions, concepts, names, definitions, decisions, without, untagged = row
        types = self._pairs(_TYPES)
        return Counts(
            revision=revision,
            papers=papers,
            records=records,
            sources=sources,
            mentions=mentions,
            concepts=concepts,
            names=names,
            definitions=definitions,
            decisions=decisions,
            papers_without_concepts=without,
            untagged=untagged,
            models=self._pairs(_MODELS),
            types={kind: types.get(kind, 0) for kind in TYPES},
        )

    def size(self) -> int:
        return int(self._one("SELECT papers FROM state"))

    def stamp(self) -> str:
        return "-".join(map(str, self._all("SELECT store, revision FROM state")[0]))

    def revision(self) -> int:
        return int(self._one("SELECT revision FROM state"))
