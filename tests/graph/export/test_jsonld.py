"""JSON-LD, read by rdflib."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.query import ResultRow
from rdflib.term import Node

from graph.export import DOCUMENTS, Part
from tests.graph.export.conftest import TITLE

# rdflib's own parser makes one.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
CITO = Namespace("http://purl.org/spar/cito/")


def paper(id_: str) -> URIRef:
    return URIRef(f"urn:concite:paper:{id_}")


def concept(id_: str) -> URIRef:
    return URIRef(f"urn:concite:concept:{id_}")


@pytest.fixture
def read(whole: Part) -> Graph:
    return Graph().parse(data="".join(DOCUMENTS["jsonld"](whole)), format="json-ld")


def test_papers_are_about_concepts(read: Graph) -> None:
    assert set(read.subjects(RDF.type, SCHEMA.ScholarlyArticle)) == {
        paper(id_) for id_ in ("a", "b", "broknet", "lone")
    }
    assert read.value(paper("a"), SCHEMA.name) == Literal(TITLE)
    assert read.value(paper("a"), SCHEMA.sameAs) == URIRef("https://doi.org/10.1000/a")
    assert set(read.objects(paper("a"), SCHEMA.about)) == {concept("broknet"), concept("squad")}
    assert set(read.objects(paper("broknet"), SCHEMA.mentions)) == {concept("squad")}
    assert set(read.subjects(RDF.type, SCHEMA.DefinedTerm)) == {
        concept(id_) for id_ in ("broknet", "gpt", "squad", "tagging")
    }
    assert read.value(concept("squad"), SCHEMA.inDefinedTermSet) == URIRef("urn:concite:type:Dataset")


def test_who_builds_on_whom_is_said_in_words_of_cito(read: Graph) -> None:
    assert set(read.subject_objects(CITO.usesMethodIn)) == {(paper("b"), paper("a"))}


def test_each_mention_is_an_annotation_of_a_text(read: Graph, whole: Part) -> None:
    rows = read.query(
        """SELECT ?paper ?concept ?start ?end ?exact WHERE {
             ?note a oa:Annotation; oa:hasBody ?concept; oa:hasTarget ?target.
             ?target oa:hasSource/schema:isPartOf ?paper; oa:hasSelector ?place, ?quote.
             ?place oa:start ?start; oa:end ?end. ?quote oa:exact ?exact }""",
        initNs={"oa": OA, "schema": SCHEMA},
    )
    found: list[tuple[Node, ...]] = [tuple(row) for row in rows if isinstance(row, ResultRow)]
    assert len(found) == 7
    texts = whole.store.read(lambda reader: reader.papers(["a", "b", "broknet"]))
    for where, _, start, end, exact in found:
        abstract = texts[str(where).rpartition(":")[2]].abstract or ""
        assert abstract[int(str(start)) : int(str(end))] == str(exact)
    assert (paper("a"), concept("broknet")) in {(row[0], row[1]) for row in found}
