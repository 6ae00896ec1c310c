"""A store as strangers may read it: of decisions, not who took them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, cast

from graph.decisions import Decision
from graph.errors import StoreReadOnly
from graph.store import Reader, Store, Writer

T = TypeVar("T")


class UnsignedStore:
    """Reads what the other store has; it may not be written."""

    def __init__(self, store: Store) -> None:
        self.url = store.url
        self._store = store

    def read(self, work: Callable[[Reader], T]) -> T:
        return self._store.read(lambda reader: work(cast(Reader, _Unsigned(reader))))

    def write(self, work: Callable[[Writer], T]) -> T:
        raise StoreReadOnly(f"{self.url} may not be written")

    def check(self) -> None:
        self._store.check()

    def close(self) -> None:
        """It belongs to whoever opened it."""


class _Unsigned:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def decisions(self) -> list[Decision]:
        return [replace(one, who="") for one in self._reader.decisions()]

    def decisions_on(self, subjects: list[str]) -> list[Decision]:
        return [replace(one, who="") for one in self._reader.decisions_on(subjects)]
