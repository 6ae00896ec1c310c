"""A store that leaves no concept without a vector: what a write lacks is encoded behind it, outside any transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from api.opening import open_store
from graph.store import Reader, Store, Writer

if TYPE_CHECKING:
    from api.settings import Settings
    from extract.names import NameEncoder

T = TypeVar("T")

_BATCH = 1024
"""Names that are encoded and written at a time."""


class EmbeddingStore:
    """Each write is followed by the vectors of concepts that have none: its own, or those that a killed run left.

    So a name is encoded once, whatever made it a concept: a paper, a decision, a dump.
    """

    def __init__(self, store: Store, encoder: NameEncoder) -> None:
        self.url = store.url
        self._store = store
        self._encoder = encoder

    def read(self, work: Callable[[Reader], T]) -> T:
        return self._store.read(work)

    def write(self, work: Callable[[Writer], T]) -> T:
        result = self._store.write(work)
        encode = self._encoder
        while names := self._store.read(lambda reader: reader.unembedded(encode.id, limit=_BATCH)):
            vectors = {name: encode(name) for name in names}
            self._store.write(lambda writer, vectors=vectors: writer.embed(vectors, encode.id))  # type: ignore[misc]
        return result

    def check(self) -> None:
        self._store.check()

    def close(self) -> None:
        self._store.close()


def open_embedding(settings: Settings, url: str | None = None) -> Store:
    """The store of the settings, or another at ``url``, with the shipped encoder, which is loaded when it is needed."""
    from extract.names import NameEncoder

    return EmbeddingStore(open_store(settings, url), NameEncoder())
