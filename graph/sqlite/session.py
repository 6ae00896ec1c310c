"""One transaction's connection, as all parts of a reader and a writer have it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

Row = tuple[Any, ...]


class Session:
    """What runs statements."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def _all(self, sql: str, *values: object) -> list[Row]:
        return self._db.execute(sql, values).fetchall()

    def _pairs(self, sql: str, *values: object) -> dict[Any, Any]:
        """Rows of two columns."""
        return dict(self._db.execute(sql, values).fetchall())

    def _column(self, sql: str, *values: object) -> list[Any]:
        """Rows of one column."""
        return [value for (value,) in self._db.execute(sql, values)]

    def _one(self, sql: str, *values: object) -> Any:
        """The first column of the first row; None where there is no row."""
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None


def pack(values: Iterable[object]) -> str:
    """Many values, each once, as one parameter for ``json_each``; those with a NUL are nowhere in a store."""
    return json.dumps([value for value in dict.fromkeys(values) if not (isinstance(value, str) and "\0" in value)])
