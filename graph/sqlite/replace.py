"""Writes of papers: each is replaced or deleted as a whole."""

# ruff: noqa: S608 - statements are put together from the column lists and conditions of this package only

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.fold import fold
from graph.keeping import in_order, looked_up, refuse_nul
from graph.records import Source, Tagged
from graph.sqlite.papers import PaperReads
from graph.sqlite.rows import GIVEN, definition_row, given, mention_row
from graph.sqlite.session import Row, pack
from graph.sqlite.tally import Tally
from graph.sqlite.words import recount

_NUMBERS = "SELECT paper.id, paper.n FROM json_each(?) AS asked CROSS JOIN paper ON paper.id = asked.value"
_VALUES = ", ".join("?" for _ in GIVEN.split(", "))
_UPSERT_PAPER = f"""
    INSERT INTO paper (id, model, {GIVEN}, added) VALUES (?, ?, {_VALUES}, (SELECT revision + 1 FROM state))
    ON CONFLICT (id) DO UPDATE SET
        model = excluded.model, norm = 0, concepts = 0, words = NULL,
        {", ".join(f"{column} = excluded.{column}" for column in GIVEN.split(", "))}
"""
# A record that another paper had moves to this one.
_UPSERT_RECORD = f"""
    INSERT INTO record (source, position, paper, key, {GIVEN}) VALUES (?, ?, ?, ?, {_VALUES})
    ON CONFLICT (source, position) DO UPDATE SET
        paper = excluded.paper, key = excluded.key,
        {", ".join(f"{column} = excluded.{column}" for column in GIVEN.split(", "))}
"""
_UPSERT_KEY = """
    INSERT INTO paper_key (key, paper) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET paper = excluded.paper
    WHERE paper <> excluded.paper AND key <> 'id:' || (SELECT id FROM paper AS owner WHERE owner.n = paper_key.paper)
"""
_KEYS = """
    SELECT paper_key.key, paper_key.paper
    FROM json_each(?) AS asked CROSS JOIN paper_key ON paper_key.paper = asked.value
"""
_INSERT_MENTION = "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_DEFINITION = "INSERT INTO definition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SOURCES = "SELECT DISTINCT source FROM json_each(?) AS asked CROSS JOIN record ON record.paper = asked.value"
_DROP_SOURCES = """
    DELETE FROM source
    WHERE n IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM record WHERE record.source = source.n)
"""
_DROP_MODELS = "DELETE FROM model WHERE NOT EXISTS (SELECT 1 FROM paper WHERE paper.model = model.n)"
_CLEAR = tuple(
    f"DELETE FROM {table} WHERE paper IN (SELECT value FROM json_each(?))"
    for table in ("mention", "definition", "holding", "record")
)
_DELETE = "DELETE FROM paper WHERE n IN (SELECT value FROM json_each(?))"


class PaperWrites(PaperReads):
    """Replace and delete."""

    def replace(self, tagged: Sequence[tuple[Tagged, Sequence[str]]]) -> None:
        """What is already there as it is given is not touched, and keeps its holdings."""
        for one, keys in tagged:
            refuse_nul(f"An id or a name of paper {one.paper.id!r}", looked_up(one, keys))
        wanted = {one.paper.id: in_order(one) for one, _ in tagged}
        there = self.tagged(wanted)
        changed = [one for id_, one in wanted.items() if there.get(id_) != one]
        if changed:
            before = [there[one.paper.id].paper for one in changed if one.paper.id in there]
            recount(self._db, before, [one.paper for one in changed])
            self._put(changed)
        self._lead_to({one.paper.id: keys for one, keys in tagged})

    def delete(self, ids: Sequence[str]) -> None:
        numbers = self._numbers(ids)
        if not numbers:
            return
        recount(self._db, self.papers(numbers).values(), ())
        papers = pack(numbers.values())
        tally = Tally(self._db)
        tally.without(papers)
        sources = self._column(_SOURCES, papers)
        self._db.execute(_DELETE, (papers,))  # and all that refers to them
        tally.write()
        self._drop_unused(sources)

    def _put(self, changed: Sequence[Tagged]) -> None:
        tally = Tally(self._db)
        before = pack(self._numbers(one.paper.id for one in changed).values())
        sources = self._column(_SOURCES, before)
        tally.without(before)
        for clear in _CLEAR:
            self._db.execute(clear, (before,))
        models = {model: self._model(model) for model in {one.tags.model for one in changed}}
        rows: list[Row] = [(one.paper.id, models[one.tags.model], *given(one.paper)) for one in changed]
        self._db.executemany(_UPSERT_PAPER, rows)
        numbers = self._numbers(one.paper.id for one in changed)
        self._put_records(changed, numbers)
        self._put_tags(changed, numbers, tally)
        tally.write()
        self._drop_unused(sources)

    def _put_records(self, changed: Sequence[Tagged], numbers: dict[str, int]) -> None:
        every = {record.source for one in changed for record in one.paper.records}
        sources = {source: self._source(source) for source in every}
        rows = [
            (sources[record.source], record.position, numbers[one.paper.id], record.key, *given(record))
            for one in changed
            for record in one.paper.records
        ]
        self._db.executemany(_UPSERT_RECORD, rows)

    def _put_tags(self, changed: Sequence[Tagged], numbers: dict[str, int], tally: Tally) -> None:
        forms: dict[tuple[str, str], int] = {}
        mentions: list[Row] = []
        definitions: list[Row] = []
        for one in changed:
            paper = numbers[one.paper.id]
            for at, mention in enumerate(one.tags.mentions):
                pair = (mention.name, mention.form)
                form = forms.get(pair) or forms.setdefault(pair, self._form(*pair))
                tally.mentioned(form, mention.type)
                mentions.append(mention_row(paper, at, form, mention))
            definitions += [definition_row(paper, at, found) for at, found in enumerate(one.tags.definitions)]
        self._db.executemany(_INSERT_MENTION, mentions)
        self._db.executemany(_INSERT_DEFINITION, definitions)

    def _lead_to(self, keys: dict[str, Sequence[str]]) -> None:
        """Let keys lead to their papers, and no others; of two papers that want a key, the later has it."""
        numbers = self._numbers(keys)
        wanted = {key: numbers[id_] for id_, own in keys.items() for key in own}
        there = self._all(_KEYS, pack(numbers.values()))
        self._db.executemany("DELETE FROM paper_key WHERE key = ?", [(key,) for key, _ in there if key not in wanted])
        self._db.executemany(_UPSERT_KEY, list(wanted.items()))

    def _drop_unused(self, sources: Iterable[int]) -> None:
        self._db.execute(_DROP_SOURCES, (pack(sources),))
        self._db.execute(_DROP_MODELS)

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        return self._pairs(_NUMBERS, pack(ids))

    def _model(self, name: str) -> int | None:
        return self._number("model", name=name) if name else None

    def _source(self, source: Source) -> int:
        return self._number("source", name=source.name, sha256=source.sha256)

    def _form(self, name: str, form: str) -> int:
        return self._number("form", name=name, form=form, spelled=int(fold(form) == name))

    def _number(self, table: str, **values: str | int) -> int:
        """The number of the row with these values, which is made if it is missing."""
        columns = ", ".join(values)
        same = " AND ".join(f"{column} = ?" for column in values)
        found = self._one(f"SELECT n FROM {table} WHERE {same}", *values.values())
        if found is None:
            marks = ", ".join("?" * len(values))
            made = f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING n"
            found = self._one(made, *values.values())
        return int(found)
