"""Links of one paper and of several, and which partners are wanted."""

from __future__ import annotations

import math
from functools import partial

import pytest

from graph.links import Linked, Only, linked, links
from graph.measure import ANY, Asked
from graph.memory import Memory
from graph.store import Store
from tests.benchmarks.generate import papers
from tests.graph.store.builders import Say, drop, fill, tagged

TRIO = ["g0000003", "g0000007", "g0000011"]


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, *papers(120, concepts=50))
    return store


def ask(store: Store, papers: list[str], asked: Asked = ANY, only: Only | None = None, limit: int = 10) -> list[Linked]:
    return store.read(lambda reader: linked(reader, papers, asked, only or Only(), limit=limit))


@pytest.mark.parametrize("asked", [ANY, Asked(("Method", "Dataset")), Asked(shared_only=True)])
def test_what_several_papers_are_linked_to_is_what_each_is(filled: Store, asked: Asked) -> None:
    together = ask(filled, TRIO, asked, limit=200)
    each = filled.read(
        lambda reader: {p: {link.there: link for link in links(reader, p, asked, limit=200)} for p in TRIO}
    )
    assert {one.paper for one in together} == {other for own in each.values() for other in own}.difference(TRIO)
    for one in together:
        assert one.links == tuple(each[paper][one.paper] for paper in TRIO if one.paper in each[paper])
        assert one.score == pytest.approx(math.fsum(link.score for link in one.links) / len(TRIO), abs=1e-6)
    assert together == sorted(together, key=lambda one: (-one.score, one.paper))
    assert ask(filled, TRIO, asked, limit=5) == together[:5]


def test_one_alone_is_linked_as_always(filled: Store) -> None:
    alone = ask(filled, TRIO[:1])
    assert [link for one in alone for link in one.links] == filled.read(lambda reader: links(reader, TRIO[0], limit=10))
    assert [one.score for one in alone] == [one.links[0].score for one in alone]


@pytest.mark.parametrize("most", [7, 1000])
def test_a_memory_of_few_or_all_papers_changes_no_link(filled: Store, most: int) -> None:
    memory = Memory(most)

    def same(asked: Asked) -> None:
        for paper in TRIO:
            found = filled.read(partial(links, paper=paper, asked=asked, memory=memory))
            assert found == filled.read(partial(links, paper=paper, asked=asked))
            assert found

    same(ANY)
    same(Asked(aspect="method"))
    fill(filled, *papers(60, concepts=50, seed=2))  # other papers by the same ids
    same(Asked(aspect="method"))


def test_none_where_nothing_is_said(store: Store) -> None:
    fill(store, tagged("a"), tagged("b"), tagged("c", "BERT"), tagged("d", "BERT"))
    assert ask(store, ["a", "b"]) == []
    (only,) = ask(store, ["a", "c"])
    assert (only.paper, [link.here for link in only.links]) == ("d", ["c"])


def test_what_is_new_near_my_work(store: Store) -> None:
    fill(store, tagged("mine", "BERT", Say("parsing", "Task")), tagged("old", "BERT"))
    before = store.read(lambda reader: reader.revision())
    fill(store, tagged("new", "BERT"), tagged("other", "ResNet"))
    between = store.read(lambda reader: reader.revision())
    fill(store, tagged("newest", Say("parsing", "Task")), tagged("old", "BERT", title="With a title now"))
    found = {
        since: {one.paper for one in ask(store, ["mine"], only=Only(new_since=since))} for since in (0, before, between)
    }
    assert found == {0: {"old", "new", "newest"}, before: {"new", "newest"}, between: {"newest"}}
    assert store.read(lambda reader: reader.added_since(before)) == ["new", "newest", "other"]
    came = store.read(lambda reader: reader.added(["mine", "new", "unknown"]))
    assert came.keys() == {"mine", "new"}
    assert came["mine"] <= before < came["new"] <= between
    drop(store, "old")
    fill(store, tagged("old", "BERT"))
    assert store.read(lambda reader: reader.added_since(between)) == ["newest", "old"], "it came back"
