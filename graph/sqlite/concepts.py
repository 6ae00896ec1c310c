"""Reads of concepts and their names."""

# ruff: noqa: S608 - statements are put together from the column lists and conditions of this package only

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.keeping import backwards, is_broad
from graph.records import Concept, Mark, Type, Votes
from graph.sqlite.session import Row, Session, pack
from graph.store import Naming

_NAMINGS = """
    SELECT name.name, concept.id, name.rule
    FROM json_each(?) AS asked
    CROSS JOIN name ON name.name = asked.value
    CROSS JOIN concept ON concept.n = name.concept
"""
_NAMES_OF = """
    SELECT concept.id, name.name
    FROM json_each(?) AS asked
    CROSS JOIN concept ON concept.id = asked.value
    CROSS JOIN name ON name.concept = concept.n
    ORDER BY name.name
"""
# A range of the index (a blank is followed by "!"), and no LIKE: that would have its own idea of case, "%" and "_".
ENDING = """
    SELECT asked.value, name.backwards
    FROM json_each(?1) AS asked
    CROSS JOIN name ON name.n IN (
        SELECT n FROM name AS longer
        WHERE longer.backwards >= asked.value || ' ' AND longer.backwards < asked.value || '!'
        ORDER BY longer.backwards
        LIMIT ?2
    )
"""
# A concept is shown as people decided; else as its anchor name is mostly spelled out, together or apart; else as it, or
# any of its names, is mostly written.
_CONCEPT = """
    concept.id, concept.method, concept.dataset, concept.task, concept.papers, concept.broad,
    concept.marked_type, concept.marked_shown, concept.marked_broad,
    coalesce(
        concept.marked_shown,
        (
            SELECT form.form
            FROM name CROSS JOIN form ON form.name = name.name
            WHERE name.concept = concept.n AND replace(name.name, ' ', '') = replace(concept.id, ' ', '')
            ORDER BY form.spelled DESC, form.method + form.dataset + form.task DESC, length(form.form), form.form
            LIMIT 1
        ),
        (
            SELECT form.form
            FROM name CROSS JOIN form ON form.name = name.name
            WHERE name.concept = concept.n
            ORDER BY form.method + form.dataset + form.task DESC, length(form.form), form.form
            LIMIT 1
        ),
        concept.id
    )
"""
_CONCEPTS = f"SELECT {_CONCEPT} FROM json_each(?) AS asked CROSS JOIN concept ON concept.id = asked.value"
_BY_SIZE = f"SELECT {_CONCEPT} FROM concept ORDER BY papers DESC, id LIMIT ? OFFSET ?"
_BY_SIZE_OF_TYPE = f"SELECT {_CONCEPT} FROM concept WHERE type = ? ORDER BY papers DESC, id LIMIT ? OFFSET ?"
_IDS = "SELECT id FROM concept WHERE id > ? ORDER BY id LIMIT ?"
# The plus keeps it on the index of ids: every third concept or so is of the type.
_IDS_OF_TYPE = "SELECT id FROM concept WHERE id > ? AND +type = ? ORDER BY id LIMIT ?"


class ConceptReads(Session):
    """Concepts by name, by id and by size."""

    def namings(self, names: Iterable[str]) -> dict[str, Naming]:
        return {name: Naming(concept, rule) for name, concept, rule in self._all(_NAMINGS, pack(names))}

    def names_of(self, concepts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        names: dict[str, list[str]] = defaultdict(list)
        for concept, name in self._all(_NAMES_OF, pack(concepts)):
            names[concept].append(name)
        return {concept: tuple(own) for concept, own in names.items()}

    def names_ending(self, endings: Iterable[str], *, limit: int) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for ending, name in self._all(ENDING, pack(map(backwards, endings)), limit):
            names[backwards(ending)].append(backwards(name))
        return {ending: sorted(longer) for ending, longer in names.items()}

    def concepts(self, ids: Iterable[str]) -> dict[str, Concept]:
        return {row[0]: _concept(row) for row in self._all(_CONCEPTS, pack(ids))}

    def concept_ids(self, *, after: str = "", limit: int = 1000, kind: Type | None = None) -> list[str]:
        if kind is None:
            return self._column(_IDS, after, limit)
        return self._column(_IDS_OF_TYPE, after, kind, limit)

    def concepts_by_size(self, *, limit: int, offset: int = 0, kind: Type | None = None) -> list[Concept]:
        if kind is None:
            return [_concept(row) for row in self._all(_BY_SIZE, limit, offset)]
        return [_concept(row) for row in self._all(_BY_SIZE_OF_TYPE, kind, limit, offset)]


def _concept(row: Row) -> Concept:
    id_, method, dataset, task, papers, broad, kind, shown, decided, name = row
    mark = Mark(kind, shown, None if decided is None else bool(decided))
    return Concept(id_, name, Votes(method, dataset, task), papers, is_broad(mark, papers, broad), mark)
