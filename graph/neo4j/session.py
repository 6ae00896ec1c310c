"""One transaction, as all parts of a reader and a writer have it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from neo4j import ManagedTransaction, Result

from cypher import statement
from graph.errors import StoreError

Row = tuple[Any, ...]

_MOST = 100_000  # rows that a transaction remembers


class Session:
    """What runs the statements of ``cypher/service/`` by their names.

    Lists are what a statement is about: where one is empty nothing is asked. And nothing is asked for twice while
    nothing changes: neither by a reader, whose work is done again where another wrote meanwhile, nor by a writer, who
    is alone.
    """

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction
        self._known: dict[str, dict[str, list[Row]]] = defaultdict(dict)
        self._rows = 0

    def lock(self) -> None:
        """Wait until no other writes."""
        self._run("lock", {}).consume()

    def _all(self, name: str, /, **values: object) -> list[Row]:
        """The rows of a statement; those of one without parameters are remembered."""
        if values:
            return [] if [] in values.values() else _rows(self._run(name, values))
        known = self._known[name].get("")
        return self._remember(name, {"": self._anew(name)})[""] if known is None else known

    def _anew(self, name: str) -> list[Row]:
        """The rows of a statement that is to be asked again and again."""
        return _rows(self._run(name, {}))

    def _one(self, name: str) -> Row:
        """The one row of a statement about the store itself, asked anew."""
        for row in self._anew(name):
            return row
        raise StoreError("The database is no Concite store any more", hint="Open it again to make it one.")

    def _each(self, name: str, /, **asked: Iterable[str]) -> dict[str, list[Row]]:
        """The rows of a statement by the id in their first column, for the ids (its one parameter) that have any.

        In the order of the ids, and each one's in the order of the statement.
        """
        ((parameter, given),) = asked.items()
        ids, known = pack(given), self._known[name]
        new: dict[str, list[Row]] = {id_: [] for id_ in ids if id_ not in known}
        found = {id_: known[id_] for id_ in ids if id_ in known} | new
        for row in self._all(name, **{parameter: list(new)}):
            new[row[0]].append(row)
        self._remember(name, new)
        return {id_: found[id_] for id_ in ids if found[id_]}

    def _remember(self, name: str, rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
        self._rows += sum(map(len, rows.values()))
        if self._rows > _MOST:
            self._forget()
        else:
            self._known[name].update(rows)
        return rows

    def _forget(self) -> None:
        self._known.clear()
        self._rows = 0

    def _pairs(self, name: str, /, **values: object) -> dict[Any, Any]:
        """Rows of two columns."""
        return {key: value for key, value in self._all(name, **values)}  # noqa: C416 - says that there are two

    def _column(self, name: str, /, **values: object) -> list[Any]:
        """Rows of one column."""
        return [value for (value,) in self._all(name, **values)]

    def _run(self, name: str, values: dict[str, object]) -> Result:
        return self._transaction.run(statement(f"service/{name}"), values)


class Changes(Session):
    """What runs statements that write, and knows whether anything was written."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        super().__init__(transaction)
        self.changed = False

    def _change(self, name: str, /, **values: object) -> list[Row]:
        if [] in values.values():
            return []
        result = self._run(name, values)
        rows = _rows(result)
        if result.consume().counters.contains_updates:
            self.changed = True
            self._forget()
        return rows


def pack(values: Iterable[str]) -> list[str]:
    """Many values, each once; those that cannot be kept are nowhere in a store."""
    return [value for value in dict.fromkeys(values) if "\0" not in value and _can_be_sent(value)]


def key(*parts: str | int) -> str:
    """The id of a node that is known by more than one thing."""
    return json.dumps(parts, ensure_ascii=False)


def _rows(result: Result) -> list[Row]:
    return [tuple(record.values()) for record in result]


def _can_be_sent(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)
