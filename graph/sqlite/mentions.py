"""Reads of mentions and definitions by name."""

# ruff: noqa: S608 - statements are put together from the column lists and conditions of this package only

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.proposers import Proposal, defines, proper, proposal
from graph.records import Definition, Mention, Votes
from graph.sqlite.rows import DEFINITION, MENTION, definition, mention
from graph.sqlite.session import Session, pack

_FORMS = """
    SELECT form.name, form.form, method, dataset, task
    FROM json_each(?) AS asked CROSS JOIN form ON form.name = asked.value
    ORDER BY form.name, form.form
"""
_MENTIONS_OF = f"""
    SELECT paper.id, {MENTION}
    FROM json_each(?) AS asked
    CROSS JOIN paper ON paper.id = asked.value
    CROSS JOIN mention ON mention.paper = paper.n
    CROSS JOIN form ON form.n = mention.form
    WHERE form.name IN (SELECT value FROM json_each(?))
    ORDER BY paper.id, mention.at
"""
_DEFINING = f"""
    WITH found AS (
        SELECT paper, at FROM json_each(?1) AS asked CROSS JOIN definition ON definition.short = asked.value
        UNION
        SELECT paper, at FROM json_each(?1) AS asked CROSS JOIN definition ON definition.long = asked.value
    )
    SELECT paper.id, {DEFINITION}
    FROM found
    CROSS JOIN paper ON paper.n = found.paper
    CROSS JOIN definition ON definition.paper = found.paper AND definition.at = found.at
    ORDER BY paper.id, definition.at
    LIMIT ?2
"""
# A contested name has the proposer behind it: "star ⟨paper⟩".
_FORMS_OF = """
    SELECT asked.value, form.n, form.form
    FROM json_each(?) AS asked
    CROSS JOIN form ON form.name = asked.value OR (form.name > asked.value || ' ⟨' AND form.name < asked.value || ' ⟩')
"""
_OWN = f"""
    SELECT json_extract(asked.value, '$[0]'), paper.id, {MENTION}
    FROM json_each(?) AS asked
    CROSS JOIN form ON form.n = json_extract(asked.value, '$[1]')
    CROSS JOIN mention ON mention.form = form.n AND mention.role = 'own'
    CROSS JOIN paper ON paper.n = mention.paper
"""
_DEFINED = """
    SELECT short, paper.id, short_form
    FROM json_each(?) AS asked
    CROSS JOIN definition ON definition.short = asked.value
    CROSS JOIN paper ON paper.n = definition.paper
"""
_READINGS = """
    SELECT short, long, count(DISTINCT paper)
    FROM json_each(?) AS asked CROSS JOIN definition ON definition.short = asked.value
    GROUP BY short, long
"""
_SHORTS_OF = """
    SELECT DISTINCT long, short FROM json_each(?) AS asked CROSS JOIN definition ON definition.long = asked.value
"""
_USED = """
    SELECT asked.value
    FROM json_each(?) AS asked
    WHERE EXISTS (SELECT 1 FROM form WHERE form.name = asked.value)
        OR EXISTS (SELECT 1 FROM definition WHERE definition.short = asked.value)
        OR EXISTS (SELECT 1 FROM definition WHERE definition.long = asked.value)
"""


class MentionReads(Session):
    """What texts say."""

    def forms(self, names: Iterable[str]) -> dict[str, dict[str, Votes]]:
        forms: dict[str, dict[str, Votes]] = defaultdict(dict)
        for name, form, *votes in self._all(_FORMS, pack(names)):
            forms[name][form] = Votes(*votes)
        return dict(forms)

    def mentions_of(self, papers: Iterable[str], names: Iterable[str]) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for paper, *row in self._all(_MENTIONS_OF, pack(papers), pack(names)):
            found[paper].append(mention(tuple(row)))
        return dict(found)

    def defining(self, names: Iterable[str], *, limit: int | None = None) -> list[tuple[str, Definition]]:
        rows = self._all(_DEFINING, pack(names), -1 if limit is None else limit)
        return [(row[0], definition(row[1:])) for row in rows]

    def proposals(self, names: Iterable[str]) -> dict[str, set[Proposal]]:
        found: dict[str, set[Proposal]] = defaultdict(set)
        # The mentions of a common name are many, its forms are few, and an improper one proposes nothing.
        forms = [(name, form) for name, form, written in self._all(_FORMS_OF, pack(names)) if proper(written)]
        for name, paper, *row in self._all(_OWN, pack(forms)):
            if one := proposal(paper, mention(tuple(row))):
                found[name].add(one)
        for name, paper, form in self._all(_DEFINED, pack(names)):
            found[name].add(defines(paper, name, form))
        return dict(found)

    def readings(self, shorts: Iterable[str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for short, long, papers in self._all(_READINGS, pack(shorts)):
            found[short][long] = papers
        return dict(found)

    def shorts_of(self, longs: Iterable[str]) -> dict[str, frozenset[str]]:
        return self._sets(_SHORTS_OF, longs)

    def used(self, names: Iterable[str]) -> set[str]:
        return set(self._column(_USED, pack(names)))

    def _sets(self, sql: str, names: Iterable[str]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name, other in self._all(sql, pack(names)):
            found[name].add(other)
        return {name: frozenset(others) for name, others in found.items()}
