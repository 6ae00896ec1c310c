"""A neighbourhood as a picture of fixed size: where nodes and the lines between them stand in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from api import address
from graph.neighbourhood import Neighbourhood, Node

WIDTH = 960
HEIGHT = 660
_MARGIN_X, _MARGIN_Y = 90, 45  # room for labels
_SMALLEST, _GREATEST = 7, 19  # radius


@dataclass(frozen=True, slots=True)
class Dot:
    """A node; ``look`` is its class: ``paper`` or its type in small letters."""

    node: Node
    look: str
    x: float
    y: float
    radius: float

    @property
    def page(self) -> str:
        return address.paper(self.node.id) if self.node.kind == "paper" else address.concept(self.node.id)

    @property
    def around(self) -> str:
        """The graph with this node in its centre."""
        return address.graph(self.node.kind, self.node.id)


@dataclass(frozen=True, slots=True)
class Line:
    """A paper holds a concept."""

    paper: Dot
    concept: Dot
    role: str


@dataclass(frozen=True, slots=True)
class Picture:
    """``dots`` begin with the centre."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT

    def of(self, dot: Dot) -> list[Line]:
        """The lines of a node."""
        return [line for line in self.lines if dot in (line.paper, line.concept)]


def picture(found: Neighbourhood) -> Picture:
    """Positions within -1 and 1 become those of the picture, sizes the radius of a node (its area grows evenly)."""
    dots = {node.key: _dot(node) for node in found.nodes}
    lines: dict[Dot, list[Line]] = defaultdict(list)
    for edge in found.edges:
        paper, concept = dots[f"paper:{edge.paper}"], dots[f"concept:{edge.concept}"]
        lines[paper].append(Line(paper, concept, edge.role))
    return Picture(tuple(dots.values()), tuple(line for dot in dots.values() for line in lines[dot]))


def _dot(node: Node) -> Dot:
    return Dot(
        node,
        "paper" if node.type is None else node.type.lower(),
        round(WIDTH / 2 + node.x * (WIDTH / 2 - _MARGIN_X), 1),
        round(HEIGHT / 2 + node.y * (HEIGHT / 2 - _MARGIN_Y), 1),
        round(_SMALLEST + (_GREATEST - _SMALLEST) * node.size**0.5, 1),
    )
