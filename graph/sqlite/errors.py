"""SQLite's own errors, as Concite words them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError, StoreReadOnly, StoreUnreachable
from graph.keeping import broken_text

_MEANING: dict[int, tuple[type[StoreError], str, str | None]] = {
    sqlite3.SQLITE_BUSY: (
        StoreUnreachable,
        "{path} is locked by another process",
        "Wait until it has written, and run again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StoreUnreachable,
        "{path} cannot be opened",
        "Check that it is a file, and the rights of it and its folder.",
    ),
    sqlite3.SQLITE_IOERR: (
        StoreUnreachable,
        "{path} cannot be read or written: {error}",
        "Check the disk that it is on.",
    ),
    sqlite3.SQLITE_READONLY: (StoreReadOnly, "{path} may not be written", None),
    sqlite3.SQLITE_PERM: (StoreReadOnly, "{path} may not be written", None),
    sqlite3.SQLITE_FULL: (
        StoreError,
        "There is no room left to write {path}",
        "Free some space and run again; nothing of the last batch was kept.",
    ),
    sqlite3.SQLITE_NOTADB: (StoreError, "{path} is not a Concite store", "Choose another file as --store."),
    sqlite3.SQLITE_CORRUPT: (
        StoreError,
        "{path} is damaged: {error}",
        "Restore it from a `dump`, or add the papers to a new store.",
    ),
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside leaves as a :class:`StoreError` that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, path) from error
    except UnicodeEncodeError as error:
        raise broken_text() from error


def translate(error: sqlite3.Error, path: Path) -> StoreError:
    """The error to raise instead, by SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", None)
    if "no such module" in str(error):
        return StoreError(
            f"This Python's SQLite {sqlite3.sqlite_version} was built without full-text search (FTS5)",
            hint="Use a Python that has it, or another kind of --store.",
        )
    kind, what, hint = _MEANING.get(code & 0xFF if code is not None else -1, (StoreError, "{path}: {error}", None))
    return kind(what.format(path=path, error=error), hint=hint, file=path)
