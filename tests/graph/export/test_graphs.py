"""Graphs, read by networkx: each file holds what the graph in memory holds."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from graph import load_networkx
from graph.export import GRAPHS, VIEWS, Part, View
from graph.store import Store
from tests.graph.export.conftest import TITLE

READERS: dict[str, Callable[[str], nx.Graph]] = {
    "graphml": nx.parse_graphml,
    "gexf": lambda text: nx.read_gexf(io.BytesIO(text.encode()), version="1.3"),
    "cytoscape": lambda text: nx.cytoscape_graph(json.loads(text)),
}


def _facts(given: dict[str, Any], names: str) -> dict[str, Any]:
    return {name: given[name] for name in names.split() if name in given}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", READERS)
def test_networkx_reads_the_same_graph(form: str, view: View, store: Store, whole: Part) -> None:
    read, made = READERS[form]("".join(GRAPHS[form](whole, view))), load_networkx(store, view)
    assert not read.is_directed() and not read.is_multigraph()
    names = "label kind size year venue categories doi url"
    drop = str.maketrans({"\x0b": None} if form != "cytoscape" else {})
    assert {id_: _facts(node, names) for id_, node in read.nodes(data=True)} == {
        id_: {**node, "label": node["label"].translate(drop)} for id_, node in made.nodes(data=True)
    }
    assert {frozenset((a, b)): _facts(edge, "kind weight concepts") for a, b, edge in read.edges(data=True)} == {
        frozenset((a, b)): _facts(edge, "kind weight concepts") for a, b, edge in made.edges(data=True)
    }


def test_a_graph_in_memory_says_who_builds_on_whom(store: Store) -> None:
    made = load_networkx(store, "paper-paper", around="a")
    assert made.edges["paper:a", "paper:b"]["source"] == "paper:b"
    assert made.nodes["paper:a"] == {
        "label": TITLE, "kind": "Paper", "size": 2, "year": 2018, "venue": "Proceedings of X", "doi": "10.1000/a",
        "url": "https://example.org/a?b=1&c=2", "categories": "cs.CL; Tides; and moons",
    }  # fmt: skip
