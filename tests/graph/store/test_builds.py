"""Who builds on whom is told the same by every store, and only where a proper name says so."""

from __future__ import annotations

import pytest

from graph.builds import builds_on
from graph.decisions import Decision
from graph.links import explain
from graph.store import Reader, Store
from tests.api.web.papers import Names, tagged
from tests.graph.store.builders import fill

OWN = Names("QuizSet", "Dataset", "own")
SET = tagged("set", None, "We construct QuizSet, a data set of questions.", OWN, year=2020)
NET = tagged(
    "net", None, "Pages are read. We propose Bar Reading Net (BarNet), which is tried on QuizSet.",
    Names("Bar Reading Net", "Method", "own"), Names("BarNet", "Method", "own", name="bar reading net"),
    Names("QuizSet", "Dataset"), defines=[("Bar Reading Net", "BarNet")], year=2021,
)  # fmt: skip
LATER = tagged("later", None, "BarNet is tried on QUIZSET.", Names("BarNet"), Names("QUIZSET", "Dataset"), year=2022)
NAMES = {"barnet": "bar reading net"}


def ways(store: Store, paper: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Whom a paper builds on and who builds on it, each with the concept."""
    found = store.read(lambda reader: builds_on(reader, paper))
    return [(use.paper, use.concept.id) for use in found.on], [(use.paper, use.concept.id) for use in found.by]


def test_both_ways_are_told_with_sentences(store: Store) -> None:
    fill(store, SET, NET, LATER, concept_of=NAMES)
    assert ways(store, "set") == ([], [("later", "quizset"), ("net", "quizset")])
    assert ways(store, "net") == ([("set", "quizset")], [("later", "bar reading net")])
    assert ways(store, "later") == ([("net", "bar reading net"), ("set", "quizset")], [])
    (use,) = store.read(lambda reader: builds_on(reader, "net")).by
    assert (use.here.evidence.surface, use.there.evidence.surface) == ("Bar Reading Net", "BarNet")
    assert use.there.evidence.sentence == "BarNet is tried on QUIZSET."


def test_a_paper_without_concepts_builds_on_nothing(store: Store) -> None:
    fill(store, tagged("bare", "Nothing is known of this one", None), SET)
    assert ways(store, "bare") == ([], [])


def test_a_link_says_the_same(store: Store) -> None:
    fill(store, SET, NET, LATER, concept_of=NAMES)

    def directions(reader: Reader) -> dict[str, str | None]:
        link = explain(reader, "net", "later")
        assert link is not None
        return {one.concept.id: one.direction for one in link.shared}

    assert store.read(directions) == {"bar reading net": "from", "quizset": None}


@pytest.mark.parametrize(
    ("why", "text", "names", "year"),
    [
        ("the words do not say that it is new", "QuizSet is looked at.", OWN, None),
        ("an ordinary name", "We construct quizset, a data set.", Names("quizset", "Dataset", "own"), None),
        ("part of a longer name", "We construct QuizSet-X, a data set.", OWN, None),
        ("put into another", "We introduce QuizSet into it.", OWN, None),
        ("only used", "We construct QuizSet, a data set.", Names("QuizSet", "Dataset"), None),
        ("later", "We construct QuizSet, a data set.", OWN, 2023),
    ],
)
def test_without_a_proper_name_said_to_be_new_nobody_builds_on_it(
    store: Store, why: str, text: str, names: Names, year: int | None
) -> None:
    fill(store, tagged("set", None, text, names, year=year), LATER)
    assert ways(store, "set") == ([], []), why
    assert ways(store, "later") == ([], []), why


def test_the_head_of_a_title_says_it_too(store: Store) -> None:
    maker = tagged("set", "QuizSet: Many Questions", "Questions were asked.", OWN)
    fill(store, maker, LATER)
    assert ways(store, "set")[1] == [("later", "quizset")]


def test_a_name_that_two_papers_claim_is_nobodys(store: Store) -> None:
    fill(store, SET, tagged("other", None, "We release QuizSet, a benchmark.", OWN), LATER)
    assert ways(store, "later") == ([], [])


def test_a_short_name_must_be_written_alike(store: Store) -> None:
    maker = tagged("maker", None, "We propose CoMeT, a translator.", Names("CoMeT", "Method", "own"))
    fill(
        store,
        maker,
        tagged("other", None, "COMET scores it.", Names("COMET")),
        tagged("same", None, "CoMeT is tried.", Names("CoMeT")),
    )
    assert ways(store, "maker")[1] == [("same", "comet")]


def test_a_short_name_in_capitals_is_a_chance_where_nothing_else_is_shared(store: Store) -> None:
    maker = tagged("maker", None, "We present SAFE, a tuner for graphs.", Names("SAFE", role="own"), Names("graphs"))
    chance = tagged("chance", None, "SAFE is a string.", Names("SAFE"))
    fill(store, maker, chance, tagged("kin", None, "SAFE is tried on graphs.", Names("SAFE"), Names("graphs")))
    assert ways(store, "maker")[1] == [("kin", "safe")]


def test_a_data_set_is_not_a_method_of_the_same_name(store: Store) -> None:
    fill(store, SET, tagged("other", None, "QuizSet is run.", Names("QuizSet")))
    assert ways(store, "set") == ([], [])


def test_an_everyday_name_is_nobodys(store: Store) -> None:
    fill(
        store,
        tagged("1", None, "We present BERT, a model.", Names("BERT", role="own")),
        tagged("2", None, "BERT is tuned.", Names("BERT")),
    )
    assert ways(store, "1") == ([], [])


def test_a_rejected_link_is_left_out(store: Store) -> None:
    fill(store, SET, NET, LATER, concept_of=NAMES)
    store.write(lambda writer: writer.decide(Decision("reject-link", ("net", "set"), who="Ada", when="2026-01-01")))
    assert ways(store, "set") == ([], [("later", "quizset")])
