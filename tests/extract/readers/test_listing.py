from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.files import Line
from extract.readers.listing import read, sniff
from graph.errors import RecordError
from graph.records import Record, Source

HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 17\n\n"
SOURCE = Source("007.txt", "0" * 64)
LONG = "We study it at length. " * 20


def items(text: str) -> list[Record | RecordError]:
    rows = text.splitlines(keepends=True)
    return list(read([Line(f"007.txt:{number}", row) for number, row in enumerate(rows, start=1)], SOURCE))


def pairs(text: str) -> list[tuple[str, str | None, str | None] | str]:
    """Position, title and abstract of each record; a bad one by its message."""
    return [
        item.message if isinstance(item, RecordError) else (item.position, item.title, item.abstract)
        for item in items(text)
    ]


def page(*paragraphs: str) -> str:
    return HEADER + "\n\n".join(paragraphs) + "\n"


def test_pairs_behind_a_header() -> None:
    assert pairs(page("One", LONG + "1", "Two", LONG + "2")) == [
        ("007-000", "One", LONG + "1"),
        ("007-001", "Two", LONG + "2"),
    ]


def test_header_and_pairs_without_blank_lines_between_header_lines() -> None:
    assert pairs(HEADER.replace("\n\n", "\n") + f"\nOne\n\n{LONG}1\n") == [("007-000", "One", LONG + "1")]


def test_a_title_without_abstract_at_the_end() -> None:
    assert pairs(page("One", LONG + "1", "Two")) == [("007-000", "One", LONG + "1"), ("007-001", "Two", None)]


def test_a_title_without_abstract_in_the_middle_shifts_nothing() -> None:
    assert pairs(page("One", "Two", LONG + "2", "Three", LONG + "3")) == [
        ("007-000", "One", None),
        ("007-001", "Two", LONG + "2"),
        ("007-002", "Three", LONG + "3"),
    ]


def test_an_abstract_of_two_paragraphs_shifts_nothing() -> None:
    first, bad, last = pairs(page("One", LONG + "1", LONG + "more", "Two", LONG + "2"))
    assert first == ("007-000", "One", LONG + "1")
    assert bad == "007.txt:15: title: a title is due, but the paragraph has over 400 characters"
    assert last == ("007-002", "Two", LONG + "2")


def test_a_short_abstract_is_known_by_its_full_stop() -> None:
    assert pairs(page("One?", "It is short.", "Two!", 'It is cut …"', "Three", LONG + "3")) == [
        ("007-000", "One?", "It is short."),
        ("007-001", "Two!", 'It is cut …"'),
        ("007-002", "Three", LONG + "3"),
    ]


def test_pages_of_several_days_in_one_file() -> None:
    """A header line ends a pair, and is never a title."""
    assert pairs(page("One", LONG + "1", "Two") + "\n" + page("Three", LONG + "3")) == [
        ("007-000", "One", LONG + "1"),
        ("007-001", "Two", None),
        ("007-002", "Three", LONG + "3"),
    ]


def test_a_wrapped_abstract_is_kept_as_given() -> None:
    wrapped = LONG.replace(". ", ".\n").strip()
    assert pairs(page("One", wrapped, "Two", LONG + "2"))[0] == ("007-000", "One", wrapped)


def test_a_bad_line_takes_its_pair_along() -> None:
    flaw = RecordError("007.txt:5", "the line is not UTF-8 text")
    rows = [Line("a:1", "One"), Line("a:2", "\n"), Line("a:3", LONG + "1"), Line("a:4", "\n"), Line("a:5", "T�o", flaw),
            Line("a:6", "\n"), Line("a:7", LONG + "2"), Line("a:8", "\n"), Line("a:9", "Three")]  # fmt: skip
    first, bad, last = read(rows, SOURCE)
    assert isinstance(first, Record)
    assert bad is flaw
    assert last == Record(SOURCE, "007-002", title="Three")


def test_an_abstract_beyond_the_limit() -> None:
    """Also one of very many lines, which is not held in memory as a whole."""
    bad, last = items(page("One", "A line of it.\n" * 20_000, "Two"))
    assert isinstance(bad, RecordError)
    assert bad.field == "abstract"
    assert isinstance(last, Record)


@pytest.mark.parametrize("header", ["by AK and the research community", "byAK and the research community"])
def test_sniffing(header: str) -> None:
    assert sniff("a.txt", f"new\n\n{header}\n\nTitle\n")
    assert not sniff("a.txt", "new\n\nSubscribe\n\nTitle\n")
    assert not sniff("a.txt", "words\n" * 20 + header)


@given(st.lists(st.sampled_from(["title", "abstract", "date"]), max_size=12))
def test_no_paragraph_is_lost_or_paired_across_another(kinds: list[str]) -> None:
    texts = {"title": "Title {}", "abstract": LONG + "{}", "date": "Mar 17"}
    found = items("\n\n".join(texts[kind].format(number) for number, kind in enumerate(kinds)))
    titles = [item.title for item in found if isinstance(item, Record)]
    assert titles == [f"Title {number}" for number, kind in enumerate(kinds) if kind == "title"]
    for number, kind in enumerate(kinds):
        paired = number > 0 and kinds[number - 1] == "title" and kind == "abstract"
        expected = (f"Title {number - 1}", LONG + str(number))
        assert paired == any(isinstance(item, Record) and (item.title, item.abstract) == expected for item in found)
    assert len(found) - len(titles) == sum(
        kind == "abstract" and (number == 0 or kinds[number - 1] != "title") for number, kind in enumerate(kinds)
    )
