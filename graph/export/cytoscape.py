"""Cytoscape JSON (``.cyjs``), for Cytoscape, Cytoscape.js and networkx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.export.graph import EDGE_FACTS, NODE_FACTS, Edge, Node, View, edges, given, nodes
from graph.export.listed import listed, text
from graph.export.part import Part


def lines(part: Part, view: View) -> Iterator[str]:
    """The whole file."""
    yield f'{{"data":{text({"name": view})},"directed":false,"multigraph":false,"elements":{{"nodes":'
    yield from listed(_node(node) for node in nodes(part, view))
    yield ',"edges":'
    yield from listed(_edge(edge, number) for number, edge in enumerate(edges(part, view)))
    yield "}}\n"


def _node(node: Node) -> dict[str, Any]:
    # Cytoscape shows `name`; networkx takes `value` for the id.
    return {"data": {"id": node.id, "value": node.id, "name": node.label, **given(node, NODE_FACTS)}}


def _edge(edge: Edge, number: int) -> dict[str, Any]:
    ends = {"id": f"edge:{number}", "source": edge.source, "target": edge.target, "interaction": edge.kind}
    return {"data": {**ends, **given(edge, EDGE_FACTS)}}
