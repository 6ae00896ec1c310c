"""Reads of what is dropped or doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.neo4j.concepts import ConceptReads
from graph.neo4j.session import pack
from graph.records import Concept


class DoubtReads(ConceptReads):
    """What a report is made of."""

    def paper_counts(self, names: Iterable[str]) -> dict[str, int]:
        return self._pairs("paper_counts", names=pack(names))

    def ambiguous(self, *, after: str = "", limit: int = 1000) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for short, long, papers in self._all("ambiguous", after=after, limit=limit):
            found[short][long] = papers
        return dict(found)

    def type_conflicts(self, *, votes: int, percent: int, limit: int) -> tuple[int, list[Concept]]:
        every = self._column("type_conflicts", votes=votes, percent=percent)
        concepts = self.concepts(every[:limit])
        return len(every), [concepts[id_] for id_ in every[:limit]]
