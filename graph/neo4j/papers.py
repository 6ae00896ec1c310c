"""Reads of papers and of what they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.neo4j.rows import definition, mention, paper, record, record_id, source_id
from graph.neo4j.session import Session, pack
from graph.records import Holding, Paper, Source, Tagged, Tags
from graph.store import Summary


class PaperReads(Session):
    """Papers by key, by place and by id."""

    def find(self, keys: Iterable[str]) -> dict[str, str]:
        return self._pairs("find", keys=pack(keys))

    def records_at(self, source: Source, positions: Iterable[str]) -> dict[str, str]:
        return self._pairs("records_at", records=[record_id(source, position) for position in pack(positions)])

    def positions(self, position: str) -> list[str]:
        return self._column("positions", position=position)

    def same_named(self, source: Source) -> list[Source]:
        return [Source(*row) for row in self._all("same_named", name=source.name, sha256=source.sha256)]

    def papers(self, ids: Iterable[str]) -> dict[str, Paper]:
        return {id_: one for id_, (one, _) in self._papers(ids).items()}

    def tagged(self, ids: Iterable[str]) -> dict[str, Tagged]:
        papers = self._papers(ids)
        mentions = self._each("mentions", papers=papers)
        definitions = self._each("definitions", papers=papers)
        return {
            id_: Tagged(
                one,
                Tags(
                    model or "",
                    tuple(mention(*row) for _, *row in mentions.get(id_, ())),
                    tuple(definition(node) for _, node in definitions.get(id_, ())),
                ),
            )
            for id_, (one, model) in papers.items()
        }

    def _papers(self, ids: Iterable[str]) -> dict[str, tuple[Paper, str | None]]:
        """With the model of each."""
        return {
            id_: (paper(id_, node, tuple(record(Source(name, sha256), one) for name, sha256, one in records)), model)
            for id_, ((_, node, records, model),) in self._each("papers", papers=ids).items()
        }

    def models(self, ids: Iterable[str]) -> dict[str, str]:
        return self._pairs("models", papers=pack(ids))

    def paper_ids(self, *, after: str = "", limit: int = 1000, source: Source | None = None) -> list[str]:
        if source is None:
            return self._column("paper_ids", after=after, limit=limit)
        return self._column("papers_of_source", source=source_id(source), after=after, limit=limit)

    def added(self, ids: Iterable[str]) -> dict[str, int]:
        return self._pairs("added", papers=pack(ids))

    def added_since(self, revision: int) -> list[str]:
        return self._column("added_since", revision=revision)

    def papers_of(self, concept: str, *, after: str = "", limit: int = 1000) -> list[str]:
        return self._column("papers_of_concept", concept=concept, after=after, limit=limit)

    def select(
        self,
        *,
        concept: str | None = None,
        year: int | None = None,
        source: str | None = None,
        after: str = "",
        limit: int = 1000,
    ) -> list[str]:
        return self._column("select", concept=concept, year=year, source=source, after=after, limit=limit)

    def sources(self, *, after: Source | None = None, limit: int = 1000) -> list[tuple[Source, int]]:
        name, sha256 = (after.name, after.sha256) if after else ("", "")
        found = self._all("sources", name=name, sha256=sha256, limit=limit)
        return [(Source(name, sha256), papers) for name, sha256, papers in found]

    def summaries(self, ids: Sequence[str]) -> list[Summary]:
        return [Summary(*row) for (row,) in self._each("summaries", papers=ids).values()]

    def holdings(self, ids: Iterable[str]) -> dict[str, tuple[Holding, ...]]:
        found = self._each("holdings", papers=ids)
        return {id_: tuple(Holding(*row) for _, *row in rows) for id_, rows in found.items()}

    def norms(self, ids: Iterable[str]) -> dict[str, float]:
        return self._pairs("norms", papers=pack(ids))
