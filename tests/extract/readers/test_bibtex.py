"""What is BibTeX's own: strings, and several entries on a line."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from extract.readers import read
from extract.readers.entries import LONGEST
from graph.records import Record


def found(folder: Path, text: str) -> list[Record | str]:
    path = folder / "a.bib"
    path.write_text(text, encoding="utf-8")
    return [row if isinstance(row, Record) else row.message for row in read(path)]


@pytest.mark.parametrize(
    ("value", "venue"),
    [
        ("jt", "Journal of Tides"), ("JT", "Journal of Tides"), ('jt # " and moons"', "Journal of Tides and moons"),
        ("jt # {, part } # 3", "Journal of Tides, part 3"), ('"A # {B} # C"', "A # B # C"),
        ('"#1" # of', "#1 of Tides"), ("unknown", "unknown"), (r"{R\&D \# 1}", "R&D # 1"), ("{}", None),
    ],
)  # fmt: skip
def test_strings_stand_for_texts_and_are_joined(tmp_path: Path, value: str, venue: str | None) -> None:
    strings = '@string{of = " of Tides"}\n@STRING(jt = "Journal" # of)\n'
    (row,) = found(tmp_path, f"{strings}@article{{a, title = {{One}}, journal = {value}\n}}\n")
    assert isinstance(row, Record)
    assert row.venue == venue


def test_entries_may_share_a_line_and_a_key(tmp_path: Path) -> None:
    rows = found(
        tmp_path, "@string{s={S}} @misc{a, title={One}} @misc{a, title={Two}, journal=s} x @misc{b, title={Three\n"
    )
    assert [(row.title, row.venue) for row in rows[:2] if isinstance(row, Record)] == [("One", None), ("Two", "S")]
    assert rows[2:] == ["a.bib:1: the entry cannot be read: Unexpectedly reached end of file"]


@pytest.mark.parametrize("strings", [30, 3])
def test_strings_of_strings_are_bounded(tmp_path: Path, strings: int) -> None:
    """As entities of XML: a few lines of doubled strings would fill any memory."""
    twice = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(strings))
    many = "".join(f"  f{n} = s1 # s{strings},\n" for n in range(20_000))
    tracemalloc.start()
    *bad, last = found(
        tmp_path, f'@string{{s0 = "{"x" * 50_000}"}}\n{twice}@misc{{a, title = s0,\n{many}}}\n@misc{{b, title={{B}}}}\n'
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(last, Record)
    assert last.title == "B"
    assert bad and all(f"has over {LONGEST:,} characters" in str(row) for row in bad)
    assert peak < 40 * LONGEST
