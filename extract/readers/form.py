"""What a form of paper files is, and the checks that the fields of every form go through.

A form is one module with a ``FORM``: how to recognise it, and how to read records from lines. A record
that cannot be read is *yielded* as a ``RecordError`` and keeps its index, so that mending it moves no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extract.readers.files import Line, position
from graph.errors import RecordError
from graph.records import Record, Source

LONGEST_TITLE = 2_000
LONGEST_ABSTRACT = 100_000
LONGEST_FIELD = 2_000
"""Characters of any other field."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Form:
    """``sniff(name, head)``: is a file of this base name and beginning one? ``read(lines, source)``: its records."""

    name: str
    sniff: Callable[[str, str], bool]
    read: Callable[[Iterable[Line], Source], Iterator[Record | RecordError]]


def record(source: Source, index: int, where: str, *, title: object = None, abstract: object = None) -> Record:
    """The record ``index`` (from 0) of a source, checked; raises ``RecordError`` for what stands at ``where``."""
    made = Record(
        source,
        position(source, index),
        title=text(title, where, "title", LONGEST_TITLE),
        abstract=text(abstract, where, "abstract", LONGEST_ABSTRACT),
    )
    if made.title is None and made.abstract is None:
        raise RecordError(where, "the record has neither a title nor an abstract", hint="Give it one of the two.")
    return made


def text(value: object, where: str, field: str, limit: int = LONGEST_FIELD) -> str | None:
    """A text as given, without outer white space; None where it is missing or empty."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise RecordError(where, f"is {kind(value)}, not a string", field=field, hint="Put it into quotes.")
    stripped = value.strip()
    if len(stripped) > limit:
        reason = f"has {len(stripped):,} characters; at most {limit:,} are read"
        raise RecordError(where, reason, field=field, hint="Check that it holds one paper only, or shorten it.")
    if _SURROGATE.search(stripped):
        raise RecordError(where, "holds a lone surrogate", field=field, hint="Take the broken character out.")
    if "\0" in stripped:
        raise RecordError(where, "holds a NUL character", field=field, hint="Take it out.")
    return stripped or None


def kind(value: object) -> str:
    """What a value of JSON is, in words."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "null" if value is None else "a list" if isinstance(value, list) else "an object"


def filled(head: str) -> list[str]:
    """The lines of a head that are not blank, without outer white space."""
    return [row.strip() for row in head.split("\n") if row.strip()]
