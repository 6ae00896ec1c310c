"""Links of a paper, with the evidence for each: what a store's rows mean to a person."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.direction import Sole, direction, sole_proposers
from graph.errors import NotFound, UsageError
from graph.holdings import concepts_of, shown
from graph.measure import Asked, Aspect, Pair, Tie
from graph.records import (
    TYPES,
    Concept,
    Evidence,
    Holding,
    Link,
    Mention,
    Near,
    Paper,
    Place,
    Shared,
    Side,
    Tagged,
    Type,
)
from graph.resolve import verdicts
from graph.score import DIGITS
from graph.store import Reader
from graph.ties import Ties
from graph.works import lookup_keys

LOOKED_AT = 200
"""Papers that are measured at least, where not all are."""
MOST_LOOKED_AT = 2000
"""The same where only some partners are wanted."""
NAMED = 0.5
"""The cosine from which a near pair of one type is named; what is less alike is summed up."""
_WORDS = 12  # of both texts that are named
_FIRST_WORDS = 8
_PROPOSES = re.compile(r"\b(?:propos|introduc|present|develop)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Only:
    """Which partners are wanted: of these years, both included, and of a venue whose name has this in it."""

    since: int | None = None
    until: int | None = None
    venue: str | None = None

    def wants(self, paper: Paper) -> bool:
        """A paper without a year or venue is not wanted where one is asked for."""
        year = paper.year
        late = self.since is None or (year is not None and year >= self.since)
        early = self.until is None or (year is not None and year <= self.until)
        return late and early and (self.venue is None or self.venue.casefold() in (paper.venue or "").casefold())


ALL = Only()


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


def links(
    reader: Reader,
    paper: str,
    *,
    kinds: Sequence[Type] = TYPES,
    aspect: Aspect = "all",
    shared_only: bool = False,
    only: Only = ALL,
    among: Sequence[str] | None = None,
    limit: int = 20,
) -> list[Link]:
    """The strongest links of a paper, best first, to any or to those ``among`` which it is asked; none rejected.

    Where some types are asked for, or shared concepts only, a score is the sum of those parts alone. Asked for as many
    links as there are papers, it ranks them all, in a small store always; else the :data:`LOOKED_AT` papers or more
    that promise most.
    """
    rejected = rejected_partners(reader, paper)
    asked = Asked(tuple(kinds), shared_only)
    most = max(limit, LOOKED_AT if only == ALL else MOST_LOOKED_AT) + len(rejected)
    if among is not None:
        others = list(among)
    elif most >= reader.size():
        others = reader.paper_ids(limit=most)
    else:
        others = reader.candidates(paper, kinds=kinds, limit=most, near=not shared_only)
    partners = [other for other in others if other not in rejected and other != paper]
    if only != ALL:
        papers = reader.papers(partners)
        partners = [other for other in partners if only.wants(papers[other])]
    return _explained(reader, paper, Ties(reader, [paper, *partners], asked, aspect).best(paper, limit))


def rejected_partners(reader: Reader, paper: str) -> set[str]:
    """Papers to which people decided that this one is not linked."""
    pairs = (one.subject for one in reader.decisions_on([paper]) if one.kind == "reject-link")
    return {other for pair in pairs for other in pair if other != paper}


def explain(reader: Reader, here: str, there: str) -> Link | None:
    """The link between two papers; None where nothing ties them."""
    found = _explained(reader, here, Ties(reader, [here, there], Asked()).best(here, 1))
    return found[0] if found else None


def _explained(reader: Reader, paper: str, best: Sequence[tuple[str, Tie]]) -> list[Link]:
    if not best:
        return []
    named = {other: _named(tied.pairs) for other, tied in best}
    ids = {side.concept for pairs in named.values() for pair in pairs for side in (pair.here, pair.there)}
    both = {pair.here.concept for pairs in named.values() for pair in pairs if pair.shared}
    concepts = reader.concepts(ids)
    sole = sole_proposers(reader, (concepts[id_] for id_ in both))
    sides = Sides(reader, [paper, *named], ids)
    return [_link(paper, other, tied, named[other], concepts, sides, sole) for other, tied in best]


def _named(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that are told one by one: shared and near ones, or the nearest where there is none of these."""
    found = [pair for pair in pairs if pair.shared or (pair.cosine >= NAMED and pair.here.type == pair.there.type)]
    return found or sorted(pairs, key=lambda pair: -pair.cosine)[:1]


def _link(
    paper: str,
    other: str,
    tied: Tie,
    named: Sequence[Pair],
    concepts: Mapping[str, Concept],
    sides: Sides,
    sole: Sole,
) -> Link:
    shared, near = [], []
    for pair in named:
        mine, theirs = concepts[pair.here.concept], concepts[pair.there.concept]
        here, there = sides.of(paper, mine.id), sides.of(other, theirs.id)
        if pair.shared:
            who = direction(
                mine.id, (sides.papers[paper], here), (sides.papers[other], there), sole, sides.common(paper, other)
            )
            shared.append(Shared(mine, pair.share, here, there, who))
        else:
            near.append(Near(mine, theirs, pair.cosine, pair.share, here, there))
    told = set(map(id, named))
    rest = [pair.share for pair in tied.pairs if id(pair) not in told]
    return Link(
        paper,
        other,
        sides.titles[other],
        tied.score,
        tied.by_type,
        tuple(shared),
        tuple(near),
        round(math.fsum(rest), DIGITS),
        tied.wording,
        tied.words[:_WORDS],
    )


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
        self._mentions = {paper: reader.mentions_of(paper, wanted) for paper in papers}
        self.titles = titles(reader, self.papers.values())

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
