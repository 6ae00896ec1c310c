"""What is doubtful, dropped or missing in a store: nothing is hidden. Papers are read once, a few of each kind kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count, takewhile
from typing import Generic, TypeVar

from graph.decisions import Decision
from graph.generic import GenericNames
from graph.language import is_english
from graph.records import Concept
from graph.resolve import verdicts
from graph.store import Reader
from graph.works import abstract_of, is_retracted

CONFLICT_VOTES = 3
"""There is a conflict about the type of a concept from so many votes on ..."""
CONFLICT_PERCENT = 30
"""... where the second type has so many of a hundred."""
HUB_SHARE = 0.02
"""A hub is a concept that this share of all papers holds ..."""
HUB_PAPERS = 3
"""... and at least so many papers."""

_BATCH = 500  # papers at a time
_PAGE = 200  # concepts at a time
_FEW = 50  # definitions that are asked how a short name is written
_ON_ONE_NAME = ("by-type", "block", "generic", "specific", "type", "shown")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The first few of a list, and how many there are in all."""

    total: int
    rows: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What some papers define an acronym to be, and their share of all that define it."""

    concept: Concept
    papers: int
    share: float


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A short name that papers define in several ways; ``concept`` is where it leads in a paper that does not."""

    name: str
    form: str
    concept: str
    papers: int
    readings: tuple[Reading, ...]  # most papers first


@dataclass(frozen=True, slots=True)
class Dropped:
    """A generic name, how many papers mention it, and why it counts in none."""

    name: str
    papers: int
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that blocks or marks a name, and how many papers mention that name."""

    decision: Decision
    papers: int


@dataclass(frozen=True, slots=True)
class Hub:
    """A concept that many papers hold, and their share of all."""

    concept: Concept
    share: float


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. Papers are told by id; lists with most papers first but for those of papers and decisions."""

    papers: int
    without_concepts: Part[str]
    not_english: Part[str]
    without_abstract: Part[str]
    retracted: Part[str]
    ambiguous: Part[Ambiguous]
    type_conflicts: Part[Concept]
    generic: Part[Dropped]
    decided: Part[Decided]
    hubs: Part[Hub]
    models: Part[tuple[str | None, int]]  # None: not tagged yet; empty where one model tagged all


def report(reader: Reader, generic: GenericNames, *, limit: int = 20) -> Report:
    """What a store leaves open, at most ``limit`` of each kind."""
    size = reader.size()
    bare, foreign, titles, retracted = _papers(reader, limit)
    conflicts, concepts = reader.type_conflicts(votes=CONFLICT_VOTES, percent=CONFLICT_PERCENT, limit=limit)
    return Report(
        papers=size,
        without_concepts=bare,
        not_english=foreign,
        without_abstract=titles,
        retracted=retracted,
        ambiguous=_ambiguous(reader, limit),
        type_conflicts=Part(conflicts, tuple(concepts)),
        generic=_dropped(reader, generic, limit),
        decided=_decided(reader, limit),
        hubs=_hubs(reader, size, limit),
        models=_models(reader, limit),
    )


def _papers(reader: Reader, limit: int) -> list[Part[str]]:
    """Papers, by id: without concepts, not in English, without an abstract (they go by their titles), retracted."""
    kept: list[list[str]] = [[], [], [], []]
    totals = [0] * len(kept)
    after = ""
    while ids := reader.paper_ids(after=after, limit=_BATCH):
        papers = reader.papers(ids)
        found = (
            [row.id for row in reader.summaries(ids) if not row.concepts],
            [id_ for id_ in ids if not is_english(papers[id_].abstract or papers[id_].title or "")],
            [id_ for id_ in ids if abstract_of(papers[id_]) is None],
            [id_ for id_ in ids if is_retracted(papers[id_])],
        )
        for at, rows in enumerate(found):
            totals[at] += len(rows)
            kept[at] += rows[: limit - len(kept[at])]
        after = ids[-1]
    return [Part(total, tuple(rows)) for total, rows in zip(totals, kept, strict=True)]


def _ambiguous(reader: Reader, limit: int) -> Part[Ambiguous]:
    found = sorted((-sum(readings.values()), short, readings) for short, readings in _readings(reader))
    return Part(len(found), tuple(_told(reader, short, readings) for _, short, readings in found[:limit]))


def _readings(reader: Reader) -> Iterator[tuple[str, dict[str, int]]]:
    """Short names, each with the number of papers by concept that it stands for; two names of one concept are one
    reading.
    """
    after = ""
    while found := reader.ambiguous(after=after):
        namings = reader.namings(chain.from_iterable(found.values()))
        for short, longs in found.items():
            readings = Counter[str]()
            for long, papers in longs.items():
                if long in namings:  # in the middle of a `rebuild` it may have no concept yet
                    readings[namings[long].concept] += papers
            if len(readings) > 1:
                yield short, dict(readings)
        after = max(found)


def _told(reader: Reader, short: str, readings: dict[str, int]) -> Ambiguous:
    papers = sum(readings.values())
    concepts = reader.concepts(readings)
    rows = [Reading(concepts[id_], number, round(number / papers, 4)) for id_, number in readings.items()]
    rows.sort(key=lambda row: (-row.papers, row.concept.id))
    naming = reader.namings([short]).get(short)
    forms = (one.short_form for _, one in reader.defining([short], limit=_FEW) if one.short == short)
    return Ambiguous(short, next(forms, short), naming.concept if naming else short, papers, tuple(rows))


def _dropped(reader: Reader, generic: GenericNames, limit: int) -> Part[Dropped]:
    papers = reader.paper_counts(generic.reasons)
    concept_of = {name: naming.concept for name, naming in reader.namings(papers).items()}
    broad = verdicts(reader, concept_of.values(), ()).broad
    dropped = [name for name in papers if generic.drops(name, broad.get(concept_of.get(name, name)))]
    dropped.sort(key=lambda name: (-papers[name], name))
    return Part(len(dropped), tuple(Dropped(name, papers[name], generic.reasons[name]) for name in dropped[:limit]))


def _decided(reader: Reader, limit: int) -> Part[Decided]:
    """By name and kind."""
    found = [one for one in reader.decisions() if one.kind in _ON_ONE_NAME]
    found.sort(key=lambda one: (one.subject, _ON_ONE_NAME.index(one.kind), one.value))
    papers = reader.paper_counts(one.subject[0] for one in found[:limit])
    return Part(len(found), tuple(Decided(one, papers.get(one.subject[0], 0)) for one in found[:limit]))


def hub_from(size: int) -> float:
    """From how many papers on a concept is a hub, in a store of ``size``."""
    return max(HUB_PAPERS, HUB_SHARE * size)


def _hubs(reader: Reader, size: int, limit: int) -> Part[Hub]:
    least = hub_from(size)
    pages = (reader.concepts_by_size(limit=_PAGE, offset=offset) for offset in count(0, _PAGE))
    by_size = chain.from_iterable(takewhile(bool, pages))
    found = list(takewhile(lambda concept: concept.papers >= least, by_size))
    return Part(len(found), tuple(Hub(concept, round(concept.papers / size, 4)) for concept in found[:limit]))


def _models(reader: Reader, limit: int) -> Part[tuple[str | None, int]]:
    counts = reader.counts()
    rows: list[tuple[str | None, int]] = [*counts.models.items()]
    if counts.untagged:
        rows.append((None, counts.untagged))
    if len(rows) < 2:
        return Part(0, ())
    rows.sort(key=lambda row: (-row[1], row[0] or ""))
    return Part(len(rows), tuple(rows[:limit]))
