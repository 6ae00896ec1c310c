"""Reads of mentions and definitions by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.neo4j.rows import definition, mention
from graph.neo4j.session import Session, pack
from graph.proposers import Proposal, defines, proposed
from graph.records import Definition, Mention, Votes

_ALL = 2**62


class MentionReads(Session):
    """What texts say."""

    def forms(self, names: Iterable[str]) -> dict[str, dict[str, Votes]]:
        found = self._each("forms", names=names)
        return {name: {form: Votes(*votes) for _, form, *votes in rows} for name, rows in found.items()}

    def mentions_of(self, papers: Iterable[str], names: Iterable[str]) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for paper, *row in self._all("mentions_of", papers=pack(papers), names=pack(names)):
            found[paper].append(mention(*row))
        return dict(found)

    def defining(self, names: Iterable[str], *, limit: int | None = None) -> list[tuple[str, Definition]]:
        rows = self._all("defining", names=pack(names), limit=_ALL if limit is None else limit)
        return [(paper, definition(node)) for paper, node in rows]

    def proposals(self, names: Iterable[str]) -> dict[str, set[Proposal]]:
        found: dict[str, set[Proposal]] = defaultdict(set)
        for asked, rows in self._each("proposals", names=names).items():
            for _, paper, name, form, kind, confidence in rows:
                if kind is None:
                    found[asked].add(defines(paper, name, form))
                elif one := proposed(paper, name, form, kind, confidence):
                    found[asked].add(one)
        return dict(found)

    def readings(self, shorts: Iterable[str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for short, long, papers in self._all("readings", names=pack(shorts)):
            found[short][long] = papers
        return dict(found)

    def shorts_of(self, longs: Iterable[str]) -> dict[str, frozenset[str]]:
        return self._sets("shorts_of", longs)

    def used(self, names: Iterable[str]) -> set[str]:
        return set(self._column("used", names=pack(names)))

    def _sets(self, statement: str, names: Iterable[str]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name, other in self._all(statement, names=pack(names)):
            found[name].add(other)
        return {name: frozenset(others) for name, others in found.items()}
