"""Generic names: found, kept as evidence, and no concept of any paper."""

from __future__ import annotations

import pytest

from graph.add import delete
from graph.curated import Curated
from graph.decide import decide, undo
from graph.decisions import decision
from graph.holdings import concepts_of
from graph.links import explain
from graph.store import Store
from graph.titles import title_of
from tests.graph.store.builders import Say
from tests.graph.store.test_add import dumped, everything_derived, keyed, namings, put

PAPERS = (keyed("a", "BERT", "networks", Say("F1", "Task")), keyed("b", "GPT", "Network", Say("F1 score", "Task")))


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, *PAPERS)
    return store


def held(store: Store, paper: str) -> set[str]:
    return {row.concept for row in store.read(lambda reader: reader.holdings([paper]).get(paper, ()))}


def test_their_mentions_stay_and_count_in_no_paper(filled: Store) -> None:
    assert filled.read(lambda reader: reader.tagged(["a"])["a"].tags) == PAPERS[0].tags
    assert (held(filled, "a"), held(filled, "b")) == ({"bert"}, {"gpt"})
    assert filled.read(lambda reader: reader.counts().mentions) == 6
    assert filled.read(lambda reader: reader.concepts(["network"])["network"].papers) == 0
    assert filled.read(lambda reader: explain(reader, "a", "b")) is None


def test_a_person_lets_one_count_and_takes_it_back(filled: Store) -> None:
    before = dumped(filled), everything_derived(filled)
    lets = decision("specific", ["network"])
    filled.write(lambda writer: decide(writer, lets, Curated()))
    assert (held(filled, "a"), held(filled, "b")) == ({"bert", "network"}, {"gpt", "network"})
    put(filled, keyed("c", "our network"), keyed("d", "networks", "XLNet"))
    assert held(filled, "d") == {"network", "xlnet"}, "also in papers that come later"
    link = filled.read(lambda reader: explain(reader, "a", "b"))
    assert link is not None
    assert [shared.concept.id for shared in link.shared] == ["network"]
    filled.write(lambda writer: delete(writer, ["c", "d"], Curated()))
    filled.write(lambda writer: undo(writer, [lets.id], Curated()))
    assert (dumped(filled), everything_derived(filled)) == before


def test_to_call_one_generic_does_not_bring_it_back(filled: Store) -> None:
    filled.write(lambda writer: decide(writer, decision("generic", ["network"]), Curated()))
    assert held(filled, "a") == {"bert"}


def test_a_concept_keeps_its_other_names(filled: Store) -> None:
    """A generic name that is joined to another one counts as little as before."""
    put(filled, keyed("c", "Petri nets", "XLNet"))
    filled.write(lambda writer: decide(writer, decision("same", ["network", "petri net"]), Curated()))
    assert len(set(namings(filled, "network", "petri net").values())) == 1
    (concept,) = held(filled, "c") - {"xlnet"}
    assert concept not in held(filled, "a")


def test_a_text_that_is_not_stored_has_none_either() -> None:
    assert [one.id for one in concepts_of(PAPERS[0].tags)] == ["bert"]


def test_no_paper_is_called_by_one() -> None:
    one = keyed("x", Say("Framework", role="own"), Say("StackFLOW", role="own", confidence=0.5))
    assert title_of(one) == "StackFLOW"
