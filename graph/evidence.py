"""The words behind a concept: which mention is shown for it, and the sentence around that."""

from __future__ import annotations

from collections.abc import Sequence

from graph.records import Evidence, Holding, Mention, Paper, Place, Side
from graph.resolve import verdicts
from graph.store import Reader


class Sides:
    """Roles and evidence of some papers' concepts, read once for all their links."""

    def __init__(self, reader: Reader, papers: Sequence[str], concepts: set[str]) -> None:
        self.papers = reader.papers(papers)
        held = reader.holdings(papers)
        self._holdings = {(paper, row.concept): row for paper, rows in held.items() for row in rows}
        self._telling = {paper: {row.concept for row in rows if not row.broad} for paper, rows in held.items()}
        self._names = {c: frozenset(names) for c, names in reader.names_of(concepts).items()}
        self._given = verdicts(reader, concepts, papers)
        wanted = frozenset().union(*self._names.values())
        self._mentions = reader.mentions_of(papers, wanted)

    def common(self, here: str, there: str) -> set[str]:
        """The concepts of both that are not broad."""
        return self._telling[here] & self._telling[there]

    def of(self, paper: str, concept: str) -> Side:
        held: Holding = self._holdings[paper, concept]
        mentions = [m for m in self._mentions[paper] if m.name in self._names[concept]]
        # Where a newer list of generic names drops them all, they are what the holding was made of.
        counted = [m for m in mentions if self._given.count(paper, m, concept)] or mentions
        evidence = quote(self.papers[paper], telling(counted).place)
        return Side(held.type, held.role, held.confidence, held.weight, evidence)


def telling(mentions: Sequence[Mention]) -> Mention:
    """The mention that is shown for a concept: in a sentence of the abstract where there is one, and not inside
    another name where that can be.
    """
    return min(mentions, key=lambda m: (m.rule == "nested", m.place.field == "title", m.place))


def quote(paper: Paper, place: Place) -> Evidence:
    """The words at a place of a paper and the sentence around them."""
    text = paper.text(place.field)
    return Evidence(
        field=place.field,
        start=place.start,
        end=place.end,
        surface=text[place.start : place.end],
        sentence_start=place.sentence_start,
        sentence_end=place.sentence_end,
        sentence=text[place.sentence_start : place.sentence_end],
    )
