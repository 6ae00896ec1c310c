"""A snapshot of what is derived, for people who look around in Neo4j Browser: links, typed edges, near and broader.

No answer of Concite's reads it. It shows one revision of the store: what is computed from a batch of papers or concepts
is written only where nobody wrote meanwhile. A run that was killed is begun again by the next one, which puts all in
the place of what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import Any, Literal, Protocol, TypeVar, runtime_checkable

from graph.builds import builds_on
from graph.errors import StoreError, UsageError
from graph.links import links
from graph.memory import Memory
from graph.near import UNIT, components
from graph.records import TYPES, role_word
from graph.said import relations
from graph.store import Reader, Store

Row = dict[str, Any]
T = TypeVar("T")
State = Literal["none", "partial", "older", "current"]

_PAPERS = 100  # a batch, since each paper is measured against hundreds; what is read serves the whole batch
_CONCEPTS = 200
_BROADER = 20  # of a concept at most


@dataclass(frozen=True, slots=True)
class Batch:
    """Nodes whose part of the snapshot is made anew, and the rows of each kind of edge that leaves them."""

    papers: Sequence[str] = ()
    concepts: Sequence[Row] = ()
    holdings: Sequence[Row] = ()
    links: Sequence[Row] = ()
    uses: Sequence[Row] = ()
    near: Sequence[Row] = ()
    broader: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written; all 0 where the snapshot was there already."""

    papers: int = 0
    concepts: int = 0
    holdings: int = 0
    links: int = 0
    uses: int = 0
    near: int = 0
    broader: int = 0

    def plus(self, batch: Batch) -> Written:
        return Written(**{one.name: getattr(self, one.name) + len(getattr(batch, one.name)) for one in fields(self)})

    def as_row(self) -> dict[str, int]:
        return asdict(self)


class Snapshot(Reader, Protocol):
    """A transaction of the only writer, which leaves the store's own rows and its revision as they are."""

    def related(self) -> tuple[str | None, int | None]:
        """The stamp that the snapshot was made at, empty where it is not whole, and its links a paper; None where there
        is none.
        """
        ...

    def begin(self) -> None:
        """Say that the snapshot is not whole from now on."""
        ...

    def put(self, batch: Batch) -> None: ...

    def end(self, stamp: str, top: int) -> None: ...


@runtime_checkable
class Browsable(Protocol):
    """A store that people look around in by its own tools."""

    def derive(self, work: Callable[[Snapshot], T]) -> T: ...

    def related(self) -> tuple[str | None, int | None]: ...


def relate(store: Store, top: int, *, report: Callable[[int], None] = lambda papers: None) -> Written:
    """Put a snapshot of the store in the place of an older one, with ``top`` links a paper; nothing where it is there.

    Raises UsageError where the store is none that people browse, StoreError where somebody writes meanwhile.
    """
    if not isinstance(store, Browsable):
        raise UsageError(
            f"{store.url} is not in Neo4j, and only there a snapshot is browsed",
            hint="Name a store in Neo4j with --store neo4j://HOST:7687/DATABASE; `concite copy` fills one.",
        )
    stamp = store.read(lambda reader: reader.stamp())
    if store.related() == (stamp, top):
        return Written()
    _write(store, stamp, lambda snapshot: snapshot.begin())
    written = Written()
    for batch in _batches(store, top):
        _write(store, stamp, partial(_put, batch=batch))
        written = written.plus(batch)
        report(written.papers)
    _write(store, stamp, lambda snapshot: snapshot.end(stamp, top))
    return written


def state(store: Store) -> State | None:
    """Whether there is a snapshot of the store, a whole one, and of what is in it now; None where nobody browses it."""
    if not isinstance(store, Browsable):
        return None
    stamp, _ = store.related()
    if not stamp:
        return "none" if stamp is None else "partial"
    return "current" if stamp == store.read(lambda reader: reader.stamp()) else "older"


def _batches(store: Store, top: int) -> Iterator[Batch]:
    """All papers, then all concepts, in the order of their ids."""

    def papers(reader: Reader) -> Batch | None:
        return _papers(reader, after, top, memory)

    def concepts(reader: Reader) -> Batch | None:
        return _concepts(reader, after)

    memory = Memory()  # what it takes up while another writes is not written: the stamp has moved
    after = ""
    while batch := store.read(papers):
        yield batch
        after = batch.papers[-1]
    after = ""
    while batch := store.read(concepts):
        yield batch
        after = batch.concepts[-1]["id"]


def _put(snapshot: Snapshot, batch: Batch) -> None:
    snapshot.put(batch)


def _write(store: Browsable, stamp: str, work: Callable[[Snapshot], None]) -> None:
    def undisturbed(snapshot: Snapshot) -> None:
        if snapshot.stamp() != stamp:
            raise StoreError(
                "Somebody wrote to the store while the snapshot was made", hint="Run `concite relate` again."
            )
        work(snapshot)

    store.derive(undisturbed)


def _papers(reader: Reader, after: str, top: int, memory: Memory) -> Batch | None:
    """What leaves the next papers, or None where there are no more."""
    papers = reader.paper_ids(after=after, limit=_PAPERS)
    if not papers:
        return None
    held = reader.holdings(papers)
    return Batch(
        papers=papers,
        holdings=[
            {"paper": paper, "concept": row.concept, "word": role_word(row.type, row.role)}
            for paper in papers
            for row in held[paper]
        ],
        links=[row for paper in papers for row in _links(reader, paper, top, memory)],
        uses=[
            {"here": paper, "there": use.paper, "concept": use.concept.id, "type": use.here.type}
            for paper in papers
            for use in builds_on(reader, paper).on
        ],
    )


def _links(reader: Reader, paper: str, top: int, memory: Memory) -> list[Row]:
    return [
        {
            "here": link.here,
            "there": link.there,
            "link": {
                "score": link.score,
                **{kind.lower(): link.by_type.get(kind, 0.0) for kind in TYPES},
                "wording": link.wording,
                "shared": [one.concept.name for one in link.shared],
            },
        }
        for link in links(reader, paper, limit=top, memory=memory)
    ]


def _concepts(reader: Reader, after: str) -> Batch | None:
    """What is told of the next concepts, or None where there are no more."""
    ids = reader.concept_ids(after=after, limit=_CONCEPTS)
    if not ids:
        return None
    found, vectors, near = reader.concepts(ids), reader.vectors(ids), reader.near(ids)
    above = {id_: broader for id_, (broader, _) in relations(reader, ids, _BROADER).items()}
    return Batch(
        concepts=[
            {"id": id_, "type": found[id_].type, "meaning": _floats(vectors[id_]) if id_ in vectors else None}
            for id_ in ids
        ],
        near=[
            {"here": id_, "there": other, "cosine": cosine}
            for id_ in ids
            for other, cosine in near.get(id_, {}).items()
            if id_ < other
        ],
        broader=[{"here": id_, "there": one.concept.id} for id_ in ids for one in above[id_]],
    )


def _floats(vector: bytes) -> list[float]:
    found: list[float] = (components([vector])[0] / UNIT).tolist()
    return found
