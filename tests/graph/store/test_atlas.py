"""The map of concepts and its bridges are the same in every store."""

from __future__ import annotations

import math
from collections import Counter

from graph.atlas import Atlas, Bridges, atlas, bridges
from graph.store import Store
from tests.benchmarks.generate import papers
from tests.graph.store.builders import Say, fill, tagged

LEFT = [tagged(f"l{n}", "la", "lb", Say("lc")) for n in range(4)]
RIGHT = [tagged(f"r{n}", "ra", "rb", "rc") for n in range(3)]
JOIN = [tagged("join", "la", "ra", title="Both"), tagged("joint", "la", "ra")]


def mapped(store: Store, limit: int = 200) -> Atlas:
    return store.read(lambda reader: atlas(reader, limit=limit))


def bridged(store: Store, limit: int = 20) -> Bridges:
    return store.read(lambda reader: bridges(reader, limit=limit))


def members(one: Atlas) -> list[set[str]]:
    return [{concept.id for concept in community.concepts} for community in one.communities]


def test_concepts_of_the_same_papers_are_a_community(store: Store) -> None:
    fill(store, *LEFT, *RIGHT, *JOIN)
    one = mapped(store)
    assert members(one) == [{"la", "lb", "lc"}, {"ra", "rb", "rc"}]
    assert [community.number for community in one.communities] == [1, 2]
    assert one.communities[0].name.split(" · ") == [concept.name for concept in one.communities[0].concepts]


def test_a_tie_says_how_many_times_more_than_by_chance(store: Store) -> None:
    fill(store, *LEFT, *RIGHT, *JOIN)
    ties = {(tied.here, tied.there): (tied.papers, tied.strength) for tied in mapped(store).ties}
    assert ties["lb", "lc"] == (4, 9 * 4 / (4 * 4))
    assert ties["la", "ra"] == (2, 9 * 2 / (6 * 5))


def test_what_stands_together_once_is_a_chance_and_what_is_broad_is_nowhere(store: Store) -> None:
    fill(store, *LEFT, tagged("once", "la", "x"), tagged("x", "x"),
         *(tagged(f"b{n}", "la", Say("broad", broad=True)) for n in range(3)))  # fmt: skip
    assert members(mapped(store)) == [{"la", "lb", "lc"}]
    assert members(mapped(store, limit=2)) == [{"la", "lb"}], "those with most papers"


def test_bridges_join_communities(store: Store) -> None:
    fill(store, *LEFT, *RIGHT, *JOIN)
    one = bridged(store)
    assert [bridge.what.id for bridge in one.concepts] == ["la", "ra"]
    assert [(bridge.what, bridge.name) for bridge in one.papers[:1]] == [("join", "Both")]
    assert {bridge.what for bridge in one.papers} == {"join", "joint"}
    assert all(bridge.betweenness > 0 and len(bridge.joins) == 2 for bridge in one.concepts)
    assert all(bridge.betweenness > 0 and len(bridge.joins) == 2 for bridge in one.papers)
    assert [len(part) for part in (bridged(store, 1).concepts, bridged(store, 1).papers)] == [1, 1]


def test_without_pairs_there_is_nothing(store: Store) -> None:
    fill(store, tagged("a", "x"), tagged("b", "x", "y"))
    assert mapped(store) == Atlas((), ())
    assert bridged(store) == Bridges((), ())


def test_maps_of_many_are_the_same_each_time_and_add_up(store: Store) -> None:
    fill(store, *papers(300, concepts=120))
    one = mapped(store)
    concepts = [concept.id for community in one.communities for concept in community.concepts]
    assert max(Counter(concepts).values()) == 1
    assert set(concepts) == {id_ for tied in one.ties for id_ in (tied.here, tied.there)}
    assert all(math.isfinite(tied.strength) and tied.papers > 1 for tied in one.ties)
    assert mapped(store) == one
    assert bridged(store) == bridged(store)
