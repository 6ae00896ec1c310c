"""Links of a paper, with the evidence for each: what a store's rows mean to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from graph.errors import NotFound, UsageError
from graph.holdings import concepts_of, shown
from graph.records import TYPES, Concept, Evidence, Holding, Link, Mention, Paper, Place, Shared, Side, Tagged, Type
from graph.resolve import verdicts
from graph.score import Scored, idf, rank
from graph.store import Posting, Reader
from graph.works import lookup_keys

_FIRST_WORDS = 8
_PROPOSES = re.compile(r"\b(?:propos|introduc|present|develop)", re.IGNORECASE)


def find_paper(reader: Reader, identifier: str) -> str:
    """The id of the paper that ``identifier`` names: an id, DOI, arXiv id, or a record's position.

    Raises NotFound, or UsageError where a position stands in several sources.
    """
    wanted = lookup_keys(identifier)
    found = reader.find(wanted)
    for key in wanted:
        if key in found:
            return found[key]
    at = reader.positions(identifier)
    if len(at) > 1:
        raise UsageError(f"{identifier} is a position in several sources", hint=f"Say which paper: {', '.join(at[:5])}")
    if at:
        return at[0]
    raise NotFound(f"no paper {identifier!r}", hint="Look for it with `concite search` or `concite papers`.")


def links(reader: Reader, paper: str, *, kinds: Sequence[Type] = TYPES, limit: int = 20) -> list[Link]:
    """The strongest links of a paper, by concepts of these types, best first; rejected ones are left out."""
    rejected = rejected_partners(reader, paper)
    postings = reader.candidates(paper, kinds=kinds, limit=limit + len(rejected))
    return _explained(reader, paper, [p for p in postings if p.paper not in rejected], kinds, limit)


def rejected_partners(reader: Reader, paper: str) -> set[str]:
    """Papers to which people decided that this one is not linked."""
    pairs = (one.subject for one in reader.decisions_on([paper]) if one.kind == "reject-link")
    return {other for pair in pairs for other in pair if other != paper}


def explain(reader: Reader, here: str, there: str) -> Link | None:
    """The link between two papers; None where they share no concept."""
    found = _explained(reader, here, reader.postings([here, there]), TYPES, 1)
    return found[0] if found else None


def _explained(
    reader: Reader, paper: str, postings: Sequence[Posting], kinds: Sequence[Type], limit: int
) -> list[Link]:
    mine = {posting.concept for posting in postings if posting.paper == paper}
    concepts = {concept.id: concept for concept in reader.concepts(mine).values() if concept.type in kinds}
    size = reader.size()
    ranked = rank(
        paper,
        postings,
        {c.id: idf(size, c.papers) for c in concepts.values()},
        {c.id: c.type for c in concepts.values()},
        limit=limit,
    )
    if not ranked:
        return []
    sides = _Sides(reader, [paper, *(row.paper for row in ranked)], {c for row in ranked for c, _ in row.shares})
    return [_link(paper, row, concepts, sides) for row in ranked]


def _link(paper: str, row: Scored, concepts: Mapping[str, Concept], sides: _Sides) -> Link:
    shared = tuple(Shared(concepts[c], share, sides.of(paper, c), sides.of(row.paper, c)) for c, share in row.shares)
    return Link(paper, row.paper, sides.titles[row.paper], row.score, row.by_type, shared)


class _Sides:
    """Roles and evidence of some papers' concepts, read once for all their links."""

    def __init__(self, reader: Reader, papers: Sequence[str], concepts: set[str]) -> None:
        self._papers = reader.papers(papers)
        self._holdings = {
            (paper, held.concept): held for paper, rows in reader.holdings(papers).items() for held in rows
        }
        self._names = {c: frozenset(names) for c, names in reader.names_of(concepts).items()}
        self._given = verdicts(reader, concepts, papers)
        wanted = frozenset().union(*self._names.values())
        self._mentions = {paper: reader.mentions_of(paper, wanted) for paper in papers}
        self.titles = titles(reader, self._papers.values())

    def of(self, paper: str, concept: str) -> Side:
        held: Holding = self._holdings[paper, concept]
        mentions = [m for m in self._mentions[paper] if m.name in self._names[concept]]
        # Where a newer list of generic names drops them all, they are what the holding was made of.
        counted = [m for m in mentions if self._given.count(paper, m, concept)] or mentions
        evidence = quote(self._papers[paper], telling(counted).place)
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


def titles(reader: Reader, papers: Iterable[Paper]) -> dict[str, str]:
    """What each paper is called when it is shown."""
    rows = list(papers)
    untitled = reader.tagged([paper.id for paper in rows if not paper.title])
    return {paper.id: paper.title or title_of(untitled[paper.id]) for paper in rows}


def title_of(tagged: Tagged) -> str:
    """A paper's title; of an untitled one the name of the method it proposes, else its first words."""
    paper = tagged.paper
    if paper.title:
        return paper.title
    own = [one for one in concepts_of(tagged.tags) if one.type == "Method" and one.role == "own" and not one.broad]
    if own:
        return shown(min(own, key=lambda one: not _said_to_be_proposed(paper, one.mentions)).mentions, "own")
    words = (paper.abstract or "").split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")


def _said_to_be_proposed(paper: Paper, mentions: Sequence[Mention]) -> bool:
    return any(
        _PROPOSES.search(paper.text(m.place.field)[m.place.sentence_start : m.place.sentence_end])
        for m in mentions
        if m.rule != "nested"
    )
