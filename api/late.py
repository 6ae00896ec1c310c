"""A store for a server: one that could not be opened is tried again when it is asked, so that a server starts without
its database, says meanwhile what is wrong, and goes on by itself once that is mended.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from graph.errors import StoreError, StoreReadOnly
from graph.store import Reader, Store, Writer

T = TypeVar("T")

_PAUSE = 5.0
"""Seconds in which the same error is given again: a database locks out who comes too often with a wrong password."""


class LateStore:
    """The store that ``opener`` gives, opened when it is first asked. Usable from many threads."""

    def __init__(self, url: str, opener: Callable[[], Store]) -> None:
        self.url = url
        self._opener = opener
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._failed: StoreError | None = None
        self._again = 0.0

    def read(self, work: Callable[[Reader], T]) -> T:
        return self._opened().read(work)

    def write(self, work: Callable[[Writer], T]) -> T:
        return self._opened().write(work)

    def check(self) -> None:
        self._opened().check()

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()

    def _opened(self) -> Store:
        with self._lock:
            if self._store is None:
                if self._failed and time.monotonic() < self._again:
                    raise _another(self._failed)
                try:
                    self._store = self._opener()
                except StoreError as error:
                    self._failed, self._again = error, time.monotonic() + _PAUSE
                    raise _another(error) from error
                self._failed = None
            return self._store


def _another(error: StoreError) -> StoreError:
    """The same to raise again. That a store cannot be made is no matter of what a request may do."""
    kind = StoreError if isinstance(error, StoreReadOnly) else type(error)
    return kind(error.message, hint=error.hint, file=error.file)
