"""What stands around a paper or a concept, as it is told and drawn."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.shapes import ConceptSummaryShape, RoleWord, Shape, word
from graph.errors import UsageError
from graph.links import find_paper
from graph.neighbourhood import Edge, Neighbour, Neighbourhood, Node, around_concept, around_paper, neighbours
from graph.records import Type
from graph.resolve import find_concept
from graph.store import Reader


class NeighbourShape(ConceptSummaryShape):
    """A concept that shares papers with another: ``shared`` of them, counted in its first 1,000."""

    shared: int

    @classmethod
    def by(cls, one: Neighbour) -> NeighbourShape:
        return cls(**ConceptSummaryShape.of(one.concept).model_dump(), shared=one.shared)


class NodeShape(Shape):
    """A paper or a concept in a graph. ``key`` names it there; ``size`` is its importance, 1 in the centre."""

    key: str
    kind: Literal["paper", "concept"]
    id: str
    name: str
    type: Type | None = Field(description="Of a concept.")
    year: int | None = Field(description="Of a paper, where it is known.")
    size: float = Field(ge=0, le=1)
    x: float = Field(ge=-1, le=1)
    y: float = Field(ge=-1, le=1)

    @classmethod
    def of(cls, node: Node) -> NodeShape:
        return cls(
            key=node.key, kind=node.kind, id=node.id, name=node.name, type=node.type, year=node.year, size=node.size,
            x=node.x, y=node.y,
        )  # fmt: skip


class EdgeShape(Shape):
    """A paper has a concept; both by their keys."""

    paper: str
    concept: str
    role: RoleWord
    weight: float

    @classmethod
    def of(cls, edge: Edge) -> EdgeShape:
        return cls(
            paper=f"paper:{edge.paper}", concept=f"concept:{edge.concept}", role=word(edge.type, edge.role),
            weight=edge.weight,
        )  # fmt: skip


class GraphShape(Shape):
    """A few dozen papers and concepts, placed to be drawn; the first node is the centre."""

    nodes: list[NodeShape]
    edges: list[EdgeShape]

    @classmethod
    def of(cls, found: Neighbourhood) -> GraphShape:
        return cls(nodes=list(map(NodeShape.of, found.nodes)), edges=list(map(EdgeShape.of, found.edges)))


def concepts_near(reader: Reader, name: str, *, limit: int) -> list[NeighbourShape]:
    """Concepts that share papers with one, the most telling first; raises NotFound."""
    return [NeighbourShape.by(one) for one in neighbours(reader, find_concept(reader, name), limit=limit)]


def graph(reader: Reader, *, paper: str | None = None, concept: str | None = None, limit: int = 30) -> GraphShape:
    """What stands around a paper or a concept; raises NotFound, and UsageError where not one of the two is given."""
    if (paper is None) == (concept is None):
        raise UsageError("The graph needs a paper or a concept in its centre", hint="Give `paper` or `concept`.")
    if paper is not None:
        return GraphShape.of(around_paper(reader, find_paper(reader, paper), limit=limit))
    return GraphShape.of(around_concept(reader, find_concept(reader, concept or ""), limit=limit))
