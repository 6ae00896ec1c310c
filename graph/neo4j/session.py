"""One transaction, as all parts of a reader and a writer have it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from neo4j import ManagedTransaction, Result

from cypher import statement

Row = tuple[Any, ...]
T = TypeVar("T")

_MOST = 100_000  # rows that a transaction remembers


class Session:
    """What runs the statements of ``cypher/service/`` by their names.

    Lists are what a statement is about: where one is empty nothing is asked.
    """

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def lock(self) -> None:
        """Wait until no other writes."""
        self._all("lock")

    def _all(self, name: str, /, **values: object) -> list[Row]:
        return [] if [] in values.values() else _rows(self._run(name, values))

    def _each(self, name: str, /, **asked: Iterable[str]) -> dict[str, list[Row]]:
        """The rows of a statement by the id in their first column, for the ids (its one parameter) that have any.

        In the order of the ids, and each one's in the order of the statement.
        """
        ((parameter, ids),) = asked.items()
        return self._found(name, parameter, pack(ids))

    def _found(self, name: str, parameter: str, ids: list[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._all(name, **{parameter: ids}):
            found.setdefault(row[0], []).append(row)
        return as_asked(ids, found)

    def _pairs(self, name: str, /, **values: object) -> dict[Any, Any]:
        """Rows of two columns."""
        return {key: value for key, value in self._all(name, **values)}  # noqa: C416 - says that there are two

    def _column(self, name: str, /, **values: object) -> list[Any]:
        """Rows of one column."""
        return [value for (value,) in self._all(name, **values)]

    def _run(self, name: str, values: dict[str, object]) -> Result:
        return self._transaction.run(statement(f"service/{name}"), values)


class Remembered(Session):
    """A transaction that only reads, and is done again where anything changes meanwhile: nothing is asked for twice."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        super().__init__(transaction)
        self._known: dict[str, dict[str, list[Row]]] = defaultdict(dict)
        self._rows = 0

    def _found(self, name: str, parameter: str, ids: list[str]) -> dict[str, list[Row]]:
        known = self._known[name]
        new = super()._found(name, parameter, [id_ for id_ in ids if id_ not in known])
        found = {id_: rows for id_ in ids if (rows := known.get(id_) or new.get(id_))}
        self._rows += sum(map(len, new.values()))
        if self._rows > _MOST:
            self._known.clear()
            self._rows = 0
        else:
            known.update({id_: new.get(id_, []) for id_ in ids if id_ not in known})
        return found


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
        self.changed |= result.consume().counters.contains_updates
        return rows


def pack(values: Iterable[str]) -> list[str]:
    """Many values, each once; those that cannot be kept are nowhere in a store."""
    return [value for value in dict.fromkeys(values) if "\0" not in value and _can_be_sent(value)]


def as_asked(asked: Iterable[str], found: Mapping[str, T]) -> dict[str, T]:
    """What was found in the order that it was asked for, which the rows of a statement need not have."""
    return {one: found[one] for one in asked if one in found}


def key(*parts: str | int) -> str:
    """The id of a node that is known by more than one thing."""
    return json.dumps(parts, ensure_ascii=False)


def _rows(result: Result) -> list[Row]:
    return [tuple(record.values()) for record in result]


def _can_be_sent(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)
