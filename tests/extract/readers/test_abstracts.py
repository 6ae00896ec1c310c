from __future__ import annotations

from extract.readers.abstracts import read, sniff
from extract.readers.files import Line
from graph.errors import RecordError
from graph.records import Record, Source

SOURCE = Source("007.txt", "0" * 64)


def items(*rows: str) -> list[Record | RecordError]:
    return list(read([Line(f"007.txt:{number}", row) for number, row in enumerate(rows, start=1)], SOURCE))


def test_one_record_a_line() -> None:
    assert items("Abstract:One.\n", "\n", "abstract : Two  here. \r\n") == [
        Record(SOURCE, "007-000", abstract="One."),
        Record(SOURCE, "007-001", abstract="Two  here."),
    ]


def test_bad_lines_keep_their_place() -> None:
    first, second, third = items("Abstract:\n", "Not one.\n", "Abstract:Three.\n")
    assert isinstance(first, RecordError)
    assert first.message == "007.txt:1: the record has neither a title nor an abstract"
    assert isinstance(second, RecordError)
    assert second.message == "007.txt:2: the line does not begin with 'Abstract:'"
    assert third == Record(SOURCE, "007-002", abstract="Three.")


def test_an_abstract_too_long() -> None:
    fits, over = items("Abstract:" + "x" * 100_000, "Abstract:" + "x" * 100_001)
    assert isinstance(fits, Record)
    assert isinstance(over, RecordError)
    assert over.field == "abstract"
    assert over.message == "007.txt:2: abstract: has 100,001 characters; at most 100,000 are read"


def test_most_lines_must_carry_the_label() -> None:
    assert sniff("a.txt", "My list\n\nAbstract:One.\n\nAbstract:Two.\n")
    assert not sniff("a.txt", "Abstract:One that\nis wrapped over\nlines.\n")
    assert not sniff("a.txt", "\n")
