"""CSV, read by csv: rows fit each other, and offsets their texts."""

from __future__ import annotations

import csv
import io
import re

from graph.export import Part
from graph.export.tables import tables
from tests.conftest import ROOT
from tests.graph.export.conftest import TITLE


def read(part: Part) -> dict[str, list[dict[str, str]]]:
    files: dict[str, str] = {}
    for name, line in tables(part):
        files[name] = files.get(name, "") + line
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in files.items()}


def test_rows_fit_each_other(whole: Part) -> None:
    found = read(whole)
    papers = {row["id"]: row for row in found["papers.csv"]}
    concepts = {row["id"]: row for row in found["concepts.csv"]}
    assert list(papers) == ["a", "b", "broknet", "lone"]
    assert list(concepts) == ["broknet", "gpt", "squad", "tagging"]
    assert papers["a"]["title"] == TITLE
    assert papers["a"]["authors"] == "Ada Lovelace; The Pebble Consortium, Inc."
    assert (concepts["squad"]["type"], concepts["squad"]["papers"]) == ("Dataset", "3")
    held = {(row["paper"], row["concept"]): row["role"] for row in found["paper_concepts.csv"]}
    assert held["a", "broknet"] == "proposed"
    mentions = found["mentions.csv"]
    assert {(row["paper"], row["concept"]) for row in mentions} == set(held)
    for row in mentions:
        assert papers[row["paper"]][row["field"]][int(row["start"]) : int(row["end"])] == row["surface"]
    (link,) = (row for row in found["links.csv"] if (row["paper"], row["other"]) == ("a", "b"))
    assert (link["relation"], link["by"]) == ("uses method of", "b")
    parts = sum(float(link[name]) for name in ("method", "dataset", "task", "wording"))
    assert abs(parts - float(link["score"])) < 1e-9


def test_the_dictionary_names_every_column(whole: Part) -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    told = {
        file: re.findall(r"`(\w+)`", cells) for file, cells in re.findall(r"^\| `(\w+\.csv)` \| (.+?) \|", page, re.M)
    }
    shown = {name: list(rows[0]) for name, rows in read(whole).items()}
    assert told == shown
