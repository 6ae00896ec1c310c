"""What is selected of a store, and the rows of it."""

from __future__ import annotations

from typing import Any

import pytest

import graph.export.part as parts
from graph.errors import NotFound, UsageError
from graph.export import DOCUMENTS, FOLDERS, GRAPHS, Part, check, select
from graph.export.graph import edges, nodes
from graph.store import Store
from tests.graph.export.conftest import put
from tests.graph.store.builders import tagged


def test_a_selection_holds_the_papers_that_are_asked_for(store: Store) -> None:
    assert select(store).papers is None
    assert select(store, around="a").papers == ("a", "b", "broknet")
    assert select(store, around="a", limit=2).papers == ("a", "b")
    assert select(store, around="a", limit=1).papers == ("a",)
    assert select(store, concept="brokNET").papers == ("a", "b")
    assert select(store, query="second").papers == ("b",)


def test_a_selection_that_finds_nothing_says_so(store: Store) -> None:
    with pytest.raises(NotFound, match="no concept 'BART'"):
        select(store, concept="BART")
    with pytest.raises(NotFound, match="no paper is found by 'zzz'"):
        select(store, query="zzz")
    with pytest.raises(UsageError, match="only one selection"):
        select(store, around="a", concept="BrokNet")


@pytest.mark.parametrize(
    ("form", "asked", "says"),
    [
        ("bibtex", {"pair": True}, "markdown, and nothing else, tells of two papers"),
        ("markdown", {}, "markdown, and nothing else, tells of two papers"),
        ("markdown", {"pair": True, "selected": True}, "not of a selection"),
        ("csv", {"view": "paper-paper"}, "csv is no graph"),
        ("gexf", {"limit": 9}, "a limit goes with a selection"),
        ("ris", {"selected": True, "top": 3}, "no links of papers are asked for"),
        ("gexf", {"view": "concept-concept", "top": 3}, "no links of papers are asked for"),
        ("gexf", {"top": 3}, "no links of papers are asked for"),
    ],
)
def test_what_would_change_nothing_is_not_asked(form: str, asked: dict[str, Any], says: str) -> None:
    nothing: dict[str, Any] = {"pair": False, "selected": False, "view": None, "limit": None, "top": None}
    with pytest.raises(UsageError, match=says) as caught:
        check(form, **nothing | asked)
    assert caught.value.hint


@pytest.mark.parametrize("form", [*DOCUMENTS, *FOLDERS, *GRAPHS])
def test_what_changes_something_may_be_asked(form: str) -> None:
    nothing: dict[str, Any] = {"pair": False, "selected": False, "view": None, "limit": None, "top": None}
    check(form, **nothing)
    check(form, **nothing | {"selected": True, "limit": 9})
    if form in GRAPHS:
        check(form, **nothing | {"view": "paper-paper", "top": 3})
    if form in ("csv", "parquet", "jsonld"):
        check(form, **nothing | {"top": 3})


def test_papers_and_concepts_of_one_id_are_two_nodes(whole: Part) -> None:
    found = [node.id for node in nodes(whole, "paper-concept")]
    assert {"paper:broknet", "concept:broknet"} <= set(found)
    assert len(found) == len(set(found)) == 4 + 4


def test_a_link_is_there_once_and_goes_from_the_paper_that_builds_on_the_other(whole: Part) -> None:
    found = {(edge.source, edge.target): edge for edge in edges(whole, "paper-paper")}
    assert {frozenset(ends) for ends in found} == {
        frozenset(("paper:a", "paper:b")), frozenset(("paper:a", "paper:broknet")),
        frozenset(("paper:b", "paper:broknet")),
    }  # fmt: skip
    assert len(found) == 3
    assert found["paper:b", "paper:a"].kind == "uses method of"
    assert set((found["paper:b", "paper:a"].concepts or "").split("; ")) == {"BrokNet", "SQuAD"}


def test_concepts_are_joined_by_the_papers_that_hold_both(whole: Part) -> None:
    weights = {(edge.source, edge.target): edge.weight for edge in edges(whole, "concept-concept")}
    assert weights["concept:broknet", "concept:squad"] == 2
    assert weights["concept:gpt", "concept:squad"] == 1
    assert ("concept:broknet", "concept:gpt") not in weights


def test_edges_of_a_selection_stay_in_it(store: Store) -> None:
    part = select(store, concept="BrokNet")
    for view in ("paper-concept", "paper-paper", "concept-concept"):
        known = {node.id for node in nodes(part, view)}
        found = list(edges(part, view))
        assert found and all({edge.source, edge.target} <= known for edge in found)
    assert ("concept:broknet", "concept:squad", 2) in [
        (edge.source, edge.target, edge.weight) for edge in edges(part, "concept-concept")
    ]


def test_batches_do_not_show(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, *(tagged(f"p{n}", "BrokNet", f"Method {n % 3}") for n in range(9)))
    for part in (select(store), select(store, concept="BrokNet")):
        once = [
            [*nodes(part, view), *edges(part, view)] for view in ("paper-concept", "paper-paper", "concept-concept")
        ]
        with monkeypatch.context() as patch:
            patch.setattr(parts, "_BATCH", 2)
            again = [
                [*nodes(part, view), *edges(part, view)] for view in ("paper-concept", "paper-paper", "concept-concept")
            ]
        assert again == once
