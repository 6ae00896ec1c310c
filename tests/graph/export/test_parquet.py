"""Parquet, read by pyarrow: what the tables of CSV say, with types and lists."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import Any

import pyarrow.parquet as pq
import pytest

from graph.export import Part, parquet
from graph.export.tables import rows


def files(part: Part) -> dict[str, Any]:
    made: dict[str, bytes] = defaultdict(bytes)
    for name, data in parquet.tables(part):
        made[name] += data
    return {name: pq.ParquetFile(io.BytesIO(data)) for name, data in made.items()}


def test_a_table_says_what_its_rows_say(whole: Part) -> None:
    for name, table in rows(whole).items():
        header, *body = table
        found = files(whole)[f"{name}.parquet"].read().to_pylist()
        assert [list(row) for row in found] == [list(header)] * len(body)
        assert [[tuple(cell) if isinstance(cell, list) else cell for cell in row.values()] for row in found] == [
            list(row) for row in body
        ], name
        assert found, name


def test_columns_have_types_also_where_a_table_is_empty(whole: Part) -> None:
    lone = files(Part(whole.store, ("lone",)))
    full = files(whole)
    assert lone["links.parquet"].metadata.num_rows == 0
    assert all(lone[name].schema_arrow == full[name].schema_arrow for name in full)
    types = {field.name: str(field.type) for field in full["links.parquet"].schema_arrow}
    assert (types["paper"], types["score"], types["shared"]) == ("string", "double", "list<element: string>")
    assert str(full["papers.parquet"].schema_arrow.field("year").type) == "int64"


def test_rows_are_written_a_group_at_a_time(whole: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 3)
    papers = files(whole)["papers.parquet"]
    assert [papers.metadata.row_group(group).num_rows for group in range(papers.num_row_groups)] == [3, 1]
