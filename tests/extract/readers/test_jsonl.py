from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers import read as read_file
from extract.readers.files import Line
from extract.readers.jsonl import read, sniff
from graph.errors import RecordError
from graph.records import Record, Source

SOURCE = Source("papers.jsonl", "0" * 64)


def one(row: object) -> Record | RecordError:
    (item,) = read([Line("papers.jsonl:1", row if isinstance(row, str) else json.dumps(row))], SOURCE)
    return item


def good(**fields: object) -> Record:
    item = one({"title": "T", **fields})
    assert isinstance(item, Record)
    return item


def bad(**fields: object) -> RecordError:
    item = one({"title": "T", **fields})
    assert isinstance(item, RecordError)
    return item


def test_all_fields() -> None:
    item = one(
        {
            "id": "p1",
            "title": " A title ",
            "abstract": "An  abstract\nof $\\alpha$. ",
            "authors": ["Ada Lovelace", "Gödel, Kurt"],
            "year": 2024,
            "venue": "ACL",
            "doi": "https://doi.org/10.1000/ABC",
            "arxiv": "arXiv:2301.00001v2",
            "url": "https://example.org/p1",
            "categories": ["cs.CL", "cs.LG", "cs.CL"],
            "unknown": {"is": "left alone"},
        }
    )
    assert item == Record(
        SOURCE,
        "papers-000",
        title="A title",
        abstract="An  abstract\nof $\\alpha$.",
        key="p1",
        authors=("Ada Lovelace", "Gödel, Kurt"),
        year=2024,
        venue="ACL",
        doi="10.1000/abc",
        arxiv="2301.00001",
        url="https://example.org/p1",
        categories=("cs.CL", "cs.LG"),
    )


def test_a_broken_line_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text('{"title": "One"}\n\n{"title": "Tw\n[1]\n{"title": "Four"}\n')
    one, two, three, four = read_file(path)
    assert isinstance(one, Record)
    assert isinstance(two, RecordError)
    assert two.message.startswith("papers.jsonl:3: the line is not JSON: ")
    assert isinstance(three, RecordError)
    assert three.message == "papers.jsonl:4: the line is a list, not an object"
    assert isinstance(four, Record)
    assert (four.position, four.title) == ("papers-003", "Four")


@pytest.mark.parametrize("row", ["1" * 5000, "[" * 100_000, "null", '"text"', "true", "{} {}"])
def test_json_that_is_no_record(row: str) -> None:
    assert isinstance(one(row), RecordError)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": 7}, "title"),
        ({"abstract": ["a"]}, "abstract"),
        ({"title": "x" * 2001}, "title"),
        ({"abstract": "x" * 100_001}, "abstract"),
        ({"title": "a\ud800b"}, "title"),
        ({"abstract": "a\u0000b"}, "abstract"),
        ({"id": ""}, "id"),
        ({"id": " "}, "id"),
        ({"id": 1.5}, "id"),
        ({"id": True}, "id"),
        ({"id": "a\nb"}, "id"),
        ({"id": "x" * 513}, "id"),
        ({"authors": 3}, "authors"),
        ({"authors": {"name": "A"}}, "authors"),
        ({"authors": ["A", 3]}, "authors"),
        ({"authors": [{"name": 3}]}, "authors"),
        ({"year": 0}, "year"),
        ({"year": 20244}, "year"),
        ({"year": 2024.5}, "year"),
        ({"year": float("nan")}, "year"),
        ({"year": True}, "year"),
        ({"year": "in press"}, "year"),
        ({"year": "٢٠٢٤"}, "year"),
        ({"year": [2024]}, "year"),
        ({"venue": {}}, "venue"),
        ({"doi": 10.1}, "doi"),
        ({"arxiv": 2301.00001}, "arxiv"),
        ({"arxiv_id": 2301.00001}, "arxiv_id"),
        ({"url": ["https://example.org"]}, "url"),
        ({"categories": {"cs": 1}}, "categories"),
        ({"categories": [7]}, "categories"),
    ],
)
def test_a_bad_field_is_named(fields: dict[str, object], field: str) -> None:
    error = bad(**fields)
    assert error.field == field
    assert error.message.startswith(f"papers.jsonl:1: {field}: ")
    assert error.hint


def test_a_record_needs_a_title_or_an_abstract() -> None:
    assert isinstance(one({"title": " ", "abstract": None}), RecordError)
    assert isinstance(one({"id": "a"}), RecordError)
    assert isinstance(one({"abstract": "A."}), Record)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, ()),
        ("", ()),
        ([], ()),
        ("Ada Lovelace", ("Ada Lovelace",)),
        ("Lovelace, Ada and Gödel, Kurt", ("Lovelace, Ada", "Gödel, Kurt")),
        ("A. One; B. Two;", ("A. One", "B. Two")),
        ("Centre for Sand and Stone; B. Two", ("Centre for Sand and Stone", "B. Two")),
        (["A. One", {"name": "B. Two", "id": 7}, "", None, {}], ("A. One", "B. Two")),
        ("Ferdinand Andersen", ("Ferdinand Andersen",)),
    ],
)
def test_authors(given: object, expected: tuple[str, ...]) -> None:
    assert good(authors=given).authors == expected


@pytest.mark.parametrize(("given", "expected"), [("2024", 2024), (" 987 ", 987), (1, 1), ("", None), (None, None)])
def test_years(given: object, expected: int | None) -> None:
    assert good(year=given).year == expected


@pytest.mark.parametrize(("given", "expected"), [(12, "12"), (-1, "-1"), (" a/b c ", "a/b c"), (None, None)])
def test_ids(given: object, expected: str | None) -> None:
    assert good(id=given).key == expected


def test_identifiers_that_are_none_are_dropped() -> None:
    item = good(doi="forthcoming", arxiv="n/a")
    assert (item.doi, item.arxiv) == (None, None)


@pytest.mark.parametrize(
    ("fields", "doi", "arxiv"),
    [
        ({"url": "https://doi.org/10.1000/ABC"}, "10.1000/abc", None),
        ({"url": "https://arxiv.org/abs/2301.00001v1"}, None, "2301.00001"),
        ({"doi": "10.48550/arXiv.2301.00001"}, "10.48550/arxiv.2301.00001", "2301.00001"),
        ({"url": "https://doi.org/10.48550/arXiv.2301.00001"}, "10.48550/arxiv.2301.00001", "2301.00001"),
        ({"doi": "10.1000/x", "url": "https://doi.org/10.1000/y"}, "10.1000/x", None),
        ({"doi": "?", "url": "https://doi.org/10.1000/y"}, "10.1000/y", None),
        ({"arxiv_id": "cs.CL/0112017"}, None, "cs/0112017"),
        ({"arxiv": "", "arxiv_id": "2301.00001"}, None, "2301.00001"),
    ],
)
def test_links_and_dois_fill_in(fields: dict[str, object], doi: str | None, arxiv: str | None) -> None:
    item = good(**fields)
    assert (item.doi, item.arxiv) == (doi, arxiv)
    assert item.url == fields.get("url")


@given(st.text(max_size=50), st.text(max_size=50))
def test_texts_stay_as_given(title: str, abstract: str) -> None:
    item = one({"title": title, "abstract": abstract})
    if isinstance(item, Record):
        assert (item.title or "", item.abstract or "") == (title.strip(), abstract.strip())
    else:
        assert not (title.strip() or abstract.strip()) or "\0" in title + abstract


def test_sniffing() -> None:
    assert sniff("a.jsonl.gz", "whatever")
    assert sniff("stdin", '{"title": "cut off')
    assert not sniff("a.json", '{\n "title": "A"\n}')
    assert not sniff("a.json", '[\n{"title": "A"},\n{"title": "B"},\n{"title": "C"}\n]')
    assert not sniff("a.txt", "")
