"""What stands around a paper or a concept: the concepts that share its papers, and a small graph to be drawn.

A graph has papers and concepts as nodes and, as edges, which paper holds which concept. Positions come from here, so
that the same question gives the same picture.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.links import links
from graph.measure import Asked
from graph.records import TYPES, Concept, Holding, Role, Type
from graph.score import idf
from graph.store import Reader
from graph.titles import titles

LOOKED_AT = 1000
"""Papers of a concept that its neighbours are counted in: the first by id, where it has more."""
_CANDIDATES = 200
_ROUNDS = 150  # of the layout
_PLACES = 4  # decimals of a position
_APART = 0.26  # between two nodes at least, so that neither covers the other or its label; less where there are many

Kind = Literal["paper", "concept"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A concept, and how many papers it shares with the one that was asked about."""

    concept: Concept
    shared: int


@dataclass(frozen=True, slots=True)
class Node:
    """A paper or a concept; ``size`` is its importance, 1 in the centre. ``x`` and ``y`` lie within -1 and 1."""

    kind: Kind
    id: str
    name: str
    size: float
    type: Type | None = None
    year: int | None = None
    x: float = 0.0
    y: float = 0.0

    @property
    def key(self) -> str:
        """A paper and a concept may have the same id."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Edge:
    """A paper holds a concept: by which role, of which type by its own vote, and with which weight."""

    paper: str
    concept: str
    type: Type
    role: Role
    weight: float


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """``nodes`` begin with the centre; the papers follow, then the concepts, most important first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def neighbours(reader: Reader, concept: str, *, limit: int = 20) -> list[Neighbour]:
    """Concepts of the same papers, the most telling first: by shared papers × idf, then by id."""
    return _neighbours(reader, concept, _held(reader, concept), limit)


def around_paper(reader: Reader, paper: str, *, limit: int = 30, kinds: tuple[Type, ...] = TYPES) -> Neighbourhood:
    """The papers that a paper is linked to, and the concepts that link them: at most ``limit`` nodes beside it."""
    found = links(reader, paper, Asked(kinds), limit=limit // 3)
    shares: Counter[str] = Counter()
    first: dict[str, None] = {}  # each paper is tied by its strongest concepts at least
    for link in found:
        ties = [(one.share, [one.concept.id]) for one in link.shared]
        ties += [(one.share, [one.concept.id, one.other.id]) for one in link.near]
        for share, pair in ties:
            shares.update(dict.fromkeys(pair, share))
        first.update(dict.fromkeys(max(ties, key=lambda tie: tie[0])[1]))
    rest = sorted(shares, key=lambda concept: (-shares[concept], concept))
    chosen = list(dict.fromkeys([*first, *rest]))[: max(limit - len(found), 0)]
    chosen.sort(key=rest.index)
    concepts = reader.concepts(chosen)
    nodes = _papers(reader, {paper: 1.0, **_sizes({link.there: link.score for link in found})})
    nodes += _concepts(concepts, _sizes({concept: shares[concept] for concept in chosen}))
    return _drawn(nodes, reader.holdings([paper, *(link.there for link in found)]))


def around_concept(reader: Reader, concept: str, *, limit: int = 30) -> Neighbourhood:
    """A concept's neighbours, and papers that hold it beside most of them: at most ``limit`` nodes beside it."""
    held = _held(reader, concept)
    near = _neighbours(reader, concept, held, limit - limit // 2)
    wanted = {one.concept.id for one in near}
    ties = {paper: sum(row.concept in wanted for row in rows) for paper, rows in held.items()}
    weights = {paper: next(row.weight for row in rows if row.concept == concept) for paper, rows in held.items()}
    papers = sorted(held, key=lambda paper: (-ties[paper], -weights[paper], paper))[: limit // 2]
    centre = reader.concepts([concept])
    nodes = _concepts(centre, {concept: 1.0})
    nodes += _papers(reader, _sizes({paper: weights[paper] for paper in papers}))
    nodes += _concepts({one.concept.id: one.concept for one in near}, _sizes({n.concept.id: n.shared for n in near}))
    return _drawn(nodes, {paper: held[paper] for paper in papers})


def _held(reader: Reader, concept: str) -> dict[str, tuple[Holding, ...]]:
    return reader.holdings(reader.papers_of(concept, limit=LOOKED_AT))


def _neighbours(reader: Reader, concept: str, held: Mapping[str, tuple[Holding, ...]], limit: int) -> list[Neighbour]:
    counts = Counter(row.concept for rows in held.values() for row in rows if row.concept != concept)
    # The counts alone choose whose sizes are read.
    likely = sorted(counts, key=lambda other: (-counts[other], other))[: max(_CANDIDATES, limit)]
    size = reader.size()
    found = [Neighbour(one, counts[one.id]) for one in reader.concepts(likely).values()]
    found.sort(key=lambda one: (-one.shared * idf(size, one.concept.papers), one.concept.id))
    return found[:limit]


def _sizes(amounts: Mapping[str, float]) -> dict[str, float]:
    most = max(amounts.values(), default=0) or 1
    return {name: round(amount / most, _PLACES) for name, amount in amounts.items()}


def _papers(reader: Reader, sizes: Mapping[str, float]) -> list[Node]:
    found = reader.papers(sizes)
    called = titles(reader, found.values())
    return [Node("paper", id_, called[id_], size, year=found[id_].year) for id_, size in sizes.items()]


def _concepts(concepts: Mapping[str, Concept], sizes: Mapping[str, float]) -> list[Node]:
    return [Node("concept", id_, concepts[id_].name, size, type=concepts[id_].type) for id_, size in sizes.items()]


def _drawn(nodes: Sequence[Node], held: Mapping[str, Sequence[Holding]]) -> Neighbourhood:
    concepts = {node.id for node in nodes if node.kind == "concept"}
    edges = tuple(
        Edge(paper, row.concept, row.type, row.role, row.weight)
        for paper in sorted(held)
        for row in held[paper]
        if row.concept in concepts
    )
    at = _layout(nodes, edges)
    return Neighbourhood(tuple(replace(node, x=at[node.key][0], y=at[node.key][1]) for node in nodes), edges)


def _layout(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    """Fruchterman & Reingold (1991) from a start that is no chance: the centre, concepts around it, papers outside."""
    centre, *others = (node.key for node in nodes)
    if not others:
        return {centre: (0.0, 0.0)}
    rings: dict[str, list[str]] = defaultdict(list)
    for key in others:
        rings[key.partition(":")[0]].append(key)
    start = {centre: (0.0, 0.0)}
    for kind, radius in (("concept", 0.5), ("paper", 1.0)):
        for n, key in enumerate(rings[kind]):
            turn = math.tau * (n + 0.5) / len(rings[kind])
            start[key] = (radius * math.cos(turn), radius * math.sin(turn))
    graph = nx.Graph()
    graph.add_nodes_from(start)
    graph.add_edges_from((f"paper:{edge.paper}", f"concept:{edge.concept}") for edge in edges)
    found = nx.spring_layout(graph, pos=start, fixed=[centre], iterations=_ROUNDS, weight=None, seed=1)
    places = np.array([found[key] for key in start], dtype=np.float64)
    places = _apart(places / np.abs(places).max())
    places /= np.abs(places).max()
    return {
        key: (round(float(x), _PLACES), round(float(y), _PLACES)) for key, (x, y) in zip(start, places, strict=True)
    }


def _apart(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Nodes pushed away from those that they nearly cover; the first, the centre, stays where it is."""
    wanted = min(_APART, 1.5 / math.sqrt(len(places)))
    for _ in range(_ROUNDS):
        ways = places[:, None] - places
        far = np.hypot(ways[..., 0], ways[..., 1])
        np.fill_diagonal(far, np.inf)
        if far.min() >= wanted:
            break
        pushes = np.clip(1.05 * wanted - far, 0, None) / np.maximum(far, 1e-9) / 2
        moves = (pushes[..., None] * ways).sum(axis=1)
        # A small step at a time: in a crowd all push the same way.
        lengths = np.hypot(moves[:, :1], moves[:, 1:])
        moves *= np.minimum(1, wanted / 8 / np.maximum(lengths, 1e-9))
        moves[0] = 0
        places = places + moves
    return places
