"""Names lead to concepts; votes, papers and forms are counted exactly."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import TYPES, Concept, Tagged, Votes
from graph.store import Naming, Store, Writer
from tests.graph.store.builders import Say, add, drop, everything, fill, remove, tagged
from tests.graph.store.conftest import Fresh


def test_names_lead_to_concepts(store: Store) -> None:
    fill(store, tagged("1", "BERT", "GLUE"), concept_of={"bert": "bert model"})
    assert store.read(lambda reader: reader.namings(["bert", "glue", "unknown"])) == {
        "bert": Naming("bert model", "same"),
        "glue": Naming("glue", "same"),
    }
    store.write(lambda writer: writer.name({"b e r t": Naming("bert model", "curated")}))
    assert store.read(lambda reader: reader.names_of(["bert model", "unknown"])) == {"bert model": ("b e r t", "bert")}
    assert store.read(lambda reader: reader.namings(["b e r t"])["b e r t"].rule) == "curated"


def test_a_concept_has_the_votes_of_all_its_names(store: Store) -> None:
    one = tagged("1", Say("BERT", "Method"), Say("BERT", "Task"), Say("Berts", "Dataset"), Say("Bert LM", "Dataset"))
    fill(store, one, concept_of={"bert lm": "bert"})
    (concept,) = store.read(lambda reader: reader.concepts(["bert", "unknown"])).values()
    assert concept == Concept("bert", "BERT", Votes(1, 2, 1), 1)
    assert concept.type == "Dataset"
    assert store.read(lambda reader: reader.forms(["bert", "bert lm", "unknown"])) == {
        "bert": {"BERT": Votes(1, 0, 1), "Berts": Votes(0, 1, 0)},
        "bert lm": {"Bert LM": Votes(0, 1, 0)},
    }


def test_votes_move_with_a_name(store: Store) -> None:
    fill(store, tagged("1", Say("BERT"), Say("GLUE", "Dataset"), Say("GLUE", "Dataset")))
    store.write(lambda writer: writer.name({"glue": Naming("bert", "curated")}))
    assert store.read(lambda reader: reader.concepts(["bert"])["bert"].votes) == Votes(1, 2, 0)
    store.write(lambda writer: writer.name({"glue": Naming("glue", "same")}))
    assert store.read(lambda reader: reader.concepts(["bert"])["bert"].votes) == Votes(1, 0, 0)
    assert store.read(lambda reader: reader.concepts(["glue"])["glue"].votes) == Votes(0, 2, 0)


def test_a_concept_without_name_and_paper_goes(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    store.write(lambda writer: writer.name({"bert": Naming("other", "curated")}))
    assert store.read(lambda reader: reader.concept_ids()) == ["bert", "other"]
    fill(store, tagged("1", "BERT"), concept_of={"bert": "other"})
    assert store.read(lambda reader: reader.concept_ids()) == ["other"]
    assert store.read(lambda reader: reader.counts().concepts) == 1


def test_forgetting_names(store: Store) -> None:
    fill(store, tagged("1", "BERT", "GLUE"))
    store.write(lambda writer: writer.forget_names(["bert", "unknown"]))
    assert store.read(lambda reader: reader.namings(["bert"])) == {}
    store.write(lambda writer: writer.delete(["1"]))
    assert store.read(lambda reader: reader.concept_ids()) == ["glue"]
    store.write(lambda writer: writer.forget_names(["glue"]))
    assert store.read(lambda reader: reader.concept_ids()) == []


def test_a_concept_is_shown_as_its_anchor_is_mostly_written(store: Store) -> None:
    fill(store, tagged("1", "bert", "BERT", "Bert", "BERT"))
    assert store.read(lambda reader: reader.concepts(["bert"])["bert"].name) == "BERT"
    fill(store, tagged("1", "Berts", "Bert"))
    assert store.read(lambda reader: reader.concepts(["bert"])["bert"].name) == "Bert", "the shorter of a tie"
    fill(store, tagged("1", Say("GPT"), Say("Gpt-3"), Say("Gpt-3")), concept_of={"gpt 3": "gpt"})
    assert store.read(lambda reader: reader.concepts(["gpt"])["gpt"].name) == "GPT", "the anchor's own form"
    fill(store, tagged("1", *[Say("AE", name="autoencoder")] * 2, "Autoencoder"))
    assert store.read(lambda reader: reader.concepts(["autoencoder"])["autoencoder"].name) == "Autoencoder", "spelled"
    fill(store, tagged("1", "GPT"), concept_of={"gpt": "generative model"})
    assert store.read(lambda reader: reader.concepts(["generative model"])["generative model"].name) == "GPT"


def test_a_concept_is_broad_if_most_of_its_papers_say_so(store: Store) -> None:
    def broad() -> bool:
        return store.read(lambda reader: reader.concepts(["deep learning"])["deep learning"].broad)

    fill(store, tagged("1", Say("deep learning", broad=True)), tagged("2", Say("deep learning")))
    assert not broad()
    fill(store, tagged("3", Say("deep learning", broad=True)))
    assert broad()
    drop(store, "1")
    assert not broad()


def test_concepts_in_order(store: Store) -> None:
    fill(
        store,
        tagged("1", Say("b"), Say("d", "Dataset"), Say("t", "Task"), Say("a")),
        tagged("2", Say("b"), Say("t", "Task")),
        tagged("3", Say("t", "Task"), Say("u", "Task")),
    )
    assert store.read(lambda reader: reader.concept_ids()) == ["a", "b", "d", "t", "u"]
    assert store.read(lambda reader: reader.concept_ids(after="a", limit=2)) == ["b", "d"]
    assert store.read(lambda reader: reader.concept_ids(kind="Task", after="t")) == ["u"]
    by_size = store.read(lambda reader: reader.concepts_by_size(limit=9))
    assert [(concept.id, concept.papers) for concept in by_size] == [("t", 3), ("b", 2), ("a", 1), ("d", 1), ("u", 1)]
    assert store.read(lambda reader: reader.concepts_by_size(limit=2, offset=1)) == by_size[1:3]
    methods = store.read(lambda reader: reader.concepts_by_size(limit=9, kind="Method"))
    assert [concept.id for concept in methods] == ["b", "a"]
    assert store.read(lambda reader: reader.counts().types) == {"Method": 2, "Dataset": 1, "Task": 2}


def test_ties_of_votes_fall_in_the_order_of_types(store: Store) -> None:
    fill(store, tagged("1", Say("x", "Task"), Say("x", "Dataset"), Say("y", "Task"), Say("y", "Method")))
    assert store.read(lambda reader: reader.concept_ids(kind="Dataset")) == ["x"]
    assert store.read(lambda reader: reader.concept_ids(kind="Method")) == ["y"]


def test_mentions_by_name(store: Store) -> None:
    one = tagged("1", "BERT", "GLUE", "BERT", "SQuAD")
    fill(store, one, tagged("2", "BERT"), tagged("3", "GLUE"))
    found = store.read(lambda reader: reader.mentions_of(["1", "unknown", "3"], ["squad", "bert"]))
    assert found == {"1": [mention for mention in one.tags.mentions if mention.name != "glue"]}


def test_definitions_by_name(store: Store) -> None:
    first = tagged("2", defines=[("Convolutional Neural Networks", "CNN"), ("Cable News Network", "CNN")])
    second = tagged("1", defines=[("Convolutional Neural Network", "ConvNet"), ("Recurrent Network", "RN")])
    fill(store, first, second)
    cnn, news = first.tags.definitions
    convnet, _ = second.tags.definitions
    long = "convolutional neural network"
    assert store.read(lambda reader: reader.defining(["cnn", long])) == [("1", convnet), ("2", cnn), ("2", news)]
    assert store.read(lambda reader: reader.defining([long], limit=1)) == [("1", convnet)]
    assert store.read(lambda reader: reader.defining(["unknown"])) == []
    assert store.read(lambda reader: reader.readings(["cnn", "unknown", long])) == {
        "cnn": {long: 1, "cable news network": 1}
    }
    assert store.read(lambda reader: reader.shorts_of([long, "cnn"])) == {long: frozenset({"cnn", "convnet"})}


def test_names_in_use(store: Store) -> None:
    fill(store, tagged("1", "BERT"), tagged("2", "BERT", defines=[("Long Form", "LF")]))
    asked = ["bert", "lf", "long form", "unknown"]
    assert store.write(lambda writer: writer.used(asked)) == {"bert", "lf", "long form"}
    assert store.write(lambda writer: writer.holders(asked)) == ["1", "2"]
    assert store.write(lambda writer: writer.holders(["lf"])) == []


def test_what_is_derived_can_be_dropped_and_made_again(store: Store) -> None:
    papers = [tagged("1", "BERT", "GLUE"), tagged("2", "BERT"), tagged("3")]
    fill(store, *papers)
    before = store.read(everything)
    store.write(lambda writer: writer.drop_derived())
    counts = store.read(lambda reader: reader.counts())
    assert (counts.papers, counts.mentions, counts.concepts, counts.names) == (3, 3, 0, 0)
    assert counts.papers_without_concepts == 3
    assert store.read(lambda reader: reader.tagged(["1", "2", "3"])) == {one.paper.id: one for one in papers}
    assert store.read(lambda reader: reader.search_concepts("bert", limit=5)) == []
    fill(store, *papers)
    assert store.read(everything) == before


SAYS = st.builds(
    Say,
    form=st.sampled_from(["BERT", "bert", "Berts", "GLUE", "Glue", "parsing"]),
    type=st.sampled_from(TYPES),
    role=st.sampled_from(["own", "used", "mentioned"]),
    confidence=st.sampled_from([0.5, 0.9]),
    name=st.sampled_from(["", "", "long form"]),
    broad=st.booleans(),
)
PAPERS = st.builds(
    lambda number, says, defines, model: tagged(str(number), *says, defines=defines, model=model),
    st.integers(1, 5),
    st.lists(SAYS, max_size=5),
    st.lists(st.sampled_from([("Long Form", "LF"), ("Other Form", "LF"), ("Long Form", "BERT")]), max_size=2),
    st.sampled_from(["", "tagger 1", "tagger 2"]),
)
STEPS = st.lists(st.one_of(st.lists(PAPERS, min_size=1, max_size=3), st.sampled_from("12345")), max_size=8)
ALIAS = {"glue": "bert", "lf": "long form"}


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_what_is_there_does_not_depend_on_how_it_came(fresh: Fresh, steps: list[list[Tagged] | str]) -> None:
    final: dict[str, Tagged] = {}
    with fresh() as store:
        for step in steps:
            if isinstance(step, str):
                final.pop(step, None)
                drop(store, step)
            else:
                final |= {one.paper.id: one for one in step}
                fill(store, *step, concept_of=ALIAS)
        worked = store.read(everything)
    with fresh() as store:
        fill(store, *final.values(), concept_of=ALIAS)
        assert store.read(everything) == worked
        counted = Counter((m.name, m.form, m.type) for one in final.values() for m in one.tags.mentions)
        forms = store.read(lambda reader: reader.forms({name for name, _, _ in counted}))
        assert forms == {
            name: {
                form: Votes(*(counted[name, form, kind] for kind in TYPES))
                for other, form, _ in counted
                if other == name
            }
            for name, _, _ in counted
        }


@pytest.mark.parametrize("last", ["1", "2"])
def test_counts_after_a_rollback(store: Store, last: str) -> None:
    fill(store, tagged("1", "BERT"), tagged("2", "BERT"))
    before = store.read(everything)

    def work(writer: Writer) -> None:
        remove(writer, last)
        add(writer, tagged("3", "BERT"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(work)
    assert store.read(everything) == before
