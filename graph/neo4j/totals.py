"""Counts."""

from __future__ import annotations

from graph.neo4j.session import Session
from graph.records import TYPES
from graph.store import Counts


class TotalReads(Session):
    """How much there is."""

    def counts(self) -> Counts:
        ((papers, records, sources, mentions, concepts, names, definitions, decisions, without),) = self._all("counts")
        models, types = self._pairs("model_counts"), self._pairs("type_counts")
        return Counts(
            revision=self.revision(),
            papers=papers,
            records=records,
            sources=sources,
            mentions=mentions,
            concepts=concepts,
            names=names,
            definitions=definitions,
            decisions=decisions,
            papers_without_concepts=without,
            untagged=papers - sum(models.values()),
            models=models,
            types={kind: types.get(kind, 0) for kind in TYPES},
        )

    def size(self) -> int:
        (papers,) = self._column("size")
        return int(papers)

    def stamp(self) -> str:
        return "-".join(map(str, self._one("stamp")))

    def revision(self) -> int:
        return int(self._one("stamp")[1])
