"""Reads of concepts and their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.keeping import backwards
from graph.neo4j.rows import concept
from graph.neo4j.session import Session, pack
from graph.records import Concept, Type
from graph.store import Naming


class ConceptReads(Session):
    """Concepts by name, by id and by size."""

    def namings(self, names: Iterable[str]) -> dict[str, Naming]:
        return {
            name: Naming(concept, rule) for name, ((_, concept, rule),) in self._each("namings", names=names).items()
        }

    def names_of(self, concepts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        found = self._each("names_of", concepts=concepts)
        return {id_: tuple(name for _, name in rows) for id_, rows in found.items()}

    def names_ending(self, endings: Iterable[str], *, limit: int) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for ending, name in self._all("names_ending", endings=pack(map(backwards, endings)), limit=limit):
            names[backwards(ending)].append(backwards(name))
        return {ending: sorted(longer) for ending, longer in names.items()}

    def concepts(self, ids: Iterable[str]) -> dict[str, Concept]:
        return {id_: concept(id_, *row) for id_, ((_, *row),) in self._each("concepts", concepts=ids).items()}

    def concept_ids(self, *, after: str = "", limit: int = 1000, kind: Type | None = None) -> list[str]:
        if kind is None:
            return self._column("concept_ids", after=after, limit=limit)
        return self._column("concept_ids_of_type", after=after, limit=limit, type=kind)

    def concepts_by_size(self, *, limit: int, offset: int = 0, kind: Type | None = None) -> list[Concept]:
        if kind is None:
            ids = self._column("concepts_by_size", limit=limit, offset=offset)
        else:
            ids = self._column("concepts_by_size_of_type", limit=limit, offset=offset, type=kind)
        found = self.concepts(ids)
        return [found[id_] for id_ in ids]
