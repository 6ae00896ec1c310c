"""The SQLite store: transactions over one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from graph.errors import StoreReadOnly, StoreUnreachable
from graph.sqlite.errors import translated
from graph.sqlite.migrate import check, migrate, scripts
from graph.sqlite.pool import Pool, use_wal
from graph.sqlite.work import SQLiteReader, SQLiteWriter
from graph.store import Reader, Writer

T = TypeVar("T")

_ESCAPED = str.maketrans({"%": "%25", "?": "%3F", "#": "%23"})


class SQLiteStore:
    """A store in one SQLite file, made where it is missing unless ``read_only``.

    Usable from many threads, and from many processes at once: readers see their snapshot while one writes;
    a second writer waits up to ``timeout`` seconds.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, timeout: float = 10.0) -> None:
        self.url = f"sqlite:///{str(path).translate(_ESCAPED)}{'?mode=ro' if read_only else ''}"
        self._path = Path(path).absolute()
        self._read_only = read_only
        self._pool = Pool(self._path, read_only=read_only, timeout=timeout)
        try:
            self._prepare()
        except BaseException:
            self._pool.close()
            raise

    def read(self, work: Callable[[Reader], T]) -> T:
        """Run ``work`` on one snapshot."""
        with translated(self._path), self._pool.connection() as connection, _transaction(connection.db, "BEGIN"):
            # A snapshot begins with the first read, not with BEGIN.
            reader = SQLiteReader(connection.db)
            reader.revision()
            return work(reader)

    def write(self, work: Callable[[Writer], T]) -> T:
        """Run ``work`` as the only writer; all of it is kept, or nothing if it raises."""
        with translated(self._path), self._pool.connection() as connection:
            if not connection.writable:
                raise StoreReadOnly(f"{self._path} may not be written", file=self._path)
            with _transaction(connection.db, "BEGIN IMMEDIATE"):
                before = connection.db.total_changes
                writer = SQLiteWriter(connection.db)
                result = work(writer)
                writer.finish(changed=connection.db.total_changes != before)
                return result

    def check(self) -> None:
        """Read the revision."""
        self.read(lambda reader: reader.revision())

    def close(self) -> None:
        self._pool.close()

    def _prepare(self) -> None:
        """Make or upgrade the file where needed, or say why it cannot be used."""
        if self._read_only and not self._path.exists():
            raise StoreUnreachable(
                f"There is no store at {self._path}",
                hint="Choose another --store, or leave out mode=ro to make one.",
                file=self._path,
            )
        if not self._read_only:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreUnreachable(
                    f"The folder of {self._path} cannot be made: {error.strerror}",
                    hint="Choose another --store.",
                    file=self._path,
                ) from error
        todo = scripts()
        with translated(self._path), self._pool.connection(create=not self._read_only) as connection:
            version = check(connection.db, self._path, todo[-1].number)
            if version < todo[-1].number and not connection.writable:
                raise StoreReadOnly(
                    f"{self._path} {'was made by an older Concite' if version else 'is empty'} and may not be written",
                    hint="Open it once where it may be written.",
                    file=self._path,
                )
            if connection.writable and not _is_wal(connection.db):
                use_wal(connection.db, self._pool.timeout)
            if version < todo[-1].number:
                migrate(connection.db, self._path, todo)


@contextmanager
def _transaction(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # SQLite itself has rolled back after some errors, such as a full disk.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _is_wal(db: sqlite3.Connection) -> bool:
    (mode,) = db.execute("PRAGMA journal_mode").fetchone()
    return bool(mode == "wal")
