"""What stands around papers and concepts is told and drawn the same by every store."""

from __future__ import annotations

import math
from itertools import combinations

from graph.neighbourhood import around_concept, around_paper, neighbours
from graph.store import Store
from tests.benchmarks.generate import papers
from tests.graph.store.builders import Say, fill, tagged

PAPERS = (
    tagged("a", "hub", "rare", Say("set", "Dataset", "own"), title="A", year=2020),
    tagged("b", "hub", "rare", Say("set", "Dataset"), title="B"),
    tagged("c", "hub", "other", title="C"),
    tagged("d", "hub", title="D"),
    tagged("e", "lonely", title="E"),
)


def test_neighbours_are_concepts_of_the_same_papers_the_telling_first(store: Store) -> None:
    fill(store, *PAPERS)
    rows = store.read(lambda reader: neighbours(reader, "set"))
    assert [(row.concept.id, row.shared) for row in rows] == [("rare", 2), ("hub", 2)], "as many, but hub is in more"
    assert [row.concept.id for row in store.read(lambda reader: neighbours(reader, "hub", limit=1))] == ["rare"]
    assert store.read(lambda reader: neighbours(reader, "lonely")) == []


def test_around_a_paper_stand_its_links_and_what_they_share(store: Store) -> None:
    fill(store, *PAPERS)
    found = store.read(lambda reader: around_paper(reader, "a"))
    assert [node.id for node in found.nodes if node.kind == "paper"] == ["a", "b", "d", "c"]
    assert {node.id for node in found.nodes[4:]} == {"set", "rare", "hub"}, "concepts stand behind"
    centre = found.nodes[0]
    assert (centre.name, centre.year, centre.size, centre.x, centre.y) == ("A", 2020, 1.0, 0.0, 0.0)
    assert {(edge.paper, edge.concept) for edge in found.edges} == {
        *((paper, "hub") for paper in "abcd"), *((paper, name) for paper in "ab" for name in ("set", "rare")),
    }  # fmt: skip
    edge = next(edge for edge in found.edges if (edge.paper, edge.concept) == ("a", "set"))
    assert (edge.type, edge.role, edge.weight) == ("Dataset", "own", 1.0)


def test_around_a_concept_stand_its_papers_and_neighbours(store: Store) -> None:
    fill(store, *PAPERS)
    found = store.read(lambda reader: around_concept(reader, "rare"))
    assert [(node.kind, node.id, node.type) for node in found.nodes] == [
        ("concept", "rare", "Method"), ("paper", "a", None), ("paper", "b", None),
        ("concept", "set", "Dataset"), ("concept", "hub", "Method"),
    ]  # fmt: skip
    assert len(found.edges) == 6


def test_who_has_nothing_around_stands_alone(store: Store) -> None:
    fill(store, *PAPERS)
    around = store.read(lambda reader: (around_paper(reader, "e"), around_concept(reader, "lonely")))
    assert [(len(found.nodes), len(found.edges)) for found in around] == [(1, 0), (2, 1)]


def test_a_few_dozen_apart_from_each_other_and_the_same_each_time(store: Store) -> None:
    fill(store, *papers(300, concepts=120))
    for ask in (lambda reader: around_paper(reader, "g0000007"), lambda reader: around_concept(reader, "thing 3")):
        found = store.read(ask)
        assert 20 <= len(found.nodes) <= 31
        keys = {node.key for node in found.nodes}
        assert len(keys) == len(found.nodes)
        assert all({f"paper:{edge.paper}", f"concept:{edge.concept}"} <= keys for edge in found.edges)
        assert keys == {found.nodes[0].key}.union(*({f"paper:{e.paper}", f"concept:{e.concept}"} for e in found.edges))
        assert all(-1 <= place <= 1 for node in found.nodes for place in (node.x, node.y))
        assert min(math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(found.nodes, 2)) > 0.2
        assert store.read(ask) == found
