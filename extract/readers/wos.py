"""Web of Science's tagged text (``.ciw``, ``savedrecs.txt``): ``PT J`` and tags of two letters below it, to ``ER``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.readers.entries import entries, tags
from extract.readers.files import Line, plain_suffix
from extract.readers.form import Form, Given, filled, parted, person, records, year_in
from graph.errors import RecordError
from graph.records import Record, Source

_BEGIN = re.compile(r"PT [A-Z]\s*$")
_HEAD = re.compile(r"FN \S.*\nVR \S")
_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?$")
_END = re.compile(r"^ER *\r?$", re.MULTILINE)


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a reference; its id is Web of Science's number."""
    return records(entries(lines, _BEGIN.match), source, _given)


def sniff(name: str, head: str) -> bool:
    """Named so, or the first lines name who made the file and the version, or begin a reference."""
    rows = filled(head)
    return (
        plain_suffix(name) == ".ciw" or bool(_HEAD.match("\n".join(rows[:2]))) or bool(rows and _BEGIN.match(rows[0]))
    )


def _given(text: str) -> Given:
    found = {tag: values[0] for tag, values in tags(_END.split(text)[0], _TAG, "   ").items()}
    first = {tag: " ".join(rows) for tag, rows in found.items()}
    return Given(
        title=first.get("TI"),
        abstract=first.get("AB"),
        key=first.get("UT") or None,
        authors=[*(person(name) for name in found.get("AF") or found.get("AU") or ()), *found.get("CA", ())],
        year=year_in(first.get("PY")) or year_in(first.get("EY")),
        venue=first.get("SO"),
        doi=first.get("DI"),
        categories=parted(first.get("WC") or first.get("SC")),
    )


FORM = Form("wos", sniff, read)
