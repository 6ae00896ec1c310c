"""CSV for Neo4j's importer, read by csv: headers as its manual has them, ends that exist, a line a row."""

from __future__ import annotations

import re

from graph.export import FOLDERS, Part
from tests.graph.export.test_tables import read

# Neo4j Operations Manual, "Header format": name:TYPE, and the four of its own with an id space.
_COLUMN = re.compile(r"\w+(?::(?:int|double|boolean|string\[\]))?|\w+:ID\(\w+\)|:(?:START|END)_ID\(\w+\)|:LABEL|:TYPE")


def test_headers_and_ids_fit(whole: Part) -> None:
    tables = read(whole, "neo4j")
    for rows in tables.values():
        assert all(_COLUMN.fullmatch(column) for column in rows[0])
    ids = {"Paper": {row["id:ID(Paper)"] for row in tables["papers.csv"]}}
    ids["Concept"] = {row["id:ID(Concept)"] for row in tables["concepts.csv"]}
    assert ids == {"Paper": {"a", "b", "broknet", "lone"}, "Concept": {"broknet", "gpt", "squad", "tagging"}}
    for name in ("has_concept.csv", "links.csv"):
        for row in tables[name]:
            for column, value in row.items():
                if end := re.fullmatch(r":(?:START|END)_ID\((\w+)\)", column):
                    assert value in ids[end[1]]
    assert {row[":LABEL"] for row in tables["concepts.csv"]} == {"Concept;Method", "Concept;Dataset", "Concept;Task"}
    uses = [row for row in tables["links.csv"] if row[":TYPE"] == "USES_METHOD_OF"]
    assert [tuple(row.values()) for row in uses] == [("b", "a", "", "", "", "", "", "broknet", "USES_METHOD_OF")]


def test_a_row_is_one_line(whole: Part) -> None:
    for lines in FOLDERS["neo4j"](whole).values():
        assert all(re.fullmatch(r"[^\r\n]*\n", line) for line in lines)
