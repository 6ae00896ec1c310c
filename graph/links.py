"""Links of a paper, with the evidence for each: what a store's rows mean to a person."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from graph.direction import Sole, direction, sole_proposers
from graph.errors import NotFound, UsageError
from graph.evidence import Sides
from graph.measure import ANY, Asked, Pair, Tie
from graph.memory import Memory
from graph.records import Concept, Link, Near, Paper, Shared
from graph.score import DIGITS
from graph.store import Reader
from graph.ties import Best, Ties
from graph.titles import titles
from graph.wording import written
from graph.works import lookup_keys

LOOKED_AT = 200
"""Papers that are measured at least, where not all are."""
MOST_LOOKED_AT = 2000
"""The same where only some partners are wanted."""
NAMED = 0.5
"""The cosine from which a near pair of one type is named; what is less alike is summed up."""
_WORDS = 12  # of both texts that are named


@dataclass(frozen=True, slots=True)
class Only:
    """Which partners are wanted: of these years, both included, of a venue whose name has this in it, and not in the
    store before a revision.
    """

    since: int | None = None
    until: int | None = None
    venue: str | None = None
    new_since: int | None = None

    def wants(self, paper: Paper) -> bool:
        """By what is known of it: a paper without a year or venue is not wanted where one is asked for."""
        year = paper.year
        late = self.since is None or (year is not None and year >= self.since)
        early = self.until is None or (year is not None and year <= self.until)
        return late and early and (self.venue is None or self.venue.casefold() in (paper.venue or "").casefold())


ALL = Only()


@dataclass(frozen=True, slots=True)
class Linked:
    """A paper that is linked to several: ``score`` is the sum of its links' scores divided by the number of papers that
    were asked for, whether it is linked to each of them or not.
    """

    paper: str
    title: str
    score: float
    links: tuple[Link, ...]


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
    asked: Asked = ANY,
    only: Only = ALL,
    *,
    among: Sequence[str] | None = None,
    limit: int = 20,
    memory: Memory | None = None,
) -> list[Link]:
    """The strongest links of a paper, best first, to any or to those ``among`` which it is asked; none rejected.

    Where some types are asked for, or shared concepts only, a score is the sum of those parts alone. Asked for as many
    links as there are papers, it ranks them all, in a small store always; else the :data:`LOOKED_AT` papers or more
    that promise most. With a ``memory`` less is read for the next paper.
    """
    found = linked(reader, [paper], asked, only, among=among, limit=limit, memory=memory)
    return [link for one in found for link in one.links]


def linked(
    reader: Reader,
    papers: Sequence[str],
    asked: Asked = ANY,
    only: Only = ALL,
    *,
    among: Sequence[str] | None = None,
    limit: int = 20,
    memory: Memory | None = None,
) -> list[Linked]:
    """The papers most strongly linked to several at once, best first, as :func:`links` for one; none that people
    decided not to be linked to one of them.
    """
    if memory is not None:  # before anything is read: Neo4j has work done again where another wrote meanwhile
        memory.begin(reader.stamp(), asked)
    out = {*papers}.union(*(rejected_partners(reader, paper) for paper in papers))
    new = None if only.new_since is None else reader.added_since(only.new_since)
    found = among if among is not None else _partners(reader, papers, asked, only, new, limit + len(out))
    partners = [other for other in found if other not in out]
    if new is not None:
        partners = sorted({*new}.intersection(partners))
    if replace(only, new_since=None) != ALL:
        given = reader.papers(partners)
        partners = [other for other in partners if only.wants(given[other])]
    best = Ties(reader, [*papers, *partners], asked, memory).best(papers, limit)
    return _explained(reader, papers, best)


def _partners(
    reader: Reader, papers: Sequence[str], asked: Asked, only: Only, new: Sequence[str] | None, limit: int
) -> Sequence[str]:
    """Papers that are measured, where all may be links; the new ones alone where these are few."""
    most = max(limit, LOOKED_AT if only == ALL else MOST_LOOKED_AT)
    if new is not None and len(new) <= most:
        return new
    if most >= reader.size():
        return reader.paper_ids(limit=most)
    near = not asked.shared_only
    each = [reader.candidates(paper, kinds=asked.kinds, limit=most, near=near) for paper in papers]
    return list(dict.fromkeys(chain.from_iterable(each)))


def rejected_partners(reader: Reader, paper: str) -> set[str]:
    """Papers to which people decided that this one is not linked."""
    pairs = (one.subject for one in reader.decisions_on([paper]) if one.kind == "reject-link")
    return {other for pair in pairs for other in pair if other != paper}


def explain(reader: Reader, here: str, there: str) -> Link | None:
    """The link between two papers; None where nothing ties them."""
    found = _explained(reader, [here], Ties(reader, [here, there], ANY).best([here], 1))
    return found[0].links[0] if found else None


def _explained(reader: Reader, papers: Sequence[str], best: Best) -> list[Linked]:
    if not best:
        return []
    named = {(paper, other): _named(tied.pairs) for other, ties in best for paper, tied in ties.items()}
    ids = {side.concept for pairs in named.values() for pair in pairs for side in (pair.here, pair.there)}
    both = {pair.here.concept for pairs in named.values() for pair in pairs if pair.shared}
    concepts = reader.concepts(ids)
    sole = sole_proposers(reader, (concepts[id_] for id_ in both))
    sides = Sides(reader, [*papers, *(other for other, _ in best)], ids)
    called = titles(reader, sides.papers.values())
    rows = []
    for other, ties in best:
        own = [
            _link(paper, other, called[other], tied, named[paper, other], concepts, sides, sole)
            for paper, tied in ties.items()
        ]
        score = round(math.fsum(link.score for link in own) / len(papers), DIGITS)
        rows.append(Linked(other, called[other], score, tuple(own)))
    return rows


def _named(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that are told one by one: shared and near ones, or the nearest where there is none of these."""
    found = [pair for pair in pairs if pair.shared or (pair.cosine >= NAMED and pair.here.type == pair.there.type)]
    return found or sorted(pairs, key=lambda pair: -pair.cosine)[:1]


def _link(
    paper: str,
    other: str,
    title: str,
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
        title,
        tied.score,
        tied.by_type,
        tuple(shared),
        tuple(near),
        round(math.fsum(rest), DIGITS),
        tied.wording,
        _written(sides.papers[paper], tied.words[:_WORDS]),
    )


def _written(paper: Paper, words: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Stems as a paper writes them."""
    forms = written(paper, (stem for stem, _ in words))
    return tuple((forms[stem], share) for stem, share in words)
