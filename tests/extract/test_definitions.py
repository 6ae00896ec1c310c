from __future__ import annotations

import spacy
from spacy.tokens import Doc

import extract.words  # noqa: F401 - registers the tokenizer
from extract.definitions import concite_definitions, definitions
from extract.found import Found, found, write
from extract.roles import group
from graph.records import Type


def doc_with(text: str, *spans: tuple[str, Type]) -> Doc:
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "concite.Words.v1"}}})
    doc = nlp(text)
    doc.spans["title"], doc.spans["abstract"] = [], [doc[:]]
    rows = []
    for surface, kind in spans:
        span = doc.char_span(text.index(surface), text.index(surface) + len(surface))
        assert span is not None
        rows.append(Found(span.start, span.end, kind, 0.9, 0.9, (0.3, 0.3, 0.3), (0.3, 0.3, 0.3), 0.0))
    write(doc, rows)
    done: Doc = concite_definitions(doc)
    return done


def names(doc: Doc) -> dict[str, list[str]]:
    return {
        one.name: [doc[m.start : m.end].text for m in one.members] for one in group(doc, found(doc), definitions(doc))
    }


def test_both_ends_of_a_definition_are_one_name() -> None:
    doc = doc_with("We use Deep Equilibrium Models (DEQ) here; DEQ is good.", ("DEQ", "Method"))
    assert names(doc) == {"deep equilibrium model": ["Deep Equilibrium Models", "DEQ"]}


def test_a_data_sets_long_form_goes_without_its_unit_on_both_ends() -> None:
    doc = doc_with("On the Penn Treebank2 dataset (PTD) we train.", ("Penn Treebank2 dataset", "Dataset"))
    assert names(doc) == {"penn treebank2": ["Penn Treebank2 dataset", "PTD"]}
    assert [one.long for one in definitions(doc)] == ["penn treebank2"]


def test_a_span_over_two_definitions_gives_way_to_their_ends() -> None:
    text = "Graph Attention Network (GAT) and Graph Convolution Network (GCN)"
    doc = doc_with(text, (text, "Method"))
    assert set(names(doc)) == {"graph attention network", "graph convolution network"}


def test_what_no_span_touches_is_no_definition() -> None:
    assert definitions(doc_with("The World Health Organization (WHO) says so.")) == []
