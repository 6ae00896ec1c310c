"""Writes of what is made from mentions and definitions: names, concepts, holdings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.errors import NotFound
from graph.keeping import backwards, refuse_nul
from graph.records import Holding, Mark
from graph.sqlite.concepts import ConceptReads
from graph.sqlite.papers import PaperReads
from graph.sqlite.session import Row, pack
from graph.sqlite.tally import Tally
from graph.store import Naming

# Each name with the number of its concept, where it has one, and the votes of its forms.
_NAMES = """
    SELECT
        asked.value,
        (SELECT name.concept FROM name WHERE name.name = asked.value),
        (SELECT coalesce(sum(method), 0) FROM form WHERE form.name = asked.value),
        (SELECT coalesce(sum(dataset), 0) FROM form WHERE form.name = asked.value),
        (SELECT coalesce(sum(task), 0) FROM form WHERE form.name = asked.value)
    FROM json_each(?) AS asked
"""
_UPSERT_NAME = """
    INSERT INTO name (name, concept, rule, backwards) VALUES (?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET concept = excluded.concept, rule = excluded.rule
"""
_HOLDERS = """
    SELECT id FROM paper
    WHERE n IN (
        SELECT mention.paper
        FROM json_each(?) AS asked
        CROSS JOIN form ON form.name = asked.value
        CROSS JOIN mention ON mention.form = form.n
    )
    ORDER BY id
"""
_PAPERS = """
    SELECT paper.id, paper.n, paper.norm FROM json_each(?) AS asked CROSS JOIN paper ON paper.id = asked.value
"""
_CONCEPTS = "SELECT concept.id, concept.n FROM json_each(?) AS asked CROSS JOIN concept ON concept.id = asked.value"
_MARK = """
    UPDATE concept
    SET marked_type = ?1, marked_shown = ?2, marked_broad = ?3
    WHERE id = ?4 AND (marked_type, marked_shown, marked_broad) IS NOT (?1, ?2, ?3)
"""
_INSERT_HOLDING = "INSERT INTO holding VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class DerivedWrites(PaperReads, ConceptReads):
    """Name, mark and hold."""

    def name(self, namings: Mapping[str, Naming]) -> None:
        there = self.namings(namings)
        changed = {name: naming for name, naming in namings.items() if there.get(name) != naming}
        concepts = self._concepts(naming.concept for naming in changed.values())
        tally = Tally(self._db)
        for name, before, *votes in self._all(_NAMES, pack(changed)):
            if before is not None:
                tally.voted(before, votes, -1)
            tally.voted(concepts[changed[name].concept], votes, 1)
        self._db.executemany(
            _UPSERT_NAME,
            [(name, concepts[naming.concept], naming.rule, backwards(name)) for name, naming in changed.items()],
        )
        tally.write()

    def forget_names(self, names: Iterable[str]) -> None:
        asked = pack(names)
        tally = Tally(self._db)
        for _, concept, *votes in self._all(_NAMES, asked):
            if concept is not None:
                tally.voted(concept, votes, -1)
        self._db.execute("DELETE FROM name WHERE name IN (SELECT value FROM json_each(?))", (asked,))
        tally.write()

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """A concept that is not there has none."""
        for concept, mark in marks.items():
            refuse_nul(f"The mark of {concept!r}", (concept, mark.shown or ""))
        rows = [(mark.type, mark.shown, mark.broad, concept) for concept, mark in marks.items()]
        self._db.executemany(_MARK, rows)

    def holders(self, names: Iterable[str]) -> list[str]:
        return self._column(_HOLDERS, pack(names))

    def hold(self, holdings: Mapping[str, tuple[Sequence[Holding], float]]) -> None:
        papers = {id_: (n, norm) for id_, n, norm in self._all(_PAPERS, pack(holdings))}
        if missing := sorted(holdings.keys() - papers.keys()):
            raise NotFound(f"There is no paper {missing[0]} to hold concepts")
        there = self.holdings(holdings)
        changed: dict[int, tuple[list[Holding], float]] = {}
        renamed: list[Row] = []
        for id_, (given, norm) in holdings.items():
            rows = sorted(given, key=lambda row: row.concept)
            before, (n, norm_before) = there.get(id_, ()), papers[id_]
            if tuple(rows) == before and norm == norm_before:
                continue
            changed[n] = (rows, norm)
            if [row.concept for row in rows] != [row.concept for row in before]:
                renamed.append((n,))
        self._hold(changed)
        # They are to be found by other words.
        self._db.executemany("UPDATE paper SET words = NULL WHERE n = ?", renamed)

    def drop_derived(self) -> None:
        self._db.execute("DELETE FROM holding")
        self._db.execute("DELETE FROM name")
        self._db.execute("DELETE FROM nearest")  # before the vectors, each of which would leave every list by itself
        self._db.execute("DELETE FROM concept")
        self._db.execute("UPDATE paper SET words = NULL WHERE concepts > 0")
        self._db.execute("UPDATE paper SET norm = 0, concepts = 0 WHERE concepts > 0 OR norm <> 0")

    def _hold(self, changed: Mapping[int, tuple[Sequence[Holding], float]]) -> None:
        concepts = self._concepts(row.concept for rows, _ in changed.values() for row in rows)
        asked = pack(changed)
        tally = Tally(self._db)
        tally.without_holdings(asked)
        self._db.execute("DELETE FROM holding WHERE paper IN (SELECT value FROM json_each(?))", (asked,))
        inserts: list[Row] = []
        for paper, (rows, norm) in changed.items():
            for row in rows:
                concept = concepts[row.concept]
                unit = row.weight / norm if norm else 0.0
                tally.held(concept, 1, row.broad)
                inserts.append((paper, concept, row.type, row.role, row.confidence, row.broad, row.weight, unit))
        self._db.executemany(_INSERT_HOLDING, inserts)
        self._db.executemany(
            "UPDATE paper SET norm = ?, concepts = ? WHERE n = ?",
            [(norm, len(rows), paper) for paper, (rows, norm) in changed.items()],
        )
        tally.write()

    def _concepts(self, ids: Iterable[str]) -> dict[str, int]:
        """Numbers of concepts; those that are missing are made."""
        every = list(dict.fromkeys(ids))
        self._db.executemany(
            "INSERT INTO concept (id) VALUES (?) ON CONFLICT (id) DO NOTHING", [(id_,) for id_ in every]
        )
        return self._pairs(_CONCEPTS, pack(every))
