"""Links of a text that is not in the store: it is read beside the store's papers as if it were one, and not kept.

So links of a text are scored, ordered and shown by the very code that those of papers are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from graph.holdings import PaperConcept, concepts_of, holdings, norm
from graph.links import ALL, Only, links
from graph.measure import ANY, Asked
from graph.near import UNIT, promise
from graph.records import Holding, Link, Mention, Paper, Tagged, Type
from graph.resolve import concepts_by_name, verdicts
from graph.score import DIGITS, idf
from graph.store import Frequency, Posting, Reader

T = TypeVar("T")

_ID = ""  # of no paper in a store
_PARTNERS = 20_000
"""Papers that are looked at, those of rare concepts first; a concept that is in more still counts in each of them."""


class Guest:
    """A reader of a store that has one paper more."""

    def __init__(self, reader: Reader, tagged: Tagged) -> None:
        self._reader = reader
        self._guest = Tagged(replace(tagged.paper, id=_ID), tagged.tags)
        known = concepts_by_name(reader, [tagged])
        # A name that the store does not know is a concept of this paper alone.
        concept_of = {m.name: known.get(m.name, m.name) for m in tagged.tags.mentions}
        self._given = verdicts(reader, concept_of.values(), [_ID])
        self._concept_of = concept_of
        self._held = holdings(tagged.tags, concept_of, paper=_ID, verdicts=self._given)
        self._norm = norm(self._held)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def concepts_of_guest(self) -> list[PaperConcept]:
        """The guest's concepts, most certain first, by their ids in the store where they are there."""
        return concepts_of(self._guest.tags, self._concept_of, paper=_ID, verdicts=self._given)

    def papers(self, ids: Iterable[str]) -> dict[str, Paper]:
        return self._with(ids, self._guest.paper, self._reader.papers)

    def tagged(self, ids: Iterable[str]) -> dict[str, Tagged]:
        return self._with(ids, self._guest, self._reader.tagged)

    def holdings(self, ids: Iterable[str]) -> dict[str, tuple[Holding, ...]]:
        return self._with(ids, self._held, self._reader.holdings)

    def norms(self, ids: Iterable[str]) -> dict[str, float]:
        return self._with(ids, self._norm, self._reader.norms)

    def names_of(self, concepts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """With the guest's own, which may be written together where the store's are apart."""
        asked = set(concepts)
        found = {concept: {*names} for concept, names in self._reader.names_of(asked).items()}
        for name, concept in self._concept_of.items():
            if concept in asked:
                found.setdefault(concept, set()).add(name)
        return {concept: tuple(sorted(names)) for concept, names in found.items()}

    def mentions_of(self, papers: Iterable[str], names: Iterable[str]) -> dict[str, list[Mention]]:
        wanted = set(names)
        own = [mention for mention in self._guest.tags.mentions if mention.name in wanted]
        return self._with(papers, own, lambda others: self._reader.mentions_of(others, wanted))

    def postings(self, papers: Iterable[str], concepts: Iterable[str] | None = None) -> list[Posting]:
        asked = list(papers)
        wanted = None if concepts is None else set(concepts)
        own = [Posting(_ID, held.concept, held.weight, self._norm) for held in self._held] if _ID in asked else []
        rows = self._reader.postings([paper for paper in asked if paper != _ID], wanted)
        return [*(row for row in own if wanted is None or row.concept in wanted), *rows]

    def frequencies(self, concepts: Iterable[str]) -> dict[str, Frequency]:
        """A concept that only the guest has is in one paper."""
        asked = list(concepts)
        own = {held.concept: Frequency(1, held.type) for held in self._held if held.concept in asked}
        return own | self._reader.frequencies(asked)

    def candidates(self, paper: str, *, kinds: Sequence[Type], limit: int, near: bool = True) -> list[str]:
        if paper != _ID:
            return self._reader.candidates(paper, kinds=kinds, limit=limit, near=near)
        promised = self._promised(kinds, near)
        told = self._reader.frequencies(promised)
        partners: dict[str, None] = {}
        for concept in sorted(promised, key=lambda concept: (told[concept].papers, concept)):
            if len(partners) < _PARTNERS:
                partners.update(dict.fromkeys(self._reader.papers_of(concept, limit=_PARTNERS)))
        scores: dict[str, float] = defaultdict(float)
        for row in self._reader.postings(partners, promised):
            scores[row.paper] += promised[row.concept] * row.weight / (row.norm or 1)
        return sorted(scores, key=lambda other: (-round(scores[other], DIGITS), other))[:limit]

    def _promised(self, kinds: Sequence[Type], near: bool) -> dict[str, float]:
        """What each concept of the guest, or near to one, adds to a paper that has it."""
        units = {held.concept: held.weight / (self._norm or 1) for held in self._held}
        pairs = [(concept, concept, 1.0) for concept in units]
        if near:
            found = self._reader.near(units)
            pairs += [(mine, other, cosine) for mine, others in found.items() for other, cosine in others.items()]
        told = self._reader.frequencies(other for _, other, _ in pairs)
        size = self._reader.size()
        rare = {one: idf(size, row.papers) if row.type in kinds else 0.0 for one, row in told.items()}
        worths: dict[str, float] = defaultdict(float)
        for mine, other, cosine in pairs:
            if mine in told and other in told:
                worth = promise(rare[mine] + rare[other], units[mine], round(cosine * UNIT**2))
                worths[other] = max(worths[other], worth)
        return {concept: worth for concept, worth in worths.items() if worth}

    @staticmethod
    def _with(ids: Iterable[str], own: T, read: Callable[[list[str]], dict[str, T]]) -> dict[str, T]:
        asked = list(ids)
        found = read([paper for paper in asked if paper != _ID])
        return {**found, _ID: own} if _ID in asked else found


def links_of(
    reader: Reader, tagged: Tagged, asked: Asked = ANY, only: Only = ALL, *, limit: int = 20
) -> tuple[list[PaperConcept], list[Link]]:
    """The concepts of a text as the store knows them, and its strongest links to the store's papers, best first."""
    guest = Guest(reader, tagged)
    return guest.concepts_of_guest(), links(cast(Reader, guest), _ID, asked, only, limit=limit)
