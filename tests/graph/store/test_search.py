"""What a person types finds papers and concepts, and is never an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store import Store
from tests.graph.store.builders import Say, fill, find, tagged
from tests.graph.store.conftest import Fresh

PAPERS = (
    tagged("1", "BERT", "natural language inference", title="Language models for code"),
    tagged("2", "BERT-base", "GPT-3", "code"),
    tagged("3", Say("ViT-B/16", "Method"), "CIFAR-10", title="Vision"),
    tagged("4", Say("C++", "Task"), "CIFAR-100", title="Médecine à l'hôpital"),
    tagged("5", Say("β-VAE", name="β vae"), "\N{GREEK SMALL LETTER BETA}", title="变分 自编码器"),
)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, *PAPERS)
    return store


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bert", {"1", "2"}),
        ("BER", {"1", "2"}),
        ("bert base", {"2"}),
        ("bert-base", {"2"}),
        ("base bert", {"2"}),
        ("ber base", set()),
        ("language infer", {"1"}),
        ("cifar", {"3", "4"}),
        ("cifar-10", {"3", "4"}),
        ("cifar-10 vision", {"3"}),
        ("vit-b/16", {"3"}),
        ("medecine", {"4"}),
        ("HÔPITAL", {"4"}),
        ("c++ cifar", {"4"}),
        ("变分", {"5"}),
        ("β-vae", {"5"}),
        ("nothing of the kind", set()),
        ("", set()),
        ("   ", set()),
        ("😀", set()),
        ("- * / + \" ' ( ) : ^ { } NEAR", set()),
    ],
)
def test_papers(filled: Store, text: str, found: set[str]) -> None:
    assert set(filled.read(lambda reader: reader.search_papers(text, limit=10))) == found


def test_papers_best_first(store: Store) -> None:
    fill(
        store,
        tagged("1", "parsing", "trees", "graphs", "code"),
        tagged("2", "trees", title="Parsing"),
        tagged("3", "trees"),
    )
    assert store.read(lambda reader: reader.search_papers("parsing", limit=5)) == ["2", "1"]
    assert store.read(lambda reader: reader.search_papers("parsing", limit=1)) == ["2"]


def test_equals_by_id(store: Store) -> None:
    fill(store, *(tagged(str(number), "BERT") for number in (3, 1, 4, 2)))
    assert store.read(lambda reader: reader.search_papers("bert", limit=9)) == ["1", "2", "3", "4"]
    assert store.read(lambda reader: reader.search_papers("bert", limit=2)) == ["1", "2"]


def test_papers_by_the_concepts_that_they_hold(store: Store) -> None:
    fill(store, tagged("1", "BERT"), concept_of={"bert": "bidirectional encoder"})
    assert store.read(lambda reader: reader.search_papers("bidirectional", limit=5)) == ["1"]
    fill(store, tagged("1", "BERT"), concept_of={"bert": "other"})
    assert store.read(lambda reader: reader.search_papers("bidirectional", limit=5)) == []
    assert store.read(lambda reader: reader.search_papers("other", limit=5)) == ["1"]


def test_papers_by_names_that_their_text_has_in_another_form(store: Store) -> None:
    fill(store, tagged("1", "language models", Say("$\\beta$-VAE", name="β vae")))
    assert store.read(lambda reader: reader.search_papers("model here", limit=5)) == ["1"]
    assert store.read(lambda reader: reader.search_papers("β-VAE", limit=5)) == ["1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bert", ["bert", "bert base"]),
        ("BERT-", ["bert", "bert base"]),
        ("base", ["bert base"]),
        ("berts", ["bert"]),
        ("cifar-1", ["cifar 10", "cifar 100"]),
        ("cifar-10", ["cifar 10", "cifar 100"]),
        ("cifar-100", ["cifar 100"]),
        ("vit b 16", ["vit b 16"]),
        ("natural inference", ["natural language inference"]),
        ("bert gpt", []),
        ("", []),
        ("😀 *", []),
    ],
)
def test_concepts(filled: Store, text: str, found: list[str]) -> None:
    assert filled.read(lambda reader: reader.search_concepts(text, limit=10)) == found


def test_concepts_exact_first_then_by_papers(store: Store) -> None:
    fill(store, tagged("1", "graph neural network", "graph theory", "graph"), tagged("2", "graph theory", "a graph"))
    assert store.read(lambda reader: reader.search_concepts("graph", limit=9)) == [
        "graph",
        "graph theory",
        "a graph",
        "graph neural network",
    ]
    assert store.read(lambda reader: reader.search_concepts("graphs", limit=1)) == ["graph"]


def test_concepts_by_any_name_or_form(store: Store) -> None:
    fill(
        store,
        tagged("1", "BERT", Say("Encoder", name="bert"), defines=[("Only Defined", "OD")]),
        concept_of={"od": "bert"},
    )
    for text in ("bert", "encoder", "od"):
        assert find(store, text)[1] == ["bert"]
    assert store.read(lambda reader: reader.search_concepts("only", limit=5)) == ["only defined"]
    assert store.read(lambda reader: reader.search_concepts("bert encoder", limit=5)) == [], "of one name, not of two"


NASTY = st.one_of(
    st.text(),
    st.text(alphabet="ab-+*\"'/():^{}[]\\.,;%_&|~ \t\n\x00😀é中\u0301\ufeff\u202e"),
    st.lists(
        st.sampled_from(['"', "AND", "OR", "NOT", "NEAR(", "bert", "*", "-", "title:", "^", "''", "\ud800", "𝔘"])
    ).map(" ".join),
)


@settings(deadline=None, max_examples=20)
@given(st.lists(NASTY, min_size=1, max_size=40))
def test_nothing_that_is_typed_is_an_error(fresh: Fresh, texts: list[str]) -> None:
    with fresh() as store:
        fill(store, PAPERS[0])
        for text in texts:
            find(store, text)


@pytest.mark.parametrize("text", ["word " * 3000, "x" * 100_000, '"' * 999, "a-" * 2000, "(" * 2000])
def test_nor_is_a_very_long_text(filled: Store, text: str) -> None:
    assert filled.read(lambda reader: reader.search_papers(text, limit=5)) == []
    assert filled.read(lambda reader: reader.search_concepts(text, limit=5)) == []


def test_a_paper_is_found_by_its_whole_abstract(filled: Store) -> None:
    text = PAPERS[0].paper.text("abstract")
    assert filled.read(lambda reader: reader.search_papers(text, limit=5)) == ["1"]
