"""Decisions are kept as they are, whatever becomes of papers; marks are shown, and go with their concept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.decisions import Decision, decision
from graph.records import TYPES, Concept, Mark, Type, Votes
from graph.store import Naming, Reader, Store, Writer
from tests.graph.store.builders import Say, drop, everything, fill, tagged
from tests.graph.store.conftest import Fresh

EVERY = [
    decision("same", ["bert", "bert model"], who="Ada", when="2024-05-01T12:00:00Z", why="“the same”, they say\n"),
    decision("different", ["star", "bert"]),
    decision("shown", ["bert"], value="$\\beta$ERT 🤖"),
    decision("type", ["bert"], value="Method", who="李 明"),
    decision("generic", ["deep learning"]),
    decision("specific", ["bert model"]),
    decision("block", ["e\u0301"], why="'; DROP TABLE decision; --"),
    decision("block", ["é"]),
    decision("reject-mention", ["10.1/a(b)", "abstract", "3", "17"]),
    decision("reject-link", ["10.1/a(b)", "arxiv:1"]),
]


def decide(store: Store, *decisions: Decision) -> None:
    def work(writer: Writer) -> None:
        for one in decisions:
            writer.decide(one)

    store.write(work)


def mark(store: Store, **marks: Mark) -> None:
    store.write(lambda writer: writer.mark(marks))


def marked(store: Store) -> dict[str, Mark]:
    """The marks there are, as both ways to ask say."""

    def work(reader: Reader) -> dict[str, Mark]:
        concepts = reader.concepts(reader.concept_ids())
        assert {one.id: one for one in reader.concepts_by_size(limit=99)} == concepts
        return {id_: one.mark for id_, one in concepts.items() if one.mark != Mark()}

    return store.read(work)


def by_id(*decisions: Decision) -> list[Decision]:
    return sorted(decisions, key=lambda one: one.id)


def on(store: Store, *subjects: str) -> list[Decision]:
    return store.read(lambda reader: reader.decisions_on(subjects))


def every(store: Store) -> list[Decision]:
    return store.read(lambda reader: reader.decisions())


def revision(store: Store) -> int:
    return store.read(lambda reader: reader.revision())


# -- decisions -------------------------------------------------------------------------------------


def test_round_trip_in_the_order_of_ids(store: Store) -> None:
    assert every(store) == []
    decide(store, *EVERY)
    assert every(store) == by_id(*EVERY)
    assert store.read(lambda reader: reader.counts().decisions) == len(EVERY)


def test_they_are_found_by_any_name_or_id(store: Store) -> None:
    decide(store, *EVERY)
    same, different, shown, kind, generic, specific, _, block, mention, link = EVERY
    assert on(store, "bert") == by_id(same, different, shown, kind)
    assert on(store, "star", "bert model") == by_id(same, different, specific)
    assert on(store, "deep learning", "deep learning", "unknown") == [generic]
    assert on(store, "é") == [block]
    assert on(store, "10.1/a(b)") == by_id(mention, link)
    assert on(store, "arxiv:1") == [link]
    assert on(store) == on(store, "unknown", "", "BERT", "\x00", "\ud800") == []


def test_the_field_and_offsets_of_a_mention_are_neither_name_nor_id(store: Store) -> None:
    named = decision("same", ["3", "abstract"])
    decide(store, *EVERY, named)
    assert on(store, "abstract", "3", "17") == [named]


def test_the_same_again_changes_nothing(store: Store) -> None:
    one = decision("same", ["a", "b"], who="Ada", why="first")
    decide(store, one)
    assert revision(store) == 1
    decide(store, one, decision("same", ["b", "a"], who="Bob", when="2025-01-01", why="again"))
    assert (every(store), revision(store)) == ([one], 1)
    decide(store, decision("same", ["a", "c"]))
    assert revision(store) == 2


def test_undoing(store: Store) -> None:
    decide(store, *EVERY)
    gone, *left = EVERY
    store.write(lambda writer: writer.undecide([gone.id, "unknown", gone.id]))
    assert every(store) == by_id(*left)
    assert gone not in on(store, *gone.subject)
    assert store.read(lambda reader: (reader.counts().decisions, reader.revision())) == (len(left), 2)
    store.write(lambda writer: writer.undecide([gone.id, "unknown", "", "\x00", "\ud800"]))
    store.write(lambda writer: writer.undecide([]))
    assert revision(store) == 2
    again = decision(gone.kind, gone.subject, who="Bob")
    decide(store, again)
    assert every(store) == by_id(again, *left)


def test_papers_and_what_is_derived_leave_them_alone(store: Store) -> None:
    """Also those on papers and names that are not there (yet, or any more)."""
    decide(store, *EVERY)
    fill(store, tagged("10.1/a(b)", "BERT", defines=[("Deep Learning", "DL")]))
    assert every(store) == by_id(*EVERY)
    fill(store, tagged("10.1/a(b)", "GPT"))
    drop(store, "10.1/a(b)")
    assert every(store) == by_id(*EVERY)
    store.write(lambda writer: writer.drop_derived())
    assert every(store) == by_id(*EVERY)
    assert on(store, "arxiv:1") == [EVERY[-1]]


def test_a_decision_alone_does_nothing_to_concepts(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    before = store.read(lambda reader: reader.concepts(["bert"]))
    decide(store, *EVERY)
    assert store.read(lambda reader: reader.concepts(["bert"])) == before


def test_all_or_nothing(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    decide(store, EVERY[0])
    before = store.read(everything)

    def work(writer: Writer) -> None:
        writer.decide(EVERY[1])
        writer.undecide([EVERY[0].id])
        writer.mark({"bert": Mark(type="Task")})
        assert writer.decisions() == writer.decisions_on(["bert"]) == [EVERY[1]]
        assert writer.concepts(["bert"])["bert"].type == "Task"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(work)
    assert store.read(everything) == before


def test_a_read_tells_of_one_state(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    decide(store, EVERY[0])

    def change(writer: Writer) -> None:
        writer.undecide([EVERY[0].id])
        writer.decide(EVERY[1])
        writer.mark({"bert": Mark(shown="Bert!")})

    def work(reader: Reader) -> tuple[list[Decision], list[Decision], str]:
        before = reader.decisions()
        with ThreadPoolExecutor(1) as other:
            other.submit(store.write, change).result()
        return before, reader.decisions_on(["bert"]), reader.concepts(["bert"])["bert"].name

    assert store.read(work) in [([EVERY[0]], [EVERY[0]], "BERT"), ([EVERY[1]], [EVERY[1]], "Bert!")]
    assert every(store) == [EVERY[1]]
    assert marked(store) == {"bert": Mark(shown="Bert!")}


def test_many_at_once(store: Store) -> None:
    """More than a statement may have parameters."""
    many = [decision("block", [f"name {number}"]) for number in range(2000)]
    decide(store, *many)
    assert on(store, *(f"name {number}" for number in range(40_000))) == by_id(*many)
    store.write(lambda writer: writer.undecide([*(one.id for one in many[1:]), *map(str, range(40_000))]))
    assert every(store) == many[:1]


# -- marks -----------------------------------------------------------------------------------------


def test_a_mark_is_shown(store: Store) -> None:
    fill(store, tagged("1", Say("BERT"), Say("parsing", "Task", broad=True)))
    mark(store, bert=Mark("Dataset", "Bert 🤖", broad=True), parsing=Mark(broad=False))
    bert, parsing = store.read(lambda reader: reader.concepts(["bert", "parsing"])).values()
    assert bert == Concept("bert", "Bert 🤖", Votes(1, 0, 0), 1, True, Mark("Dataset", "Bert 🤖", True))
    assert bert.type == "Dataset"
    assert parsing == Concept("parsing", "parsing", Votes(0, 0, 1), 1, False, Mark(broad=False))
    assert store.read(lambda reader: reader.concepts_by_size(limit=9)) == [bert, parsing]


def test_a_mark_replaces_the_one_before_it_and_no_other(store: Store) -> None:
    fill(store, tagged("1", "BERT", "GLUE"))
    mark(store, bert=Mark("Dataset", "B", broad=True), glue=Mark("Task"))
    mark(store, bert=Mark(shown="BB"))
    assert marked(store) == {"bert": Mark(shown="BB"), "glue": Mark("Task")}
    mark(store, bert=Mark())
    mark(store)
    assert marked(store) == {"glue": Mark("Task")}
    (bert,) = store.read(lambda reader: reader.concepts(["bert"])).values()
    assert bert == Concept("bert", "BERT", Votes(1, 0, 0), 1)


def test_the_same_mark_again_changes_nothing(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    for number, one in enumerate(
        [Mark(), Mark("Method"), Mark("Method", "B"), Mark("Method", "B", False), Mark("Method", "B", True), Mark()], 1
    ):
        mark(store, bert=one)
        mark(store, bert=one)
        assert revision(store) == number
        assert marked(store).get("bert", Mark()) == one


def test_a_concept_that_is_not_there_gets_no_mark(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    mark(store, glue=Mark("Task", "Glue"))
    assert revision(store) == 1
    fill(store, tagged("2", "GLUE"))
    assert marked(store) == {}


def test_a_name_is_no_concept(store: Store) -> None:
    fill(store, tagged("1", "BERT"), concept_of={"bert": "bert model"})
    mark(store, bert=Mark("Task"))
    assert marked(store) == {}


def test_the_decided_type_is_the_type_everywhere(store: Store) -> None:
    fill(
        store,
        tagged("1", Say("a"), Say("b"), Say("d", "Dataset"), Say("t", "Task")),
        tagged("2", Say("b"), Say("t", "Task")),
        tagged("3", Say("t", "Task")),
    )

    def ids(kind: Type) -> list[str]:
        listed = store.read(lambda reader: reader.concept_ids(kind=kind))
        by_size = store.read(lambda reader: reader.concepts_by_size(limit=9, kind=kind))
        assert all(concept.type == kind for concept in by_size)
        assert listed == sorted(concept.id for concept in by_size)
        return [concept.id for concept in by_size]

    def partners(*kinds: Type) -> list[str]:
        return store.read(lambda reader: reader.candidates("1", kinds=kinds, limit=9))

    assert (ids("Method"), ids("Dataset"), ids("Task")) == (["b", "a"], ["d"], ["t"])
    assert partners("Dataset") == []
    mark(store, t=Mark("Dataset"), a=Mark("Dataset"), d=Mark("Dataset"))
    assert (ids("Method"), ids("Dataset"), ids("Task")) == (["b"], ["t", "a", "d"], [])
    assert store.read(lambda reader: reader.concept_ids(kind="Dataset", after="a", limit=1)) == ["d"]
    assert store.read(lambda reader: reader.counts().types) == {"Method": 1, "Dataset": 3, "Task": 0}
    assert sorted(partners("Dataset")) == ["2", "3"]
    assert partners("Task") == []
    assert partners("Method") == ["2"]
    mark(store, t=Mark(shown="T"), a=Mark(), d=Mark())
    assert (ids("Method"), ids("Dataset"), ids("Task")) == (["b", "a"], ["d"], ["t"])


def test_a_type_that_is_decided_does_not_follow_votes(store: Store) -> None:
    fill(store, tagged("1", Say("x", "Task")))
    mark(store, x=Mark("Method"))
    fill(store, tagged("2", Say("x", "Task"), Say("x", "Dataset"), Say("x", "Dataset")))
    (x,) = store.read(lambda reader: reader.concepts(["x"])).values()
    assert (x.type, x.votes, x.papers) == ("Method", Votes(0, 2, 2), 2)
    mark(store, x=Mark())
    assert store.read(lambda reader: reader.concept_ids(kind="Dataset")) == ["x"]


def test_broad_that_is_decided_does_not_follow_papers(store: Store) -> None:
    fill(store, tagged("1", Say("parsing", broad=True)))
    mark(store, parsing=Mark(broad=False))
    fill(store, tagged("2", Say("parsing", broad=True)))
    assert not store.read(lambda reader: reader.concepts(["parsing"])["parsing"].broad)
    mark(store, parsing=Mark(broad=True))
    fill(store, tagged("1", "parsing"), tagged("2", "parsing"))
    assert store.read(lambda reader: reader.concepts(["parsing"])["parsing"].broad)


def test_a_mark_stays_as_papers_come_and_go(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    mark(store, bert=Mark("Task", "B"))
    fill(store, tagged("1", "BERT", title="New"), tagged("2", "BERT", "GLUE"))
    drop(store, "1")
    assert marked(store) == {"bert": Mark("Task", "B")}


def test_a_mark_goes_with_its_concept(store: Store) -> None:
    fill(store, tagged("1", "BERT", "GLUE"))
    mark(store, bert=Mark("Task", "B", broad=True), glue=Mark("Task"))
    drop(store, "1")
    fill(store, tagged("1", "BERT"))
    assert marked(store) == {}
    mark(store, bert=Mark("Task", "B"))
    store.write(lambda writer: writer.forget_names(["bert"]))
    store.write(lambda writer: writer.delete(["1"]))
    fill(store, tagged("1", "BERT"))
    assert marked(store) == {}


def test_a_mark_does_not_move_with_a_name(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    mark(store, bert=Mark("Task", "B"))
    fill(store, tagged("1", "BERT"), concept_of={"bert": "other"})
    assert marked(store) == {}
    store.write(lambda writer: writer.name({"bert": Naming("bert", "same")}))
    assert marked(store) == {}


def test_dropping_what_is_derived_drops_marks(store: Store) -> None:
    papers = [tagged("1", "BERT", "GLUE"), tagged("2", "BERT")]
    fill(store, *papers)
    decide(store, *EVERY)
    before = store.read(everything)
    mark(store, bert=Mark("Task", "B", broad=True))
    store.write(lambda writer: writer.drop_derived())
    fill(store, *papers)
    assert store.read(everything) == before


CONCEPTS = ["a", "b", "c"]
MARKS = st.builds(
    Mark,
    st.one_of(st.none(), st.sampled_from(TYPES)),
    st.one_of(st.none(), st.sampled_from(["A", "Ä"])),
    st.one_of(st.none(), st.booleans()),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("12"), st.sets(st.sampled_from(CONCEPTS))),
        st.dictionaries(st.sampled_from(CONCEPTS), MARKS, min_size=1),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=40)
@given(STEPS)
def test_a_life_of_marks(fresh: Fresh, steps: list[tuple[str, set[str]] | dict[str, Mark]]) -> None:
    """A concept has the mark that it was given last since it came; and what is asked by type agrees with it."""
    holds: dict[str, set[str]] = {}
    marks: dict[str, Mark] = {}
    with fresh() as store:
        for step in steps:
            if isinstance(step, dict):
                store.write(lambda writer, step=step: writer.mark(step))  # type: ignore[misc]
                marks |= step
            else:
                paper, concepts = step
                fill(store, tagged(paper, *(Say(concept, "Dataset") for concept in sorted(concepts))))
                holds[paper] = concepts
            there = {concept for concepts in holds.values() for concept in concepts}
            marks = {concept: one for concept, one in marks.items() if concept in there}
            assert marked(store) == {concept: one for concept, one in marks.items() if one != Mark()}
        types = {concept: marks.get(concept, Mark()).type or "Dataset" for concept in there} if holds else {}
        for kind in TYPES:
            of_kind = sorted(concept for concept, own in types.items() if own == kind)
            assert store.read(lambda reader, kind=kind: reader.concept_ids(kind=kind)) == of_kind  # type: ignore[misc]
        counted = {kind: list(types.values()).count(kind) for kind in TYPES}
        assert store.read(lambda reader: reader.counts().types) == counted
