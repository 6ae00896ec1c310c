"""Reads of papers and of what they were read from."""

# ruff: noqa: S608 - statements are put together from the column lists and conditions of this package only

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.records import Definition, Holding, Mention, Paper, Record, Source, Tagged, Tags
from graph.sqlite.rows import DEFINITION, GIVEN, MENTION, definition, mention, paper, record
from graph.sqlite.session import Session, pack
from graph.store import Summary

_FIND = """
    SELECT paper_key.key, paper.id
    FROM json_each(?) AS asked
    CROSS JOIN paper_key ON paper_key.key = asked.value
    CROSS JOIN paper ON paper.n = paper_key.paper
"""
_RECORDS_AT = """
    SELECT record.position, paper.id
    FROM source
    CROSS JOIN json_each(?3) AS asked
    CROSS JOIN record ON record.source = source.n AND record.position = asked.value
    CROSS JOIN paper ON paper.n = record.paper
    WHERE source.name = ?1 AND source.sha256 = ?2
"""
_POSITIONS = """
    SELECT id FROM paper WHERE n IN (SELECT paper FROM record WHERE position = ?) ORDER BY id
"""
_SAME_NAMED = "SELECT name, sha256 FROM source WHERE name = ? AND sha256 <> ? ORDER BY sha256"
_PAPERS = f"""
    SELECT paper.id, {GIVEN} FROM json_each(?) AS asked CROSS JOIN paper ON paper.id = asked.value
"""
_RECORDS = f"""
    SELECT paper.id, source.name, source.sha256, record.position, record.key,
        {", ".join(f"record.{column}" for column in GIVEN.split(", "))}
    FROM json_each(?) AS asked
    CROSS JOIN paper ON paper.id = asked.value
    CROSS JOIN record ON record.paper = paper.n
    CROSS JOIN source ON source.n = record.source
    ORDER BY paper.n, source.name, source.sha256, record.position
"""
_MODELS = """
    SELECT paper.id, model.name
    FROM json_each(?) AS asked
    CROSS JOIN paper ON paper.id = asked.value
    CROSS JOIN model ON model.n = paper.model
"""
_ADDED = "SELECT paper.id, paper.added FROM json_each(?) AS asked CROSS JOIN paper ON paper.id = asked.value"
_MENTIONS = f"""
    SELECT paper.id, {MENTION}
    FROM json_each(?) AS asked
    CROSS JOIN paper ON paper.id = asked.value
    CROSS JOIN mention ON mention.paper = paper.n
    CROSS JOIN form ON form.n = mention.form
    ORDER BY paper.n, mention.at
"""
_DEFINITIONS = f"""
    SELECT paper.id, {DEFINITION}
    FROM json_each(?) AS asked
    CROSS JOIN paper ON paper.id = asked.value
    CROSS JOIN definition ON definition.paper = paper.n
    ORDER BY paper.n, definition.at
"""
_IDS = "SELECT id FROM paper WHERE id > ? ORDER BY id LIMIT ?"
_OF_CONCEPT = "n IN (SELECT paper FROM holding WHERE concept = (SELECT n FROM concept WHERE id = ?))"
_OF_SOURCE = "n IN (SELECT record.paper FROM record JOIN source ON source.n = record.source WHERE source.name = ?)"
_SOURCES = """
    SELECT source.name, source.sha256, (SELECT count(DISTINCT paper) FROM record WHERE record.source = source.n)
    FROM source
    WHERE (source.name, source.sha256) > (?, ?)
    ORDER BY source.name, source.sha256
    LIMIT ?
"""
_SUMMARIES = """
    SELECT paper.id, paper.title, paper.year, paper.venue, paper.concepts
    FROM json_each(?) AS asked CROSS JOIN paper ON paper.id = asked.value
    ORDER BY asked.key
"""
_HOLDINGS = """
    SELECT paper.id, concept.id, holding.type, role, confidence, holding.broad, weight
    FROM json_each(?) AS asked
    CROSS JOIN paper ON paper.id = asked.value
    CROSS JOIN holding ON holding.paper = paper.n
    CROSS JOIN concept ON concept.n = holding.concept
    ORDER BY paper.n, concept.id
"""
_NORMS = "SELECT paper.id, norm FROM json_each(?) AS asked CROSS JOIN paper ON paper.id = asked.value"


@dataclass(frozen=True, slots=True)
class Part:
    """Papers that belong together, to be given in the order of their ids: in two ways, for few and for many."""

    members: str  # (?1: the whole) → paper numbers
    is_member: str  # (?1, paper.n) → a row or none

    @property
    def few(self) -> str:
        return f"SELECT id FROM paper WHERE n IN ({self.members}) AND id > ?2 ORDER BY id LIMIT ?3"

    @property
    def many(self) -> str:
        return f"SELECT id FROM paper WHERE id > ?2 AND EXISTS ({self.is_member}) ORDER BY id LIMIT ?3"

    @property
    def count(self) -> str:
        return f"SELECT count(*) FROM ({self.members} LIMIT ?2)"


OF_SOURCE = Part(
    members="SELECT paper FROM record WHERE source = ?1",
    is_member="SELECT 1 FROM record WHERE record.paper = paper.n AND record.source = ?1",
)
OF_CONCEPT = Part(
    members="SELECT paper FROM holding WHERE concept = ?1",
    is_member="SELECT 1 FROM holding WHERE holding.paper = paper.n AND holding.concept = ?1",
)


class PaperReads(Session):
    """Papers by key, by place and by id."""

    def find(self, keys: Iterable[str]) -> dict[str, str]:
        return self._pairs(_FIND, pack(keys))

    def records_at(self, source: Source, positions: Iterable[str]) -> dict[str, str]:
        return self._pairs(_RECORDS_AT, source.name, source.sha256, pack(positions))

    def positions(self, position: str) -> list[str]:
        return self._column(_POSITIONS, position)

    def same_named(self, source: Source) -> list[Source]:
        return [Source(*row) for row in self._all(_SAME_NAMED, source.name, source.sha256)]

    def papers(self, ids: Iterable[str]) -> dict[str, Paper]:
        asked = pack(ids)
        records: dict[str, list[Record]] = defaultdict(list)
        for id_, name, sha256, position, key, *row in self._all(_RECORDS, asked):
            records[id_].append(record(Source(name, sha256), position, key, tuple(row)))
        return {id_: paper(id_, tuple(row), tuple(records[id_])) for id_, *row in self._all(_PAPERS, asked)}

    def tagged(self, ids: Iterable[str]) -> dict[str, Tagged]:
        papers = self.papers(ids)
        asked = pack(papers)
        models = self.models(papers)
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for id_, *row in self._all(_MENTIONS, asked):
            mentions[id_].append(mention(tuple(row)))
        definitions: dict[str, list[Definition]] = defaultdict(list)
        for id_, *row in self._all(_DEFINITIONS, asked):
            definitions[id_].append(definition(tuple(row)))
        return {
            id_: Tagged(one, Tags(models.get(id_, ""), tuple(mentions[id_]), tuple(definitions[id_])))
            for id_, one in papers.items()
        }

    def models(self, ids: Iterable[str]) -> dict[str, str]:
        return self._pairs(_MODELS, pack(ids))

    def paper_ids(self, *, after: str = "", limit: int = 1000, source: Source | None = None) -> list[str]:
        if source is None:
            return self._column(_IDS, after, limit)
        n = self._one("SELECT n FROM source WHERE name = ? AND sha256 = ?", source.name, source.sha256)
        return [] if n is None else self._part(OF_SOURCE, n, after, limit)

    def added(self, ids: Iterable[str]) -> dict[str, int]:
        return self._pairs(_ADDED, pack(ids))

    def added_since(self, revision: int) -> list[str]:
        return self._column("SELECT id FROM paper WHERE added > ? ORDER BY id", revision)

    def papers_of(self, concept: str, *, after: str = "", limit: int = 1000) -> list[str]:
        n = self._one("SELECT n FROM concept WHERE id = ?", concept)
        return [] if n is None else self._part(OF_CONCEPT, n, after, limit)

    def select(
        self,
        *,
        concept: str | None = None,
        year: int | None = None,
        source: str | None = None,
        after: str = "",
        limit: int = 1000,
    ) -> list[str]:
        given = {"year = ?": year, _OF_CONCEPT: concept, _OF_SOURCE: source}
        wanted = {condition: value for condition, value in given.items() if value is not None}
        where = " AND ".join(["id > ?", *wanted])
        return self._column(f"SELECT id FROM paper WHERE {where} ORDER BY id LIMIT ?", after, *wanted.values(), limit)

    def sources(self, *, after: Source | None = None, limit: int = 1000) -> list[tuple[Source, int]]:
        start = ("", "") if after is None else (after.name, after.sha256)
        return [(Source(name, sha256), papers) for name, sha256, papers in self._all(_SOURCES, *start, limit)]

    def summaries(self, ids: Sequence[str]) -> list[Summary]:
        return [
            Summary(id_, title or "", year, venue, concepts)
            for id_, title, year, venue, concepts in self._all(_SUMMARIES, pack(ids))
        ]

    def holdings(self, ids: Iterable[str]) -> dict[str, tuple[Holding, ...]]:
        held: dict[str, list[Holding]] = defaultdict(list)
        for id_, concept, kind, role, confidence, broad, weight in self._all(_HOLDINGS, pack(ids)):
            held[id_].append(Holding(concept, kind, role, confidence, bool(broad), weight))
        return {id_: tuple(rows) for id_, rows in held.items()}

    def norms(self, ids: Iterable[str]) -> dict[str, float]:
        return self._pairs(_NORMS, pack(ids))

    def _part(self, part: Part, whole: int, after: str, limit: int) -> list[str]:
        """A page of a part's papers: sort the few, or walk all papers and ask each, whichever reads less."""
        size = self._one("SELECT papers FROM state")
        turn = math.isqrt(max(limit, 0) * size) + 1
        many = self._one(part.count, whole, turn) == turn
        return self._column(part.many if many else part.few, whole, after, limit)
