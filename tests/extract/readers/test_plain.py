from __future__ import annotations

import pytest

from extract.readers.files import Line
from extract.readers.plain import read, sniff
from graph.errors import RecordError
from graph.records import Record, Source

SOURCE = Source("paper.txt", "0" * 64)


def item(text: str) -> Record | RecordError:
    rows = text.splitlines(keepends=True)
    (only,) = read([Line(f"paper.txt:{number}", row) for number, row in enumerate(rows, start=1)], SOURCE)
    return only


@pytest.mark.parametrize(
    ("text", "title", "abstract"),
    [
        ("A title\n\nAn abstract.\n", "A title", "An abstract."),
        ("\n\n A title \r\n \r\nOne line.\r\nTwo lines.\r\n", "A title", "One line.\r\nTwo lines."),
        ("First.\n\nSecond.\n\nThird.\n", "First.", "Second.\n\nThird."),
        ("All on\ntwo lines.\n", None, "All on\ntwo lines."),
        ("Only one line", None, "Only one line"),
        ("Only one line\n\n\n", None, "Only one line"),
        ("x" * 301 + "\n\nAn abstract.", None, "x" * 301 + "\n\nAn abstract."),
        ("x" * 300 + "\n\nAn abstract.", "x" * 300, "An abstract."),
    ],
)
def test_title_and_abstract(text: str, title: str | None, abstract: str) -> None:
    assert item(text) == Record(SOURCE, "paper-000", title=title, abstract=abstract)


def test_a_text_too_long_is_reported_once() -> None:
    for text in ("A title\n\n" + "x" * 100_001, "A line of a book.\n" * 10_000):
        found = item(text)
        assert isinstance(found, RecordError)
        assert found.field == "abstract"


def test_a_bad_line_spoils_the_paper() -> None:
    flaw = RecordError("paper.txt:2", "the line is not UTF-8 text")
    assert list(
        read([Line("paper.txt:1", "A\n"), Line("paper.txt:2", "�\n", flaw), Line("paper.txt:3", "B")], SOURCE)
    ) == [flaw]


def test_blank_lines_are_no_paper() -> None:
    assert list(read([Line("paper.txt:1", "\n")], SOURCE)) == []


def test_sniffing_takes_what_is_named_as_text_or_not_at_all() -> None:
    assert sniff("a.txt", "Words.")
    assert sniff("a.TXT.gz", "Words.")
    assert sniff("stdin", "Words.")
    assert sniff("a.txt", "Abstract: only one,\nwrapped.")
    assert not sniff("a.md", "Words.")
    assert not sniff("a.txt", " {}")
