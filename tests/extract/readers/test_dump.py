"""Concite's own dump as papers to add."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.readers import read
from graph.dump import to_json
from graph.errors import RecordError
from graph.records import Record, Source, Tagged, Tags
from graph.works import merge

HEAD = '{"concite":"dump","version":1}\n'
RECORDS = [
    Record(Source("a.bib", "0" * 64), "a-000", "A title", "An abstract.", "k", ("Ada L.",), 2024, "ACL", "10.1000/a"),
    Record(Source("b.json", "1" * 64), "b-007", "A title", arxiv="2301.00001", url="https://example.org"),
]


def test_records_come_back_with_their_sources(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    paper = to_json(Tagged(merge("p", RECORDS), Tags("model")))
    decision = {"decision": {"kind": "block", "subject": ["x"], "value": ""}}
    path.write_text(HEAD + json.dumps(decision) + "\n" + json.dumps(paper) + "\n")
    assert list(read(path)) == RECORDS


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"records": {}}, "records"),
        ({"records": [3]}, "records"),
        ({"records": [{"title": "A"}]}, "source"),
        ({"records": [{"title": "A", "source": {"name": "a"}, "position": "a-000"}]}, "source"),
        ({"records": [{"title": "A", "source": {"name": 7, "sha256": "b"}, "position": "a-000"}]}, "source"),
        ({"records": [{"title": "A", "source": {"name": "a", "sha256": "b"}}]}, "source"),
        ({"records": [{"title": 7, "source": {"name": "a", "sha256": "b"}, "position": "a-000"}]}, "title"),
    ],
)
def test_what_is_no_record(tmp_path: Path, row: object, field: str) -> None:
    path = tmp_path / "dump"
    path.write_text(HEAD + json.dumps(row) + "\n")
    (error,) = read(path)
    assert isinstance(error, RecordError)
    assert error.field == field
    assert error.message.startswith("dump:2: ")
