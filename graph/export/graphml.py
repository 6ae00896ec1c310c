"""GraphML (Brandes et al., "GraphML progress report", Graph Drawing 2001), for Gephi, yEd, igraph and networkx."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.graph import EDGE_FACTS, NODE_FACTS, Edge, Node, View, edges, given, nodes
from graph.export.part import Part
from graph.export.xml import attribute, content

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


def lines(part: Part, view: View) -> Iterator[str]:
    """The whole file: an undirected graph; what a node or edge does not have is left out."""
    yield _HEAD
    for place, facts in (("node", NODE_FACTS), ("edge", EDGE_FACTS)):
        for name, kind in facts.items():
            yield f'<key id="{place}-{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield f'<graph id="{view}" edgedefault="undirected">\n'
    for node in nodes(part, view):
        yield f"<node id={attribute(node.id)}>{_data(node, 'node', NODE_FACTS)}</node>\n"
    for edge in edges(part, view):
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f"<edge {ends}>{_data(edge, 'edge', EDGE_FACTS)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(one: Node | Edge, place: str, facts: dict[str, str]) -> str:
    return "".join(f'<data key="{place}-{name}">{content(value)}</data>' for name, value in given(one, facts).items())
