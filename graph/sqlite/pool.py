"""Connections to one file: opened as they are needed, each used by one thread at a time, and kept for the next.

One that was opened on another file than the path leads to now is not used again: what it reads is no longer the store,
and what it writes would be lost.

Where the file or its folder may not be written the store can still be read: first as ``mode=ro``; then,
where even the WAL's helper files cannot be made, as ``immutable``. Such a connection is not kept: it would not
see what someone with more rights writes.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError, StoreUnreachable

_RETRY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}


@dataclass(frozen=True, slots=True)
class Connection:
    db: sqlite3.Connection
    mode: str
    file: tuple[int, int] | None
    """Which file it was opened on; None where that could not be seen."""

    @property
    def writable(self) -> bool:
        """Whether writing may be tried (a file without the right to is found out by the first write)."""
        return self.mode in {"rwc", "rw"}


class Pool:
    """The connections of a store; ``timeout`` is how long to wait for a lock, in seconds."""

    def __init__(self, path: Path, *, read_only: bool, timeout: float) -> None:
        self.path = path
        self.timeout = timeout
        self._modes = ("ro", "immutable") if read_only else ("rw", "ro", "immutable")
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def connection(self, *, create: bool = False) -> Iterator[Connection]:
        """A connection for one piece of work; one that an SQLite error went through is not used again."""
        file = self._file(create=create)
        connection = self._take(file) or self._open(file, create=create)
        try:
            yield connection
        except sqlite3.Error:
            connection.db.close()
            raise
        except BaseException:
            self._give(connection)
            raise
        else:
            self._give(connection)

    def close(self) -> None:
        """Close all; those at work are closed when they are given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.db.close()

    def _file(self, *, create: bool) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError as error:
            if create or not isinstance(error, FileNotFoundError | NotADirectoryError):
                return None
            hint = "Restore the file, or choose another --store."
            raise StoreUnreachable(f"{self.path} is gone", hint=hint, file=self.path) from error
        return found.st_dev, found.st_ino

    def _take(self, file: tuple[int, int] | None) -> Connection | None:
        with self._lock:
            if self._closed:
                raise StoreError(f"{self.path} was closed", hint="Open the store again.", file=self.path)
            while self._idle:
                connection = self._idle.pop()
                if connection.file == file:
                    return connection
                connection.db.close()
            return None

    def _give(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed and connection.mode != "immutable":
                self._idle.append(connection)
                return
        connection.db.close()

    def _open(self, file: tuple[int, int] | None, *, create: bool) -> Connection:
        first: sqlite3.Error | None = None
        for mode in ("rwc", *self._modes[1:]) if create else self._modes:
            if mode == "immutable" and self._has_log():
                break  # it would not see what is in the log
            try:
                return Connection(self._connect(mode), mode, file)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _RETRY:
                    raise
                first = first or error
        raise first or sqlite3.OperationalError("no way to open it")

    def _connect(self, mode: str) -> sqlite3.Connection:
        query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
        db = sqlite3.connect(
            f"{self.path.as_uri()}?{query}",
            uri=True,
            timeout=self.timeout,
            isolation_level=None,  # transactions are begun and ended by hand
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA mmap_size = 0")
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first read says whether it works
        except BaseException:
            db.close()
            raise
        return db

    def _has_log(self) -> bool:
        log = self.path.with_name(f"{self.path.name}-wal")
        try:
            return log.stat().st_size > 0
        except OSError:
            return False


def use_wal(db: sqlite3.Connection, timeout: float) -> None:
    """Switch a file to write-ahead logging, for good; file systems that cannot have it stay as they are."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            # The busy timeout does not hold for this statement.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
