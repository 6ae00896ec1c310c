"""GEXF 1.3 (gexf.net), Gephi's own form."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.graph import EDGE_FACTS, NODE_FACTS, Edge, Node, View, edges, given, nodes
from graph.export.part import Part
from graph.export.xml import attribute

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
# GEXF has its own places for these.
_NODE = {name: kind for name, kind in NODE_FACTS.items() if name != "label"}
_EDGE = {name: kind for name, kind in EDGE_FACTS.items() if name != "weight"}


def lines(part: Part, view: View) -> Iterator[str]:
    """The whole file: an undirected graph; what a node or edge does not have is left out."""
    yield _HEAD
    yield '<graph mode="static" defaultedgetype="undirected">\n'
    for place, facts in (("node", _NODE), ("edge", _EDGE)):
        yield f'<attributes class="{place}">\n'
        for name, kind in facts.items():
            yield f'<attribute id="{name}" title="{name}" type="{"integer" if kind == "int" else kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in nodes(part, view):
        yield f"<node id={attribute(node.id)} label={attribute(node.label)}>{_values(node, _NODE)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(edges(part, view)):
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f'<edge id="{number}" {ends} weight="{edge.weight}">{_values(edge, _EDGE)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(one: Node | Edge, facts: dict[str, str]) -> str:
    values = (f'<attvalue for="{name}" value={attribute(value)}/>' for name, value in given(one, facts).items())
    return f"<attvalues>{''.join(values)}</attvalues>"
