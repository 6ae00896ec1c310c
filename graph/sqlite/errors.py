"""SQLite's own errors, as Concite words them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError, StoreReadOnly, StoreUnreachable


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside leaves as a :class:`StoreError` that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, path) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            "A text holds half of a surrogate pair, which no database takes",
            hint="Clean the input: it was decoded wrongly, or holds a broken \\u escape.",
        ) from error


def translate(error: sqlite3.Error, path: Path) -> StoreError:
    """The error to raise instead, by SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreUnreachable(
                f"{path} is locked by another process", hint="Wait until it has written, and run again."
            )
        case sqlite3.SQLITE_CANTOPEN:
            return StoreUnreachable(
                f"{path} cannot be opened", hint="Check that it is a file, and the rights of it and its folder."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreReadOnly(f"{path} may not be written")
        case sqlite3.SQLITE_FULL:
            return StoreError(
                f"There is no room left to write {path}", hint="Free some space; nothing of the last batch was kept."
            )
        case sqlite3.SQLITE_IOERR:
            return StoreUnreachable(f"{path} cannot be read or written: {error}", hint="Check the disk that it is on.")
        case sqlite3.SQLITE_NOTADB:
            return StoreError(f"{path} is not a Concite store", hint="Choose another file as --store.")
        case sqlite3.SQLITE_CORRUPT:
            return StoreError(
                f"{path} is damaged: {error}", hint="Restore it from a `dump`, or add the papers to a new store."
            )
        case _ if "no such module" in str(error):
            return StoreError(
                f"This Python's SQLite {sqlite3.sqlite_version} was built without full-text search (FTS5)",
                hint="Use a Python that has it, or another kind of --store.",
            )
        case _:
            return StoreError(f"{path}: {error}")
