"""References: read by bibtexparser and rispy, and, as tables, by our own readers, which give back what was written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.readers import read
from extract.readers.markup import plain
from graph.export import DOCUMENTS, Part
from graph.export.bibtex import entry
from graph.export.csl import item
from graph.export.part import Entry
from graph.export.ris import reference
from graph.export.tables import PAPERS, lines, paper_row
from graph.records import Concept, Holding, Paper, Record, Votes
from tests.graph.export.conftest import TITLE

WRITTEN: dict[str, Callable[[Entry], str]] = {
    "bibtex": entry,
    "ris": reference,
    "csl": lambda one: json.dumps([item(one)], ensure_ascii=False),
    "csv": lambda one: "".join(lines([PAPERS, paper_row(one.paper)])),
}
PIECES = st.sampled_from(
    ["\\", "\\alpha", "{", "}", "{x", "$", "$5", "$x^2$", "$\\frac{1}{2}$", "%", "&", "#", "_", "^", "~", "--",
     "``", "''", "?`", '"', "@article{a,", "ER  - ", "TY  - JOUR", "=", ",", "é", "Ω", "🚀", "<", "a<b", "and", "word"]
)  # fmt: skip
CHARACTERS = st.characters(exclude_categories=("C", "Zl", "Zp"))
TEXTS = (
    st.lists(PIECES | st.text(CHARACTERS, min_size=1, max_size=6), min_size=1, max_size=8)
    .flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda between: between.join(parts)))
    .map(plain)
    .filter(lambda text: text and plain(text) == text)
)
WORDS = st.text(st.characters(categories=("Lu", "Ll")), min_size=2, max_size=8)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda name: name.lower() != "others")


# Semicolons stand between them.
SUBJECTS = st.lists(TEXTS.filter(lambda text: ";" not in text), unique=True, max_size=3)
URL = "https://example.org/~a/b--c?d=1&e=%20"


def _entry(
    title: str, abstract: str, authors: Iterable[str], year: int, venue: str, categories: Iterable[str]
) -> Entry:
    given = (tuple(authors), year, venue, "10.1000/a_b", "1905.04321", URL, tuple(categories))
    paper = Paper("some:id-1", title, abstract, (), *given)
    concept = Concept("x", "X & Y", Votes(1), 1)
    return Entry(paper, title, ((Holding("x", "Method", "own", 0.9, False, 1.0), concept),))


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=150, deadline=None)
@example(
    title="a",
    abstract="b",
    authors=["Bill and Melinda Gates"],
    year=1999,
    venue="Proc. A & B",
    categories=["cs.CL", "R&D_1"],
)
@given(
    title=TEXTS,
    abstract=TEXTS,
    authors=st.lists(NAMES, max_size=3),
    year=st.integers(1400, 2099),
    venue=TEXTS,
    categories=SUBJECTS,
)
def test_our_reader_gives_back_what_was_written(
    form: str, title: str, abstract: str, authors: list[str], year: int, venue: str, categories: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    if form == "csv":  # one name alone may be two with "and" between
        authors = [name for name in authors if " and " not in name]
    one = _entry(title, abstract, authors, year, venue, categories)
    path = tmp_path_factory.getbasetemp() / f"{form}.txt"
    path.write_text(WRITTEN[form](one), encoding="utf-8")
    (found,) = read(path, form=form)
    assert isinstance(found, Record), found
    given = one.paper
    for name in ("title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url", "categories"):
        assert getattr(found, name) == getattr(given, name), name
    assert found.key == given.id


def test_bibtexparser_reads_bibtex(whole: Part) -> None:
    text = "".join(DOCUMENTS["bibtex"](whole))
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not library.failed_blocks
    assert [one.key for one in library.entries] == ["a", "b", "broknet", "lone"]
    first = {field.key: field.value for field in library.entries[0].fields}
    assert library.entries[0].entry_type == "inproceedings"
    assert first["keywords"] == "BrokNet, SQuAD"
    assert first["categories"] == "cs.CL; Tides; and moons"
    assert first["author"] == [
        NameParts(first=["Ada"], last=["Lovelace"]), NameParts(last=["{The Pebble Consortium, Inc.}"]),
    ]  # fmt: skip


def test_rispy_reads_ris(whole: Part) -> None:
    found: list[dict[str, Any]] = rispy.loads("".join(DOCUMENTS["ris"](whole)))
    assert [one["id"] for one in found] == ["a", "b", "broknet", "lone"]
    assert (found[0]["type_of_reference"], found[0]["keywords"]) == ("CONF", ["BrokNet", "SQuAD"])
    assert found[0]["title"] == " ".join(TITLE.split())
    assert found[0]["notes"] == ["Categories: cs.CL; Tides; and moons"]
    assert found[0]["authors"] == ["Lovelace, Ada", "The Pebble Consortium, Inc."]


def test_csl_json_is_a_list_of_items(whole: Part) -> None:
    found = json.loads("".join(DOCUMENTS["csl"](whole)))
    assert [one["id"] for one in found] == ["a", "b", "broknet", "lone"]
    assert found[0]["author"] == [
        {"family": "Lovelace", "given": "Ada"}, {"literal": "The Pebble Consortium, Inc."},
    ]  # fmt: skip
    assert (found[0]["issued"], found[0]["keyword"]) == ({"date-parts": [[2018]]}, "BrokNet, SQuAD")
    assert found[0]["categories"] == ["cs.CL", "Tides; and moons"]
