from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers import read
from extract.readers.files import LONGEST_LINE
from graph.errors import RecordError, UnreadableInput, UsageError
from graph.records import Record


def table(folder: Path, text: str, columns: dict[str, str] | None = None) -> list[Record | str]:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return [row if isinstance(row, Record) else row.message for row in read(path, columns=columns)]


def test_columns_can_be_named(tmp_path: Path) -> None:
    text = 'Titel;Kurzfassung;Verfasser;Jahr\r\n"A; B";"Two\r\nlines";Ada L.;2024\r\n'
    columns = {"title": "Titel", "abstract": "kurzfassung", "authors": "Verfasser", "year": "Jahr"}
    (row,) = table(tmp_path, text, columns)
    assert isinstance(row, Record)
    assert (row.title, row.abstract, row.authors, row.year) == ("A; B", "Two lines", ("Ada L.",), 2024)


def test_a_named_column_goes_before_a_known_one(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "Title,Short Title\nLong,Short\n", {"title": "short title"})
    assert isinstance(row, Record)
    assert row.title == "Short"


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no column for a title or an abstract; it begins: Titel,Jahr") as caught:
        table(tmp_path, "Titel,Jahr\nA,2024\n")
    assert "--columns title=NAME" in caught.value.hint
    with pytest.raises(UnreadableInput, match="no column 'Tittel'"):
        table(tmp_path, "Titel,Title\nA,B\n", {"title": "Tittel"})
    with pytest.raises(UsageError, match="no field 'titel'"):
        table(tmp_path, "Titel,Jahr\nA,2024\n", {"titel": "Titel"})


def test_a_row_that_does_not_fit_costs_only_itself(tmp_path: Path) -> None:
    one, short, long, padded, last = table(
        tmp_path, "Title,Year\nOne,1999\nTwo\nThree,2001,x\nFour,2002,,\n\n,\nFive,\n"
    )
    assert short == "t.csv:3: the row has 1 cells, the header 2"
    assert long == "t.csv:4: the row has 3 cells, the header 2"
    assert [row.title for row in (one, padded, last) if isinstance(row, Record)] == ["One", "Four", "Five"]
    assert isinstance(last, Record)
    assert last.position == "t-004"


def test_a_quote_that_is_never_closed_is_said(tmp_path: Path) -> None:
    one, bad = table(tmp_path, 'Title,Year\nOne,1999\nTwo,"2000\nThree,2001\n')
    assert isinstance(one, Record)
    assert bad == "t.csv:3: the row has a quote that is never closed"


def test_huge_cells(tmp_path: Path) -> None:
    """Lists of references may be long; a quote that is never closed ends at the limit, and the rest is read."""
    text = f'Title,References\nOne,"{"x" * 2_000_000}"\nTwo,"{"y" * 1000}\n' + f"{'z' * 1000}\n" * 4500 + "Three,\n"
    rows = table(tmp_path, text)
    assert isinstance(rows[0], Record)
    assert isinstance(rows[1], str)
    assert rows[1].startswith(f"t.csv:3: the row cannot be read: field larger than field limit ({LONGEST_LINE})")
    assert isinstance(rows[-1], Record)
    assert rows[-1].title == "Three"


def test_a_cell_that_is_not_utf_8_costs_only_its_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("Title,Year\nÖne,1\nTwo,2\n".encode("latin-1"))
    bad, good = read(path)
    assert isinstance(bad, RecordError)
    assert bad.message == "t.csv:2: the line is not UTF-8 text (byte 0xd6)"
    assert isinstance(good, Record)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Lindqvist, Ada; Núñez, José", ("Ada Lindqvist", "José Núñez")),
        ("Lindqvist A., Núñez J.", ("Lindqvist A.", "Núñez J.")),
        ("Ada Lindqvist and José Núñez", ("Ada Lindqvist", "José Núñez")),
        ("The Pebble Consortium", ("The Pebble Consortium",)),
        ("", ()),
    ],
)
def test_authors(tmp_path: Path, cell: str, names: tuple[str, ...]) -> None:
    (row,) = table(tmp_path, f'Title,Authors\nOne,"{cell}"\n')
    assert isinstance(row, Record)
    assert row.authors == names
