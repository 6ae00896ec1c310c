"""What a form of paper files is, and the checks that the fields of every form go through.

A form is one module with a ``FORM``: how to recognise it, and how to read records from lines. A record
that cannot be read is *yielded* as a ``RecordError`` and keeps its index, so that mending it moves no other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from extract.readers import files
from extract.readers.files import Line, position
from extract.readers.markup import plain
from graph import identifiers
from graph.errors import RecordError
from graph.records import Record, Source

LONGEST_TITLE = 2_000
LONGEST_ABSTRACT = 100_000
LONGEST_FIELD = 2_000
"""Characters of any other field."""
LONGEST_ID = 512

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ARXIV = re.compile(r"\barxiv\s*:\s*(\S+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_COUNT = re.compile(r"(?:ITEM-)?\d*")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """``sniff(name, head)``: is a file of this base name and beginning one? ``read(pieces, source)``: its records.

    ``pieces`` of a path are its lines, or its chunks for a form that does not go by lines.
    """

    name: str
    sniff: Callable[[str, str], bool]
    read: Callable[[Iterable[Line], Source], Iterator[Record | RecordError]]
    pieces: Callable[[Path], Iterator[Line]] = files.lines


@dataclass(frozen=True, slots=True)
class Given:
    """What a record says, unchecked. ``doi`` and ``arxiv`` may be anything that could hold one, links too."""

    title: object = None
    abstract: object = None
    key: object = None
    authors: Iterable[object] = ()
    year: int | None = None
    venue: object = None
    doi: object = None
    arxiv: object = None
    url: object = None
    categories: Iterable[object] = ()


def records(
    items: Iterable[tuple[str, T | RecordError]], source: Source, given: Callable[[T], Given]
) -> Iterator[Record | RecordError]:
    """A record for each item, which comes with where it stands; ``given`` says what it holds.

    Titles and abstracts are made plain: these forms have markup and line breaks of their own.
    """
    for index, (where, item) in enumerate(items):
        try:
            if isinstance(item, RecordError):
                raise item
            yield record(source, index, where, given(item), form=plain)
        except RecordError as error:
            yield error


def record(source: Source, index: int, where: str, given: Given, *, form: Callable[[str], str] = str) -> Record:
    """The record ``index`` (from 0) of a source, checked; raises ``RecordError`` for what stands at ``where``.

    A DOI or arXiv id that is none is dropped; links and arXiv's own DOIs fill in what is missing.
    ``form`` puts title and abstract into the form that is kept.
    """
    doi, url = text(given.doi, where, "doi"), text(given.url, where, "url")
    arxiv = text(given.arxiv, where, "arxiv")
    made = Record(
        source,
        position(source, index),
        title=text(given.title, where, "title", LONGEST_TITLE, form),
        abstract=text(given.abstract, where, "abstract", LONGEST_ABSTRACT, form),
        key=_key(given.key, where),
        authors=tuple(name for author in given.authors if (name := text(author, where, "authors"))),
        year=given.year,
        venue=text(given.venue, where, "venue"),
        doi=_first(identifiers.doi, doi, url),
        arxiv=_first(identifiers.arxiv, arxiv, doi, url),
        url=url,
        categories=tuple(dict.fromkeys(name for one in given.categories if (name := text(one, where, "categories")))),
    )
    if made.title is None and made.abstract is None:
        raise RecordError(where, "the record has neither a title nor an abstract", hint="Give it one of the two.")
    return made


def text(
    value: object, where: str, field: str, limit: int = LONGEST_FIELD, form: Callable[[str], str] = str
) -> str | None:
    """A text as ``form`` puts it, without outer white space; None where it is missing or empty."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise RecordError(where, f"is {kind(value)}, not a string", field=field, hint="Put it into quotes.")
    stripped = form(value).strip()
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


def year_in(value: object) -> int | None:
    """The first year (1400 to 2099) that a text, a number or a list of such names, if any."""
    found = _YEAR.search(str(value)) if isinstance(value, str | int | list) else None
    return int(found.group()) if found else None


def arxiv_in(*values: object) -> str | None:
    """The first arXiv id that is one of these texts, or stands in one behind ``arXiv:``."""
    for value in values:
        if isinstance(value, str):
            found = _ARXIV.search(value)
            if arxiv := identifiers.arxiv(found.group(1) if found else value):
                return arxiv
    return None


def parted(value: object, separators: str = ";") -> list[str]:
    """What stands in a text between ``separators``; nothing of another value."""
    return re.split(f"[{re.escape(separators)}]", value) if isinstance(value, str) else []


def counted(key: object) -> object:
    """A given id; None for one that only counts the entries of its file (``7``, ``ITEM-7``), as another's does."""
    return None if isinstance(key, int) or isinstance(key, str) and _COUNT.fullmatch(key.strip()) else key


def person(name: object) -> object:
    """``Lovelace, Ada`` as ``Ada Lovelace``; a name of another shape, or a value that is none, as it is."""
    parts = [part.strip() for part in name.split(",")] if isinstance(name, str) else []
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) else name


def _key(value: object, where: str) -> str | None:
    if value is None:
        return None
    given = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    key = text(given, where, "id", LONGEST_ID)
    hint = "Give it a name of its own, or leave the id out."
    if key is None:
        raise RecordError(where, "is empty", field="id", hint=hint)
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in key):
        raise RecordError(where, "holds a control character", field="id", hint=hint)
    return key


def _first(identify: Callable[[str], str | None], *values: str | None) -> str | None:
    """The first of ``values`` that is an identifier, in its normal form."""
    return next((found for value in values if value and (found := identify(value))), None)


def filled(head: str) -> list[str]:
    """The lines of a head that are not blank, without outer white space."""
    return [row.strip() for row in head.split("\n") if row.strip()]
