"""Broader and narrower concepts that texts say."""

from __future__ import annotations

import re

import pytest

from graph.add import put
from graph.curated import Curated
from graph.fold import fold
from graph.records import Mention, Paper, Place, Record, Tagged, Tags, Type
from graph.said import related, said
from graph.store import Store
from tests.graph.store.builders import SOURCE

_TYPES: dict[str, Type] = {"": "Method", "Dataset": "Dataset", "Task": "Task"}
SAYS = [
    ("[generative models] such as [GANs].", {("gan", "generative model")}),
    ("We try [language models] (LMs), such as the [BERT] (2019), [GPT-2], and [T5], on [GLUE:Dataset].",
     {("bert", "language model"), ("gpt 2", "language model"), ("t5", "language model")}),
    ("It prunes three [LLMs], including [LLaMA], and [CNNs] (e.g., [ResNet], [Res2Net]).",
     {("llama", "llm"), ("resnet", "cnn"), ("res2net", "cnn")}),
    ("We use [GraphSAGE], a novel, simple yet fast [graph neural network] (GNN) model, for links.",
     {("graphsage", "graph neural network")}),
    ("[CPI-Pred], an end-to-end [deep model] that predicts", {("cpi pred", "deep model")}),
]  # fmt: skip
SAYS_NOT = [
    "the sampling of [EBMs], including [MCMC].",
    "[machine learning] such as [clustering].",  # of what else, it does not say
    "[LLMs] such as [GPT-4] agents",
    "[graph models] such as [social networks:Task].",
    "[datasets:Dataset] such as [ImageNet:Dataset].",
    "It has a [query encoder], a [key decoder], and a head.",
    "[BIS], a [Bayesian Inference Semantics], is new.",
    "[HOGPR], a [High-Order Gaussian Process Regression].",
    "[NeuralDater], a [graph network] based system",
    "[AANet], an architecture that uses [person attributes].",
    "[PPT] is a [point generator].",
    "[models] such as [BERT].",  # generic
    "[CNNs] such as [CNN].",  # one concept
]


def paper(id_: str, text: str) -> Tagged:
    """A paper of one sentence; what stands in brackets is mentioned, as a Method or as what is said behind a colon."""
    plain = ""
    mentions: list[tuple[int, str, Type]] = []
    for part in re.split(r"(\[[^\]]*\])", text):
        form, _, kind = part.strip("[]").partition(":")
        if part.startswith("["):
            mentions.append((len(plain), form, _TYPES[kind]))
        plain += form if part.startswith("[") else part
    found = tuple(
        Mention(
            Place("abstract", at, at + len(form), 0, len(plain)), form, form, fold(form), kind, "used", 0.9, False, "t"
        )
        for at, form, kind in mentions
    )
    return Tagged(Paper(id_, None, plain, (Record(SOURCE, f"000-{id_}", None, plain),)), Tags("t", found))


def fill(store: Store, *texts: str) -> None:
    papers = [paper(f"{n}", text) for n, text in enumerate(texts)]
    store.write(lambda writer: put(writer, (), papers, (), Curated()))


def everything(store: Store) -> set[tuple[str, str]]:
    """Each pair, narrower first; from both of its ends."""
    ids = store.read(lambda reader: reader.concept_ids())
    found = store.read(lambda reader: said(reader, ids))
    above = {(id_, one.concept.id) for id_, (up, _) in found.items() for one in up}
    below = {(one.concept.id, id_) for id_, (_, down) in found.items() for one in down}
    assert above == below
    return above


@pytest.mark.parametrize(("text", "pairs"), SAYS)
def test_a_text_says_what_a_method_is_a_kind_of(store: Store, text: str, pairs: set[tuple[str, str]]) -> None:
    fill(store, text)
    assert everything(store) == pairs


@pytest.mark.parametrize("text", SAYS_NOT)
def test_a_text_does_not_say_so(store: Store, text: str) -> None:
    fill(store, text)
    assert everything(store) == set()


def test_the_words_that_say_so_come_with_it(store: Store) -> None:
    text = "Here [text models] such as [BERT] and [T5], win."
    fill(store, text, text.replace("Here", "There"))
    (((one,), _),) = store.read(lambda reader: said(reader, ["t5"])).values()
    assert (one.concept.id, one.paper) == ("text model", "0")
    assert one.evidence.surface == "text models such as BERT and T5"
    assert one.evidence.sentence == "Here text models such as BERT and T5, win."


def test_what_is_said_both_ways_or_shown_by_names_is_not_told(store: Store) -> None:
    fill(
        store,
        "[deep nets] such as [LLMs]. ", "[LLMs] such as [deep nets].",
        "[image encoders] such as [ViT image encoders].", "[BERT], an [image encoder].", "[ViT image encoders].",
    )  # fmt: skip
    assert everything(store) == {("vit image encoder", "image encoder"), ("bert", "image encoder")}
    above, below = store.read(lambda reader: related(reader, "image encoder", 9))
    assert above == []
    assert [(one.concept.id, type(one).__name__) for one in below] == [
        ("vit image encoder", "Relation"),
        ("bert", "Said"),
    ]
