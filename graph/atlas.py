"""A map of concepts: which stand together in papers more than chance has it, the communities that they form, and what
bridges these.

Two concepts are tied by association strength (van Eck & Waltman 2009), N · c(i, j) / (df(i) · df(j)): how many times
more papers hold both than would if they were independent. Communities are Louvain's (Blondel et al. 2008), bridges have
the greatest betweenness (Brandes 2001) among the concepts of the map and the papers that hold two of them or more.
Broad concepts are left out: they stand with everything. Numbers stand for nodes, so that no hash decides an order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count
from typing import Generic, TypeVar

import networkx as nx

from graph.records import Concept
from graph.score import DIGITS
from graph.store import Reader
from graph.titles import titles

TOGETHER = 2
"""In so many papers at least two concepts stand together: once is a chance."""
TELLING = 3
"""Concepts that a community is named by."""
PIVOTS = 200
"""Nodes from which betweenness is estimated, where there are more (Brandes & Pich 2007)."""
BRIDGING = 3000
"""Papers among which bridges are sought: those that hold most concepts of the map."""
_PAGE = 200
_SEED = 1

T = TypeVar("T")
Node = tuple[str, str]  # a paper's id and nothing, or nothing and a concept's


@dataclass(frozen=True, slots=True)
class Tied:
    """Two concepts of the map, in how many papers they stand together, and their association strength."""

    here: str
    there: str
    papers: int
    strength: float


@dataclass(frozen=True, slots=True)
class Community:
    """Concepts, the most central first; ``name`` is made of the names of the most telling."""

    number: int
    name: str
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The communities of a map, greatest first, and its ties, strongest first. Concepts tied to none are left out."""

    communities: tuple[Community, ...]
    ties: tuple[Tied, ...]


@dataclass(frozen=True, slots=True)
class Bridge(Generic[T]):
    """A paper (its id) or a concept that joins communities, the one with most of its ties first."""

    what: T
    name: str
    betweenness: float
    joins: tuple[Community, ...]


@dataclass(frozen=True, slots=True)
class Bridges:
    """What has the greatest betweenness, greatest first."""

    concepts: tuple[Bridge[Concept], ...]
    papers: tuple[Bridge[str], ...]


def atlas(reader: Reader, *, limit: int = 200) -> Atlas:
    """The map of the ``limit`` concepts with most papers."""
    return _atlas(reader, *_holders(reader, limit))


def bridges(reader: Reader, *, limit: int = 20, concepts: int = 200) -> Bridges:
    """What joins the communities of the map of so many concepts: at most ``limit`` concepts, and papers.

    Between concepts the way is the shorter the stronger they are tied; between papers and concepts all are one step.
    """
    chosen, held = _holders(reader, concepts)
    found = _atlas(reader, chosen, held)
    by_id = {one.id: one for one in chosen}
    of = {concept.id: community for community in found.communities for concept in community.concepts}
    held = {paper: [id_ for id_ in own if id_ in of] for paper, own in held.items()}
    papers = sorted((p for p, own in held.items() if len(own) > 1), key=lambda p: (-len(held[p]), p))[:BRIDGING]
    ways = {(("", tied.here), ("", tied.there)): 1 / tied.strength for tied in found.ties}
    steps = {(("", id_), (paper, "")): 1.0 for paper in papers for id_ in held[paper]}
    around: dict[str, Counter[int]] = defaultdict(Counter)
    for tied in found.ties:
        around[tied.here][of[tied.there].number] += tied.papers
        around[tied.there][of[tied.here].number] += tied.papers
    told = {paper: Counter(of[id_].number for id_ in held[paper]) for paper in papers}
    best = _best({id_: value for (_, id_), value in _betweenness(ways).items()}, around, limit)
    best_papers = _best({p: value for (p, _), value in _betweenness(steps).items() if p}, told, limit)
    called = titles(reader, reader.papers(best_papers).values())

    def joins(counts: Counter[int]) -> tuple[Community, ...]:
        return tuple(found.communities[n - 1] for n in sorted(counts, key=lambda n: (-counts[n], n)))

    return Bridges(
        tuple(Bridge(by_id[id_], by_id[id_].name, value, joins(around[id_])) for id_, value in best.items()),
        tuple(Bridge(id_, called[id_], value, joins(told[id_])) for id_, value in best_papers.items()),
    )


def _best(between: Mapping[str, float], joined: Mapping[str, Counter[int]], limit: int) -> dict[str, float]:
    """Those between at least two communities, by betweenness, then by id."""
    rows = [(-value, id_) for id_, value in between.items() if value > 0 and len(joined[id_]) > 1]
    return {id_: -value for value, id_ in sorted(rows)[:limit]}


def _holders(reader: Reader, limit: int) -> tuple[list[Concept], dict[str, list[str]]]:
    """The concepts with most papers that are not broad, and which of them each paper holds."""
    chosen: list[Concept] = []
    for offset in count(0, _PAGE):
        page = reader.concepts_by_size(limit=_PAGE, offset=offset)
        chosen += [one for one in page if not one.broad and one.papers >= TOGETHER]
        if len(chosen) >= limit or not page or page[-1].papers < TOGETHER:
            break
    chosen = chosen[:limit]
    held: dict[str, list[str]] = defaultdict(list)
    for one in chosen:
        for paper in reader.papers_of(one.id, limit=one.papers):
            held[paper].append(one.id)
    return chosen, held


def _atlas(reader: Reader, chosen: Sequence[Concept], held: Mapping[str, Sequence[str]]) -> Atlas:
    size = reader.size()
    order = {one.id: n for n, one in enumerate(chosen)}
    together = Counter(pair for own in held.values() for pair in combinations(sorted(own, key=order.__getitem__), 2))
    papers = {one.id: one.papers for one in chosen}
    ties = [
        Tied(here, there, shared, round(size * shared / (papers[here] * papers[there]), DIGITS))
        for (here, there), shared in together.items()
        if shared >= TOGETHER
    ]
    ties.sort(key=lambda tied: (-tied.strength, tied.here, tied.there))
    graph = nx.Graph()
    graph.add_weighted_edges_from((order[tied.here], order[tied.there], tied.strength) for tied in ties)
    found = nx.community.louvain_communities(graph, seed=_SEED) if ties else []
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return Atlas(tuple(_community(n, group, graph, chosen) for n, group in enumerate(groups, 1)), tuple(ties))


def _community(number: int, group: Sequence[int], graph: nx.Graph, chosen: Sequence[Concept]) -> Community:
    """Most central are concepts of many papers whose ties stay inside."""
    inside = set(group)

    def central(node: int) -> float:
        own = sum(data["weight"] for _, other, data in graph.edges(node, data=True) if other in inside)
        return float(own / graph.degree(node, weight="weight")) * chosen[node].papers

    concepts = [chosen[node] for node in sorted(group, key=lambda node: (-round(central(node), DIGITS), node))]
    return Community(number, " · ".join(one.name for one in concepts[:TELLING]), tuple(concepts))


def _betweenness(lengths: Mapping[tuple[Node, Node], float]) -> dict[Node, float]:
    """Of the nodes of some edges, counted from all of them or estimated from :data:`PIVOTS`."""
    nodes = sorted({node for edge in lengths for node in edge})
    numbers = {node: n for n, node in enumerate(nodes)}
    graph = nx.Graph()
    graph.add_nodes_from(numbers.values())
    graph.add_weighted_edges_from((numbers[here], numbers[there], length) for (here, there), length in lengths.items())
    weight = "weight" if len(set(lengths.values())) > 1 else None  # without lengths it is several times faster
    found = nx.betweenness_centrality(graph, k=PIVOTS if len(nodes) > PIVOTS else None, weight=weight, seed=_SEED)
    return {node: round(found[numbers[node]], DIGITS) for node in nodes}
