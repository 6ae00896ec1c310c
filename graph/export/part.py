"""What is exported: a store, or some of its papers, as rows that are read a batch at a time.

A batch is one transaction: a store that is written meanwhile may give rows that do not fit each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from graph.errors import NotFound, UsageError
from graph.holdings import PaperConcept, concepts_of
from graph.links import find_paper, links
from graph.memory import Memory
from graph.records import Concept, Holding, Link, Paper
from graph.resolve import concepts_by_name, find_concept, verdicts
from graph.store import Reader, Store
from graph.titles import titles

TOP = 5
"""Links a paper, if not said otherwise."""
LIMIT = 100
"""Papers of a selection at most, if not said otherwise."""
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A store, or the ``papers`` of it that were selected; ``top`` links of each paper, but all of the ``centre``'s."""

    store: Store
    papers: tuple[str, ...] | None = None
    top: int = TOP
    centre: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper, what it is called, and its concepts: what it has of each, the weightiest first."""

    paper: Paper
    title: str
    concepts: tuple[tuple[Holding, Concept], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A concept with all its names."""

    concept: Concept
    names: tuple[str, ...]


def select(
    store: Store,
    *,
    around: str | None = None,
    concept: str | None = None,
    query: str | None = None,
    limit: int = LIMIT,
    top: int = TOP,
) -> Part:
    """A paper with those it is linked to, the papers that hold a concept, or those that words find: ``limit`` at most.

    Without any of these, the whole store. Raises UsageError for more than one of them, NotFound where there is no such
    paper or concept, or no paper is found.
    """
    if sum(one is not None for one in (around, concept, query)) > 1:
        raise UsageError("only one selection can be made", hint="Choose around, concept or query.")

    def selected(reader: Reader) -> Part:
        if around is not None:
            centre = find_paper(reader, around)
            found = (
                [centre, *(link.there for link in links(reader, centre, limit=limit - 1))] if limit > 1 else [centre]
            )
            return Part(store, tuple(sorted(found)), top, centre)
        if concept is not None:
            found = reader.papers_of(find_concept(reader, concept), limit=limit)
        elif query is not None:
            found = reader.search_papers(query, limit=limit)
        else:
            return Part(store, None, top)
        if not found:
            raise NotFound(f"no paper is found by {concept or query!r}")
        return Part(store, tuple(sorted(found)), top)

    return store.read(selected)


def papers(part: Part) -> Iterator[Paper]:
    """Papers, by id."""
    for ids in _batches(part):
        found = part.store.read(partial(_papers, ids=ids))
        yield from (found[id_] for id_ in ids if id_ in found)


def entries(part: Part) -> Iterator[Entry]:
    """Papers, by id, with what is told of them beside what they say."""
    for ids in _batches(part):
        yield from part.store.read(partial(_entries, ids=ids))


def holdings(part: Part) -> Iterator[tuple[str, list[Holding]]]:
    """Ids of papers, in order, with what they have of concepts, the weightiest first; of those that have any."""
    for ids in _batches(part):
        yield from part.store.read(partial(_held, ids=ids))


def mentions(part: Part) -> Iterator[tuple[Paper, list[PaperConcept]]]:
    """Papers, by id, with the mentions that count, by concept, the most certain first."""
    for ids in _batches(part):
        yield from part.store.read(partial(_mentions, ids=ids))


def concepts(part: Part) -> Iterator[Named]:
    """The concepts that papers hold, by id."""
    for ids in _concept_batches(part):
        yield from part.store.read(partial(_concepts, ids=ids))


def linked(part: Part) -> Iterator[Link]:
    """The strongest links of each paper, each pair once, at its first paper by id that has it among its strongest.

    What is kept meanwhile: the pairs whose second paper is still to come, and a bounded memory of papers.
    """
    memory = Memory()
    met: dict[str, set[str]] = defaultdict(set)
    for ids in _batches(part):
        for paper in ids:
            known = met.pop(paper, set())
            limit = len(part.papers or ()) if paper == part.centre else part.top
            found = part.store.read(partial(links, paper=paper, among=part.papers, limit=limit, memory=memory))
            for link in found:
                if link.there > paper:
                    met[link.there].add(paper)
                if link.there not in known:
                    yield link


def together(part: Part) -> Iterator[tuple[str, str, int]]:
    """Pairs of concepts that papers hold together, by id, and how many papers do."""
    chosen = None if part.papers is None else frozenset(part.papers)
    for ids in _concept_batches(part):
        for concept in ids:
            counted: Counter[str] = Counter()
            for papers in _pages(part.store, partial(_papers_of, concept)):
                kept = papers if chosen is None else [paper for paper in papers if paper in chosen]
                rows = part.store.read(partial(_held, ids=kept))
                counted.update(row.concept for _, held in rows for row in held if row.concept > concept)
            yield from ((concept, other, counted[other]) for other in sorted(counted))


def _batches(part: Part) -> Iterator[Sequence[str]]:
    if part.papers is None:
        return _pages(part.store, lambda reader, after: reader.paper_ids(after=after, limit=_BATCH))
    return _cut(part.papers)


def _concept_batches(part: Part) -> Iterator[Sequence[str]]:
    if part.papers is None:
        return _pages(part.store, lambda reader, after: reader.concept_ids(after=after, limit=_BATCH))
    return _cut(sorted({row.concept for _, rows in holdings(part) for row in rows}))


def _pages(store: Store, page: Callable[[Reader, str], list[str]]) -> Iterator[Sequence[str]]:
    def work(reader: Reader) -> list[str]:
        return page(reader, after)

    after = ""
    while ids := store.read(work):
        yield ids
        if len(ids) < _BATCH:
            return
        after = ids[-1]


def _papers_of(concept: str, reader: Reader, after: str) -> list[str]:
    return reader.papers_of(concept, after=after, limit=_BATCH)


def _cut(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))


def _held(reader: Reader, ids: Sequence[str]) -> list[tuple[str, list[Holding]]]:
    held = sorted(reader.holdings(ids).items())
    return [(paper, sorted(rows, key=lambda row: (-row.weight, row.concept))) for paper, rows in held]


def _papers(reader: Reader, ids: Sequence[str]) -> dict[str, Paper]:
    return reader.papers(ids)


def _entries(reader: Reader, ids: Sequence[str]) -> list[Entry]:
    papers, held = reader.papers(ids), dict(_held(reader, ids))
    called = titles(reader, papers.values())
    known = reader.concepts({row.concept for rows in held.values() for row in rows})
    return [
        Entry(papers[id_], called[id_], tuple((row, known[row.concept]) for row in held.get(id_, ())))
        for id_ in ids
        if id_ in papers
    ]


def _mentions(reader: Reader, ids: Sequence[str]) -> list[tuple[Paper, list[PaperConcept]]]:
    tagged = reader.tagged(ids)
    concept_of = concepts_by_name(reader, tagged.values())
    given = verdicts(reader, concept_of.values(), tagged)
    rows = ((one.paper, concepts_of(one.tags, concept_of, paper=id_, verdicts=given)) for id_, one in tagged.items())
    return sorted(rows, key=lambda row: row[0].id)


def _concepts(reader: Reader, ids: Sequence[str]) -> list[Named]:
    known, names = reader.concepts(ids), reader.names_of(ids)
    return [Named(known[id_], names.get(id_, ())) for id_ in ids if id_ in known and known[id_].papers]
