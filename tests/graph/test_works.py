from __future__ import annotations

from dataclasses import replace

import pytest

from graph.records import Record, Source
from graph.works import (
    abstract_of,
    alike,
    continues,
    first_id,
    is_retracted,
    keys,
    lookup_keys,
    merge,
    otherwise,
    sha256,
)

SOURCE = Source("a.jsonl", "0" * 64)
LONG = "We propose a method for the reconstruction of humans and objects from single images. " * 4


def record(**fields: object) -> Record:
    return Record(**{"source": SOURCE, "position": "a-000", **fields})  # type: ignore[arg-type]


def test_an_id_is_given_or_found_or_a_hash() -> None:
    assert first_id(record(key="p1", doi="10.1/x", abstract=LONG)) == "p1"
    assert first_id(record(doi="10.1/x", abstract=LONG)) == "10.1/x"
    assert first_id(record(arxiv="2301.00001", abstract=LONG)) == "arxiv:2301.00001"
    assert len(first_id(record(abstract=LONG))) == 16
    assert first_id(record(abstract=LONG)) == first_id(record(abstract=LONG.upper().replace(" ", "  "), title="T"))


@pytest.mark.parametrize(
    "text",
    [
        "No abstract available",
        "No abstract.",
        "N/A",
        "",
        "Abstract not available.",
        "  ",
        "This paper has been withdrawn by the author due to an error in Table 1, found after it was sent.",
        "RETRACTED ARTICLE: The publisher has retracted this article.",
    ],
)
def test_boilerplate_is_no_abstract(text: str) -> None:
    assert abstract_of(record(abstract=text)) is None
    assert first_id(record(title="On X", abstract=text)) != first_id(record(title="On Y", abstract=text))


@pytest.mark.parametrize(
    ("title", "abstract", "retracted"),
    [
        ("RETRACTED: A survey", "We count.", True),
        ("[Retracted] A survey", "We count.", True),
        ("Retraction note to: A survey", None, True),
        ("A survey", "This article has been retracted at the request of the editor.", True),
        ("Retracted samples and what they teach", "This paper was written by hand.", False),
        ("A survey", "This paper has been withdrawn from no shelf. " + "We count pebbles. " * 30, False),
    ],
)
def test_retracted(title: str, abstract: str | None, retracted: bool) -> None:
    assert is_retracted(record(title=title, abstract=abstract)) is retracted


def test_titles_alone_need_more_than_a_title_to_be_one() -> None:
    assert first_id(record(title="Editorial", year=2001)) != first_id(record(title="Editorial", year=2002))


def test_a_cut_abstract_continues_in_the_whole_one() -> None:
    cut, whole = record(abstract=LONG[:290] + "..."), record(abstract=LONG)
    assert continues(cut, whole)
    assert continues(whole, cut)
    assert not continues(record(abstract=LONG[:290]), whole)
    assert {k for k in keys(cut) if k.startswith("head:")} == {k for k in keys(whole) if k.startswith("head:")}


def test_the_winner_gives_the_text_and_any_record_the_title() -> None:
    titled, cut, long = (
        record(title="T", abstract="Short one."),
        record(abstract=LONG * 2 + "..."),
        record(abstract=LONG),
    )
    paper = merge("p", [titled, cut, long])
    assert (paper.title, paper.abstract) == ("T", LONG)
    assert merge("p", [long, titled, cut]) == paper


def test_what_a_record_says_otherwise_is_known() -> None:
    first = record(title="T", abstract=LONG, year=2020, venue="J")
    second = record(title="t", year=2021, authors=("A", "B"), doi="10.1/x")
    paper = merge("p", [first, second])
    assert otherwise(first, paper) == {}
    assert otherwise(second, paper) == {"title": "t", "year": 2021}


def test_what_is_alike() -> None:
    assert alike(record(abstract=LONG), record(abstract=LONG + " Code is available."))
    assert not alike(record(abstract=LONG), record(abstract="Graph networks learn molecules."))
    assert alike(
        record(title="A quite long title here", abstract="x"), record(title="A Quite Long Title Here", abstract="y")
    )


def test_a_record_is_its_content() -> None:
    one = record(title="T", abstract=LONG)
    assert sha256(one) == sha256(replace(one, position="b-007"))
    assert sha256(one) != sha256(replace(one, year=2001))


def test_identifiers_as_people_write_them() -> None:
    assert "doi:10.1000/x" in lookup_keys("https://doi.org/10.1000/X")
    assert "arxiv:2301.00001" in lookup_keys("arXiv:2301.00001v2")
    assert lookup_keys("p/1")[0] == "id:p/1"
