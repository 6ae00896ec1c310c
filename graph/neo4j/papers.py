"""Reads of papers and of what they were read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.neo4j.rows import definition, mention, paper, record, record_id, source_id
from graph.neo4j.session import Session, as_asked, pack
from graph.records import Definition, Holding, Mention, Paper, Record, Source, Tagged, Tags
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
        asked = pack(ids)
        records: dict[str, list[Record]] = defaultdict(list)
        for id_, name, sha256, node in self._all("records", papers=asked):
            records[id_].append(record(Source(name, sha256), node))
        found = {id_: paper(id_, node, tuple(records[id_])) for id_, node in self._all("papers", papers=asked)}
        return as_asked(asked, found)

    def tagged(self, ids: Iterable[str]) -> dict[str, Tagged]:
        papers = self.papers(ids)
        asked = list(papers)
        models = self.models(asked)
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for id_, node, name, form in self._all("mentions", papers=asked):
            mentions[id_].append(mention(node, name, form))
        definitions: dict[str, list[Definition]] = defaultdict(list)
        for id_, node in self._all("definitions", papers=asked):
            definitions[id_].append(definition(node))
        return {
            id_: Tagged(one, Tags(models.get(id_, ""), tuple(mentions[id_]), tuple(definitions[id_])))
            for id_, one in papers.items()
        }

    def models(self, ids: Iterable[str]) -> dict[str, str]:
        return self._pairs("models", papers=pack(ids))

    def paper_ids(self, *, after: str = "", limit: int = 1000, source: Source | None = None) -> list[str]:
        if source is None:
            return self._column("paper_ids", after=after, limit=limit)
        return self._column("papers_of_source", source=source_id(source), after=after, limit=limit)

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
        asked = pack(ids)
        found = {row[0]: Summary(*row) for row in self._all("summaries", papers=asked)}
        return list(as_asked(asked, found).values())

    def holdings(self, ids: Iterable[str]) -> dict[str, tuple[Holding, ...]]:
        held: dict[str, list[Holding]] = defaultdict(list)
        for id_, *row in self._all("holdings", papers=pack(ids)):
            held[id_].append(Holding(*row))
        return {id_: tuple(rows) for id_, rows in held.items()}

    def norms(self, ids: Iterable[str]) -> dict[str, float]:
        return self._pairs("norms", papers=pack(ids))
