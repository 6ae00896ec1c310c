"""What ``concite dump`` wrote, as records to add: papers are tagged anew, decisions left alone (``load`` takes all)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.readers.files import Line
from extract.readers.form import Form, record, text
from extract.readers.jsonl import fields, loaded
from graph.errors import RecordError
from graph.records import Record, Source

_HEAD = '{"concite":"dump"'
_SOURCE = ("name", "sha256")


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """The records of each paper, with the sources and positions that they were first read at."""
    for line in lines:
        try:
            if line.flaw:
                raise line.flaw
            for given in _given(line):
                yield _record(given, source, line.where)
        except RecordError as error:
            yield error


def sniff(name: str, head: str) -> bool:
    """The first line says so."""
    return head.startswith(_HEAD)


def _given(line: Line) -> list[dict[str, object]]:
    """The records of a line; none of the first, and of a decision's."""
    rows = loaded(line).get("records", []) if line.text.strip() else []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RecordError(line.where, "is no list of records", field="records", hint="Dump the store again.")
    return rows


def _record(given: dict[str, object], source: Source, where: str) -> Record:
    first = given.get("source")
    name, sha256 = (text(first.get(part), where, "source") if isinstance(first, dict) else None for part in _SOURCE)
    position = text(given.get("position"), where, "position")
    if not (name and sha256 and position):
        raise RecordError(where, "is missing or not whole", field="source", hint="Dump the store again.")
    made = record(source, 0, where, fields({**given, "id": given.get("key")}, where))
    return replace(made, source=Source(name, sha256), position=position)


FORM = Form("dump", sniff, read)
