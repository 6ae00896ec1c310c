"""Links of a text that is not in the store: it is read beside the store's papers as if it were one, and not kept.

So links of a text are scored, ordered and shown by the very code that those of papers are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from graph.holdings import PaperConcept, concepts_of, holdings, norm
from graph.links import links
from graph.records import TYPES, Holding, Link, Mention, Paper, Tagged, Type
from graph.resolve import concepts_by_name, verdicts
from graph.store import Posting, Reader

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

    def mentions_of(self, paper: str, names: Iterable[str]) -> list[Mention]:
        if paper != _ID:
            return self._reader.mentions_of(paper, names)
        wanted = set(names)
        return [mention for mention in self._guest.tags.mentions if mention.name in wanted]

    def postings(self, papers: Iterable[str], concepts: Iterable[str] | None = None) -> list[Posting]:
        asked = list(papers)
        wanted = None if concepts is None else set(concepts)
        own = [Posting(_ID, held.concept, held.weight, self._norm) for held in self._held] if _ID in asked else []
        rows = self._reader.postings([paper for paper in asked if paper != _ID], wanted)
        return [*(row for row in own if wanted is None or row.concept in wanted), *rows]

    def candidates(self, paper: str, *, kinds: Sequence[Type], limit: int) -> list[Posting]:
        if paper != _ID:
            return self._reader.candidates(paper, kinds=kinds, limit=limit)
        concepts = self._reader.concepts(held.concept for held in self._held)
        shared = sorted((one for one in concepts.values() if one.type in kinds), key=lambda one: (one.papers, one.id))
        partners: dict[str, None] = {}
        for concept in shared:
            if len(partners) < _PARTNERS:
                partners.update(dict.fromkeys(self._reader.papers_of(concept.id, limit=_PARTNERS)))
        return self.postings([_ID, *partners], [concept.id for concept in shared])

    @staticmethod
    def _with(ids: Iterable[str], own: T, read: Callable[[list[str]], dict[str, T]]) -> dict[str, T]:
        asked = list(ids)
        found = read([paper for paper in asked if paper != _ID])
        return {**found, _ID: own} if _ID in asked else found


def links_of(
    reader: Reader, tagged: Tagged, *, kinds: Sequence[Type] = TYPES, limit: int = 20
) -> tuple[list[PaperConcept], list[Link]]:
    """The concepts of a text as the store knows them, and its strongest links to the store's papers, best first."""
    guest = Guest(reader, tagged)
    return guest.concepts_of_guest(), links(cast(Reader, guest), _ID, kinds=kinds, limit=limit)
