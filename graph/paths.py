"""The strongest chains between two papers: paper – concept – paper – … – paper.

A paper's unit weight of a concept is what the concept counts in it (``graph.measure.weight``) by the length of all that
it holds; the strength of a chain is the product of the unit weights along it, so that a chain of one concept is what
that concept adds to the cosine of the two papers. The k best are found by Yen's algorithm (1971) among the papers that
promise most as partners of either end. Hubs are left out, and come in only where nothing else joins the two.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from itertools import islice, pairwise

import networkx as nx

from graph.evidence import Sides
from graph.measure import weight
from graph.records import TYPES, Concept, Side
from graph.report import hub_from
from graph.store import Posting, Reader
from graph.titles import titles

PARTNERS = 150
"""Papers around either end that a chain may lead over."""
LONGEST = 3
"""Concepts of a chain at most: a longer one tells nothing."""
_WIDER = 15  # ... and around each of those, where these do not join them
_TRIES = 60  # chains that are weighed to find those without a shorter way in them

Node = tuple[str, str]  # "paper" or "concept", and its id


@dataclass(frozen=True, slots=True)
class Step:
    """A concept that joins a paper of a chain to the next one, as each of them has it."""

    concept: Concept
    here: Side
    there: Side


@dataclass(frozen=True, slots=True)
class Chain:
    """Papers, with a step between each and the next."""

    strength: float
    papers: tuple[str, ...]
    titles: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The strongest chains, best first; ``hubs`` says that only hubs join the two."""

    chains: tuple[Chain, ...]
    hubs: bool


def paths(reader: Reader, here: str, there: str, *, limit: int = 5) -> Paths:
    """The strongest chains from one paper to another one; none where they are the same or far apart."""
    if here == there:
        return Paths((), hubs=False)
    around = _partners(reader, [here, there], PARTNERS)
    for hubs in (False, True):
        for wide in (False, True):
            papers = _partners(reader, around, _WIDER) if wide else around
            if found := list(islice(_chains(_graph(reader, papers, hubs), here, there), limit)):
                return Paths(_told(reader, found), hubs)
    return Paths((), hubs=False)


def _partners(reader: Reader, papers: Sequence[str], limit: int) -> list[str]:
    """The papers and those that promise most as partners of each."""
    found = (reader.candidates(paper, kinds=TYPES, limit=limit, near=False) for paper in papers)
    return list(dict.fromkeys([*papers, *joined.from_iterable(found)]))


def _graph(reader: Reader, papers: Sequence[str], hubs: bool) -> nx.Graph:
    """Papers and the concepts that two of them hold; what an edge costs is −log of its unit weight."""
    rows = reader.postings(papers)
    size = reader.size()
    told = reader.frequencies({row.concept for row in rows})
    amounts = {row: weight(row.weight, told[row.concept].type, told[row.concept].papers, size) for row in rows}
    squares: dict[str, list[float]] = defaultdict(list)
    for row, amount in amounts.items():
        squares[row.paper].append(amount**2)
    lengths = {paper: math.sqrt(math.fsum(own)) for paper, own in squares.items()}
    barred = math.inf if hubs else hub_from(size)
    graph = nx.Graph()

    def cost(row: Posting) -> float:
        return max(0.0, -math.log(amounts[row] / lengths[row.paper]))

    graph.add_weighted_edges_from(
        (("paper", row.paper), ("concept", row.concept), cost(row))
        for row in rows
        if 1 < told[row.concept].papers < barred and amounts[row]
    )
    return graph


def _chains(graph: nx.Graph, here: str, there: str) -> Iterator[tuple[float, list[Node]]]:
    """Chains by strength; not those that a concept or paper of theirs would shorten."""
    ends: tuple[Node, Node] = ("paper", here), ("paper", there)
    if not all(end in graph for end in ends):
        return
    most = 2 * LONGEST
    before, behind = (nx.single_source_shortest_path_length(graph, end, cutoff=most) for end in ends)
    if ends[1] not in before:
        return
    between = graph.subgraph([node for node in graph if before.get(node, most) + behind.get(node, most) <= most])
    for nodes in islice(nx.shortest_simple_paths(between, *ends, weight="weight"), _TRIES):
        if len(nodes) <= most + 1 and graph.subgraph(nodes).number_of_edges() == len(nodes) - 1:
            yield math.exp(-math.fsum(graph.edges[pair]["weight"] for pair in pairwise(nodes))), nodes


def _told(reader: Reader, found: Sequence[tuple[float, list[Node]]]) -> tuple[Chain, ...]:
    nodes = dict.fromkeys(joined.from_iterable(nodes for _, nodes in found))
    concepts = reader.concepts([id_ for kind, id_ in nodes if kind == "concept"])
    sides = Sides(reader, [id_ for kind, id_ in nodes if kind == "paper"], set(concepts))
    called = titles(reader, sides.papers.values())

    def told(strength: float, nodes: list[Node]) -> Chain:
        ids = [id_ for _, id_ in nodes]
        papers, over = ids[::2], ids[1::2]
        steps = [
            Step(concepts[concept], sides.of(one, concept), sides.of(other, concept))
            for concept, (one, other) in zip(over, pairwise(papers), strict=True)
        ]
        return Chain(float(f"{strength:.6g}"), tuple(papers), tuple(called[paper] for paper in papers), tuple(steps))

    chains = [told(strength, nodes) for strength, nodes in found]
    return tuple(sorted(chains, key=lambda one: (-one.strength, one.papers, [s.concept.id for s in one.steps])))
