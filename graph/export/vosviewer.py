"""VOSviewer's JSON (app.vosviewer.com/docs/file-types/json-file-type), for VOSviewer and VOSviewer Online.

It has no layout: VOSviewer makes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from graph.export.graph import Edge, Node, View, edges, nodes
from graph.export.listed import listed, text
from graph.export.part import Part

_KINDS = ("Paper", "Method", "Dataset", "Task")
_CLUSTERS = {kind: number for number, kind in enumerate(_KINDS, 1)}


def lines(part: Part, view: View) -> Iterator[str]:
    """The whole file: items in a cluster for each kind; what an item weighs is its size."""
    yield '{"network":{"items":'
    yield from listed(_item(node) for node in nodes(part, view))
    yield ',"links":'
    yield from listed(_link(edge) for edge in edges(part, view))
    clusters = [{"cluster": number, "label": kind} for kind, number in _CLUSTERS.items()]
    yield f',"clusters":{text(clusters)}}}}}\n'


def _item(node: Node) -> dict[str, Any]:
    item = {
        "id": node.id,
        "label": node.label,
        "description": escape(", ".join(str(fact) for fact in (node.kind, node.venue, node.year) if fact)),
        "url": node.url,
        "cluster": _CLUSTERS[node.kind],
        "weights": {"Size": node.size},
        "scores": {"Year": node.year} if node.year else None,
    }
    return {name: value for name, value in item.items() if value is not None}


def _link(edge: Edge) -> dict[str, Any]:
    return {"source_id": edge.source, "target_id": edge.target, "strength": edge.weight}
