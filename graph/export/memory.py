"""A part of a store as a graph of networkx."""

from __future__ import annotations

import networkx as nx

from graph.export.graph import EDGE_FACTS, NODE_FACTS, View, edges, given, nodes
from graph.export.part import Part


def graph_of(part: Part, view: View) -> nx.Graph:
    """The graph, in memory: nodes and edges have the attributes that they have in files, and an edge its ``source``
    too: where a paper builds on the other, that is the one who does.
    """
    graph = nx.Graph(name=view)
    for node in nodes(part, view):
        graph.add_node(node.id, **given(node, NODE_FACTS))
    for edge in edges(part, view):
        graph.add_edge(edge.source, edge.target, source=edge.source, **given(edge, EDGE_FACTS))
    return graph
