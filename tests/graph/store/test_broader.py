"""Names by their ending, and the broader and narrower concepts that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.broader import Relation, broader, narrower
from graph.records import Mark, Tagged
from graph.store import Naming, Store
from tests.graph.store.builders import Say, drop, fill, names, tagged
from tests.graph.store.conftest import Fresh

ALL = 10**6


def ending(store: Store, *endings: str, limit: int = 9) -> dict[str, list[str]]:
    return store.read(lambda reader: reader.names_ending(endings, limit=limit))


def up(store: Store, *concepts: str) -> dict[str, list[str]]:
    """Ids of the nearest broader concepts."""
    found = store.read(lambda reader: broader(reader, concepts))
    return {concept: [one.concept.id for one in rows] for concept, rows in found.items()}


def down(store: Store, concept: str, limit: int = ALL) -> list[str]:
    return [one.concept.id for one in _narrower(store, [concept], limit).get(concept, ())]


def hold(store: Store, *says: Say | str, papers: int = 2, concept_of: Mapping[str, str] | None = None) -> None:
    """Each is in some papers."""
    fill(store, *(tagged(f"{number}", *says) for number in range(papers)), concept_of=concept_of)


def test_names_by_their_ending(store: Store) -> None:
    hold(store, "federated learning", "personalized federated learning", "Learning", "unfederated learning", "FL")
    assert ending(store, "learning", "federated learning", "fl", "unknown", "") == {
        "learning": ["federated learning", "personalized federated learning", "unfederated learning"],
        "federated learning": ["personalized federated learning"],
    }
    drop(store, "0", "1")
    assert ending(store, "learning") == {}


def test_an_ending_is_words_and_nothing_else(store: Store) -> None:
    given = [
        "a b",
        "ab",
        "x%",
        "y x%",
        "y xz",
        "y_x",
        "Ünï x",
        "ß 網絡",
        "a! b",
        "a  b",
        "c b!",
        "d 'b'",
        "ｅ \U0001f600 b",
    ]
    fill(store, tagged("1", *(Say(name, name=name) for name in given)))
    assert ending(store, "b", "x%", "x_", "X", "網絡", "\0", " b", "! b", "'b'") == {
        "b": sorted(["a b", "a! b", "a  b", "ｅ \U0001f600 b"]),
        "x%": ["y x%"],
        "網絡": ["ß 網絡"],
        " b": ["a  b"],
        "'b'": ["d 'b'"],
    }
    assert ending(store, "x") == {"x": ["Ünï x"]}


def test_of_many_names_come_the_first_backwards(store: Store) -> None:
    hold(store, "z a net", "y a net", "x b net", "w c net", "b net")
    assert ending(store, "net", "a net", limit=3) == {
        "net": ["b net", "y a net", "z a net"],
        "a net": ["y a net", "z a net"],
    }
    assert ending(store, "net", limit=0) == {}


NAMES = st.lists(st.text(alphabet='ab !"\U0001f600', min_size=1, max_size=7), max_size=8)


@settings(deadline=None, max_examples=40)
@given(NAMES)
def test_names_end_as_strings_do(fresh: Fresh, every: list[str]) -> None:
    with fresh() as store:
        fill(store, tagged("1", *(Say("x", name=name) for name in every)))
        expected = {one: sorted({name for name in every if name.endswith(" " + one)}) for one in {*every, "a", "b"}}
        assert ending(store, *expected) == {one: longer for one, longer in expected.items() if longer}


def test_the_nearest_is_by_the_longest_ending(store: Store) -> None:
    hold(store, "neural network", "graph neural network", "spatiotemporal graph neural network", "deep neural network")
    assert up(store, "spatiotemporal graph neural network", "graph neural network", "neural network", "unknown") == {
        "spatiotemporal graph neural network": ["graph neural network"],
        "graph neural network": ["neural network"],
    }
    assert down(store, "neural network") == ["deep neural network", "graph neural network"]
    assert down(store, "graph neural network") == ["spatiotemporal graph neural network"]
    assert down(store, "spatiotemporal graph neural network") == down(store, "unknown") == []


def test_the_names_that_show_it_are_told(store: Store) -> None:
    alias = {"fl": "federated learning", "pfl": "personalized federated learning"}
    hold(
        store,
        "federated learning",
        "FL",
        "personalized federated learning",
        "PFL",
        "semi-supervised FL",
        concept_of=alias,
    )
    (found,) = store.read(lambda reader: broader(reader, ["personalized federated learning"])).values()
    assert [(one.concept.id, one.name, one.ending) for one in found] == [
        ("federated learning", "personalized federated learning", "federated learning")
    ]
    (below,) = _narrower(store, ["federated learning"]).values()
    assert [(one.concept.id, one.name, one.ending) for one in below] == [
        ("personalized federated learning", "personalized federated learning", "federated learning"),
        ("semi supervised fl", "semi supervised fl", "fl"),
    ]


def test_the_id_shows_it_rather_than_another_name(store: Store) -> None:
    alias = {"adaptive federated learning": "personalized federated learning"}
    hold(store, "federated learning", "personalized federated learning", *alias, concept_of=alias)
    ((one,),) = _narrower(store, ["federated learning"]).values()
    assert one.name == "personalized federated learning"


def test_most_papers_come_first_then_ids_and_no_more_than_asked(store: Store) -> None:
    hold(store, "active learning", "deep active learning", "region active learning", "batch active learning")
    fill(store, tagged("more", "region active learning"))
    every = ["region active learning", "batch active learning", "deep active learning"]
    assert down(store, "active learning") == every
    assert down(store, "active learning", 2) == every[:2]


def test_methods_and_tasks_go_together_and_datasets_with_nothing(store: Store) -> None:
    hold(
        store,
        *(Say("question answering", "Task"), Say("video question answering", "Method")),
        *(Say("knowledge base", "Task"), Say("movie knowledge base", "Dataset")),
        *(Say("multilingual question answering", "Dataset"), Say("open multilingual question answering", "Task")),
        *(Say("ImageNet", "Dataset"), Say("Tiny ImageNet", "Dataset"), Say("small Tiny ImageNet", "Dataset")),
    )
    assert up(store, *store.read(lambda reader: reader.concept_ids())) == {
        "video question answering": ["question answering"],
        "open multilingual question answering": ["question answering"],  # past the dataset
    }
    store.write(lambda writer: writer.mark({"tiny imagenet": Mark("Method"), "imagenet": Mark("Method")}))
    assert up(store, "tiny imagenet") == {"tiny imagenet": ["imagenet"]}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["conditional GAN", "GAN"], True),
        (["video UniFormer", "UniFormer"], True),
        (["vision transformer", "transformer"], True),
        (["vision transformer", Say("transformer", broad=True)], False),
        (["vision transformer", Say("Transformer", broad=True)], False),
        (["conditional GAN", Say("GAN", broad=True)], True),
        *((["federated " + word, word], False) for word in ("learning", "model", "network", "analysis", "method")),
        (["optical flow", "flow"], False),
        (["Markov MODEL", "MODEL"], False),
    ],
)
def test_one_word_has_to_say_something(store: Store, says: list[Say | str], expected: bool) -> None:
    hold(store, *says)
    longer, word = (say.form.lower() if isinstance(say, Say) else say.lower() for say in says)
    assert up(store, longer) == ({longer: [word]} if expected else {})
    assert down(store, word) == ([longer] if expected else [])


def test_one_word_of_one_paper_is_not_enough(store: Store) -> None:
    hold(store, "conditional GAN", "GAN", papers=1)
    assert up(store, "conditional gan") == {}


def test_one_word_that_is_rare_in_a_large_store_is_not_enough(store: Store) -> None:
    hold(store, "graph clustering", "clustering", "image GAN", "GAN")
    fill(store, *(tagged(f"x{number}") for number in range(1998)))
    assert set(up(store, "graph clustering", "image gan")) == {"graph clustering", "image gan"}
    fill(store, tagged("one more"))
    assert up(store, "graph clustering", "image gan") == {"image gan": ["gan"]}


def test_a_short_form_counts_though_it_is_broad(store: Store) -> None:
    hold(
        store,
        Say("large language model", broad=True),
        Say("LLM", broad=True),
        "video LLM",
        concept_of={"llm": "large language model"},
    )
    assert up(store, "video llm") == {"video llm": ["large language model"]}


def test_what_no_paper_holds_is_passed_over(store: Store) -> None:
    """As is a concept that people said is none."""
    hold(store, "learning rate", "cyclical warm learning rate")
    store.write(lambda writer: writer.name({"warm learning rate": Naming("warm learning rate", "curated")}))
    assert up(store, "cyclical warm learning rate", "warm learning rate") == {
        "cyclical warm learning rate": ["learning rate"]
    }
    assert down(store, "warm learning rate") == []


def test_concepts_that_lead_to_each_other_are_not_broader(store: Store) -> None:
    alias = {"fast spatial vivit": "video transformer", "pure video transformer": "spatial vivit"}
    hold(store, "tiny video transformer", "video transformer", "spatial ViViT", *alias, concept_of=alias)
    assert up(store, "video transformer", "spatial vivit", "tiny video transformer") == {
        "tiny video transformer": ["video transformer"]
    }
    assert down(store, "video transformer") == ["tiny video transformer"]
    assert down(store, "spatial vivit") == []


def test_a_concept_is_not_under_itself(store: Store) -> None:
    alias = {"visual vision transformer": "vision transformer"}
    hold(store, "vision transformer", "visual vision transformer", "transformer", concept_of=alias)
    assert up(store, "vision transformer") == {"vision transformer": ["transformer"]}
    assert down(store, "vision transformer") == []


WORDS = st.sampled_from(["graph", "image", "GAN", "non", "with", "deep"])
SAYS = st.builds(
    lambda words, kind: Say(" ".join(words), kind),
    st.lists(WORDS, min_size=1, max_size=4),
    st.sampled_from(["Method", "Method", "Task", "Dataset"]),
)
PAPERS = st.lists(st.lists(SAYS, max_size=6), max_size=4)


@settings(deadline=None, max_examples=60)
@given(PAPERS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_up_and_down_are_the_same_way_and_lead_to_an_end(
    fresh: Fresh, papers: list[list[Say]], merges: list[tuple[int, int]]
) -> None:
    every = [tagged(str(number), *says) for number, says in enumerate(papers)]
    with fresh() as store:
        fill(store, *every, concept_of=_merged(every, merges))
        ids = store.read(lambda reader: reader.concept_ids())
        found, kinds = _broader(store, ids), _narrower(store, ids)
        above = {(low, high.concept.id, high.name, high.ending) for low, rows in found.items() for high in rows}
        below = {(low.concept.id, high, low.name, low.ending) for high, rows in kinds.items() for low in rows}
        assert above == below
        assert nx.is_directed_acyclic_graph(nx.DiGraph((low, high) for low, high, *_ in above))
        assert found == {low: rows for one in ids for low, rows in _broader(store, [one]).items()}
        assert kinds == {high: rows for one in ids for high, rows in _narrower(store, [one]).items()}


def _broader(store: Store, concepts: Sequence[str]) -> dict[str, list[Relation]]:
    return store.read(lambda reader: broader(reader, concepts))


def _narrower(store: Store, concepts: Sequence[str], limit: int = ALL) -> dict[str, list[Relation]]:
    return store.read(lambda reader: narrower(reader, concepts, limit))


def _merged(papers: Sequence[Tagged], pairs: Sequence[tuple[int, int]]) -> dict[str, str]:
    """The concept of each name after these merges of names."""
    every = sorted(names(papers))
    graph = nx.Graph((every[one % len(every)], every[other % len(every)]) for one, other in pairs if every)
    return {name: min(part) for part in nx.connected_components(graph) for name in part}
