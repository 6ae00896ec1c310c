"""A part of a store as one of three graphs: what its nodes and edges are, whatever file they are written to.

- ``paper-concept``: papers and the concepts that they hold; the weight is the paper's emphasis on the concept.
- ``paper-paper``: papers and their strongest links; the weight is the score.
- ``concept-concept``: concepts, joined where papers hold both; the weight is how many do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from graph.export.part import Part, concepts, entries, holdings, linked, together
from graph.records import Link, Shared, role_word

View = Literal["paper-concept", "paper-paper", "concept-concept"]
VIEWS: tuple[View, ...] = get_args(View)

USES = {"Method": "uses method of", "Dataset": "uses data of"}
"""What a directed link says, by the type of the concept that directs it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A paper or concept. ``kind`` is ``Paper`` or a concept's type; ``size`` counts the concepts that a paper holds,
    or the papers of the store that hold a concept.
    """

    id: str
    label: str
    kind: str
    size: int
    year: int | None = None
    venue: str | None = None
    categories: str | None = None
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """``kind`` is the role of a concept in a paper, ``together``, ``linked``, or what a directed link says: then its
    source is the paper that builds on the target. ``concepts`` names what a link shares, the weightiest first.
    """

    source: str
    target: str
    kind: str
    weight: float
    concepts: str | None = None


NODE_FACTS = {
    "label": "string",
    "kind": "string",
    "size": "int",
    "year": "int",
    "venue": "string",
    "categories": "string",
    "doi": "string",
    "url": "string",
}
EDGE_FACTS = {"kind": "string", "weight": "double", "concepts": "string"}
"""What is told of nodes and edges, and its type as GraphML names it."""


def given(one: Node | Edge, facts: Iterable[str]) -> dict[str, Any]:
    """What a node or edge has of these facts."""
    return {name: value for name in facts if (value := getattr(one, name)) is not None}


def nodes(part: Part, view: View) -> Iterator[Node]:
    """Papers, then concepts; each by id."""
    if view != "concept-concept":
        for one in entries(part):
            paper = one.paper
            categories = "; ".join(paper.categories) or None
            facts = (paper.year, paper.venue, categories, paper.doi, paper.url)
            yield Node(paper_node(paper.id), one.title, "Paper", len(one.concepts), *facts)
    if view != "paper-paper":
        for named in concepts(part):
            concept = named.concept
            yield Node(concept_node(concept.id), concept.name, concept.type, concept.papers)


def edges(part: Part, view: View) -> Iterator[Edge]:
    """By source, each pair once."""
    if view == "paper-concept":
        for paper_id, rows in holdings(part):
            for row in rows:
                role = role_word(row.type, row.role)
                yield Edge(paper_node(paper_id), concept_node(row.concept), role, row.weight)
    elif view == "paper-paper":
        for link in linked(part):
            kind, by = relation(link)
            ends = (link.there, link.here) if by == link.there else (link.here, link.there)
            shared = "; ".join(one.concept.name for one in link.shared) or None
            yield Edge(paper_node(ends[0]), paper_node(ends[1]), kind, link.score, shared)
    else:
        for concept, other, papers in together(part):
            yield Edge(concept_node(concept), concept_node(other), "together", papers)


def relation(link: Link) -> tuple[str, str | None]:
    """What a link says as a whole, and which paper builds on the other: by the weightiest concept that directs it."""
    for one in sorted(directed(link), key=lambda one: -one.share):
        return USES[one.concept.type], link.here if one.direction == "to" else link.there
    return "linked", None


def directed(link: Link) -> list[Shared]:
    """The shared concepts that say who builds on whom."""
    return [one for one in link.shared if one.direction]


def paper_node(id_: str) -> str:
    """Papers and concepts may have the same id: their nodes have not."""
    return f"paper:{id_}"


def concept_node(id_: str) -> str:
    return f"concept:{id_}"
