"""A store that leaves no concept without a vector: what a write lacks is encoded behind it, outside any transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from api.opening import open_store
from graph.store import Reader, Store, Writer

if TYPE_CHECKING:
    from api.settings import Settings
    from extract.names import NameEncoder

T = TypeVar("T")

_BATCH = 4096
"""Names that are encoded and written at a time."""
_WRITES = 16
"""Writes in a row after which it is seen whether so many wait: a store looks through all its concepts for that."""


class EmbeddingStore:
    """Each write is followed by the vectors of concepts that have none: its own, or those that a killed run left.

    So a name is encoded once, whatever made it a concept: a paper, a decision, a dump.
    """

    def __init__(self, store: Store, encoder: NameEncoder) -> None:
        self.url = store.url
        self._store = store
        self._encoder = encoder
        self._in_bulk = False
        self._kept: Mapping[str, bytes] = {}
        self._writes = 0

    def read(self, work: Callable[[Reader], T]) -> T:
        return self._store.read(work)

    def write(self, work: Callable[[Writer], T]) -> T:
        result = self._store.write(partial(_postponing, work) if self._in_bulk else work)
        self._writes += 1
        if not self._in_bulk or (self._writes % _WRITES == 0 and self._lacking() == _BATCH):
            self._embed()
        return result

    @contextmanager
    def bulk(self) -> Iterator[Store]:
        """For many writes in a row: their vectors follow some thousands at a time, the last ones at the end."""
        self._in_bulk = True
        try:
            yield self
        finally:
            self._in_bulk = False
            self._embed()
            self._store.write(lambda writer: writer.list_nearest())

    @contextmanager
    def keeping(self) -> Iterator[Store]:
        """For what makes concepts anew: the vectors that this encoder made before are given back, not made again.

        They are kept in memory meanwhile, some 600 bytes a concept.
        """
        self._kept = self._store.read(partial(_vectors, self._encoder.id))
        try:
            yield self
        finally:
            self._kept = {}

    def _embed(self) -> None:
        encode = self._encoder
        while names := self._store.read(lambda reader: reader.unembedded(encode.id, limit=_BATCH)):
            vectors = {name: self._kept.get(name) or encode(name) for name in names}
            self._store.write(lambda writer, vectors=vectors: writer.embed(vectors, encode.id))  # type: ignore[misc]

    def _lacking(self) -> int:
        """How many concepts have no vector; counted to a batch."""
        return self._store.read(lambda reader: len(reader.unembedded(self._encoder.id, limit=_BATCH)))

    def check(self) -> None:
        self._store.check()

    def close(self) -> None:
        self._store.close()


def open_embedding(settings: Settings, url: str | None = None) -> EmbeddingStore:
    """The store of the settings, or another at ``url``, with the shipped encoder, which is loaded when it is needed."""
    from extract.names import NameEncoder

    return EmbeddingStore(open_store(settings, url), NameEncoder())


def _postponing(work: Callable[[Writer], T], writer: Writer) -> T:
    writer.postpone_lists()
    return work(writer)


def _vectors(encoder: str, reader: Reader) -> dict[str, bytes]:
    """All vectors by this encoder."""
    found: dict[str, bytes] = {}
    if reader.encoder() == encoder:
        after = ""
        while ids := reader.concept_ids(after=after):
            found |= reader.vectors(ids)
            after = ids[-1]
    return found
