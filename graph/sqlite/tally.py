"""Exact counts without recounting: what a change adds to or takes from forms and concepts, written at its end."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from graph.records import TYPES, Type
from graph.sqlite.session import pack

_MENTIONED = """
    SELECT mention.form, mention.type, count(*)
    FROM json_each(?) AS asked CROSS JOIN mention ON mention.paper = asked.value
    GROUP BY mention.form, mention.type
"""
_HELD = """
    SELECT concept, count(*), sum(broad)
    FROM json_each(?) AS asked CROSS JOIN holding ON holding.paper = asked.value
    GROUP BY concept
"""
_CONCEPTS_OF_FORMS = """
    SELECT form.n, name.concept
    FROM json_each(?) AS asked
    CROSS JOIN form ON form.n = asked.value
    CROSS JOIN name ON name.name = form.name
"""
_ADD_TO_FORM = "UPDATE form SET method = method + ?, dataset = dataset + ?, task = task + ? WHERE n = ?"
_ADD_TO_CONCEPT = """
    UPDATE concept
    SET method = method + ?, dataset = dataset + ?, task = task + ?, papers = papers + ?, broad = broad + ?
    WHERE n = ?
"""
_DROP_FORM = "DELETE FROM form WHERE n = ? AND method + dataset + task = 0"
_DROP_CONCEPT = """
    DELETE FROM concept WHERE n = ? AND papers = 0 AND NOT EXISTS (SELECT 1 FROM name WHERE name.concept = concept.n)
"""


class Tally:
    """Changes of counts, by number of form and of concept."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._forms: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._concepts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])

    def mentioned(self, form: int, kind: Type, by: int = 1) -> None:
        self._forms[form][TYPES.index(kind)] += by

    def held(self, concept: int, papers: int, broad: int) -> None:
        self._add(concept, (0, 0, 0, papers, broad))

    def voted(self, concept: int, votes: Iterable[int], sign: int) -> None:
        """A name with these votes has come to a concept (``sign`` 1) or left it (-1)."""
        self._add(concept, [sign * vote for vote in votes])

    def without(self, asked: str) -> None:
        """Take away all mentions and holdings of the papers (packed numbers); their rows must still be there."""
        for form, kind, count in self._db.execute(_MENTIONED, (asked,)):
            self.mentioned(form, kind, -count)
        self.without_holdings(asked)

    def without_holdings(self, asked: str) -> None:
        for concept, papers, broad in self._db.execute(_HELD, (asked,)):
            self.held(concept, -papers, -broad)

    def write(self) -> None:
        """Bring the counts up to date; forms that nothing has and concepts without name and paper go."""
        forms = {form: change for form, change in self._forms.items() if any(change)}
        for form, concept in self._db.execute(_CONCEPTS_OF_FORMS, (pack(forms),)).fetchall():
            self._add(concept, forms[form])
        self._db.executemany(_ADD_TO_FORM, [(*change, form) for form, change in forms.items()])
        self._db.executemany(_DROP_FORM, [(form,) for form in self._forms])
        concepts = {concept: change for concept, change in self._concepts.items() if any(change)}
        self._db.executemany(_ADD_TO_CONCEPT, [(*change, concept) for concept, change in concepts.items()])
        self._db.executemany(_DROP_CONCEPT, [(concept,) for concept in self._concepts])

    def _add(self, concept: int, change: Iterable[int]) -> None:
        total = self._concepts[concept]
        for place, by in enumerate(change):
            total[place] += by
