"""Bringing a database file to the layout that this Concite knows: numbered scripts, each applied whole or not at all.

``PRAGMA user_version`` is the number of the last script applied, ``PRAGMA application_id`` marks the file as ours.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from graph.errors import StoreError, StoreTooNew
from graph.wording import words

APPLICATION_ID = int.from_bytes(b"Conc", "big")


@dataclass(frozen=True, slots=True)
class Script:
    """A migration: its number, counted from 1 without gaps, and its statements."""

    number: int
    sql: str


def scripts() -> list[Script]:
    """All migrations, in order."""
    found = [file for file in (files("graph.sqlite") / "schema").iterdir() if file.name.endswith(".sql")]
    return sorted(
        (Script(int(file.name.partition("_")[0]), file.read_text(encoding="utf-8")) for file in found),
        key=lambda script: script.number,
    )


def check(db: sqlite3.Connection, path: Path, newest: int) -> int:
    """The version of a store, 0 for an empty file; raises if it is not a store, or one that is too new."""
    application, version = _pragma(db, "application_id"), _pragma(db, "user_version")
    if application != APPLICATION_ID:
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application or version or tables:
            raise StoreError(
                f"{path} is an SQLite database of another program", hint="Choose another file as --store.", file=path
            )
    if version > newest:
        raise StoreTooNew(f"{path} has version {version}; this Concite knows {newest}", file=path)
    return version


def migrate(db: sqlite3.Connection, path: Path, todo: Sequence[Script]) -> None:
    """Apply the scripts that ``db`` has not had yet."""
    db.create_function("stems", 1, lambda text: json.dumps(list(words(text))), deterministic=True)
    for script in todo:
        db.execute("BEGIN IMMEDIATE")
        try:
            # Asked inside the transaction: another process may have been here first.
            if check(db, path, todo[-1].number) < script.number:
                for statement in statements(script.sql):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
                db.execute(f"PRAGMA user_version = {script.number:d}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (``executescript`` would commit on its own)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _pragma(db: sqlite3.Connection, name: str) -> int:
    (value,) = db.execute(f"PRAGMA {name}").fetchone()
    return int(value)
