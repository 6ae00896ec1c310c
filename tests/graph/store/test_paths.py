"""Chains between papers are found and told the same by every store."""

from __future__ import annotations

import math

import pytest

from graph.paths import Paths, paths
from graph.store import Store
from tests.benchmarks.generate import papers
from tests.graph.store.builders import Say, fill, tagged

CHAIN = (
    tagged("a", "first", "left", title="A"),
    tagged("b", "first", "second", title="B"),
    tagged("c", "second", "right", title="C"),
)


def found(store: Store, here: str, there: str, limit: int = 5) -> Paths:
    return store.read(lambda reader: paths(reader, here, there, limit=limit))


def told(one: Paths) -> list[list[str]]:
    """Each chain as its papers and concepts in turn."""
    return [
        [chain.papers[0], *(part for step, paper in zip(chain.steps, chain.papers[1:], strict=True)
                            for part in (step.concept.id, paper))]
        for chain in one.chains
    ]  # fmt: skip


def test_a_chain_leads_over_papers_that_share_concepts(store: Store) -> None:
    fill(store, *CHAIN)
    one = found(store, "a", "c")
    assert told(one) == [["a", "first", "b", "second", "c"]]
    assert not one.hubs
    (chain,) = one.chains
    assert chain.titles == ("A", "B", "C")
    assert [(step.here.evidence.surface, step.there.evidence.surface) for step in chain.steps] == [
        ("first", "first"), ("second", "second"),
    ]  # fmt: skip
    assert told(found(store, "c", "a")) == [["c", "second", "b", "first", "a"]]


def test_the_strength_of_one_concept_is_what_it_adds_to_the_cosine(store: Store) -> None:
    fill(store, tagged("a", "both", "mine"), tagged("b", "both"), tagged("c", "other"), tagged("d", "other", "e"))
    (chain,) = found(store, "a", "b").chains
    idf_both, idf_mine = (math.log(1 + (4 - df + 0.5) / (df + 0.5)) for df in (2, 1))
    assert chain.strength == pytest.approx(math.sqrt(idf_both / (idf_both + idf_mine)), rel=1e-5)


def test_the_strongest_comes_first_and_no_detour_is_told(store: Store) -> None:
    fill(store, tagged("a", "weak", Say("strong", role="own")), tagged("b", "weak", Say("strong", role="own")),
         tagged("c", "weak", "strong"), tagged("d", "x"))  # fmt: skip
    assert told(found(store, "a", "b")) == [["a", "strong", "b"], ["a", "weak", "b"]]
    assert len(found(store, "a", "b", limit=1).chains) == 1


def test_hubs_join_only_where_nothing_else_does(store: Store) -> None:
    fill(store, *CHAIN, *(tagged(f"h{n}", "hub") for n in range(3)), tagged("y", "only", "hub"), tagged("z", "only"))
    one = found(store, "h0", "z")
    assert told(one) == [["h0", "hub", "y", "only", "z"]]
    assert one.hubs
    assert not found(store, "a", "c").hubs


def test_a_chain_has_three_concepts_at_most(store: Store) -> None:
    line = [tagged(f"p{n}", f"c{n}", f"c{n + 1}") for n in range(5)]
    fill(store, *line)
    assert told(found(store, "p0", "p3")) == [["p0", "c1", "p1", "c2", "p2", "c3", "p3"]]
    assert found(store, "p0", "p4").chains == ()


def test_nothing_leads_to_a_paper_that_shares_nothing_or_to_itself(store: Store) -> None:
    fill(store, *CHAIN, tagged("lonely", "alone"), tagged("bare"))
    for there in ("lonely", "bare", "a"):
        assert found(store, "a", there).chains == ()


def test_chains_are_the_same_each_time(store: Store) -> None:
    fill(store, *papers(200, concepts=150))
    one = found(store, "g0000007", "g0000150")
    assert one.chains
    assert list(one.chains) == sorted(one.chains, key=lambda chain: -chain.strength)
    assert all(len(set(chain.papers)) == len(chain.papers) == len(chain.steps) + 1 for chain in one.chains)
    assert found(store, "g0000007", "g0000150") == one
