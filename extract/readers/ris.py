"""RIS, as reference managers and publishers export it: ``TY  - JOUR`` to ``ER  -``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import rispy

from extract.readers.entries import entries
from extract.readers.files import Line, plain_suffix
from extract.readers.form import Form, Given, arxiv_in, counted, filled, parted, person, records, year_in
from graph.errors import RecordError
from graph.records import Record, Source

_BEGIN = re.compile(r"TY  ?-(?: |\s*$)")
_TIGHT = re.compile(r"^([A-Z][A-Z0-9]) -(?: |$)", re.MULTILINE)  # tags of programs that write one blank less
_FILED = "Categories:"  # how Concite's own notes begin
_TITLES = ("title", "primary_title", "short_title")
_VENUES = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "custom3", "publisher")


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a reference; one whose end is missing ends where the next begins."""
    return records(_references(lines), source, _given)


def sniff(name: str, head: str) -> bool:
    """Named so, or the first line begins a reference."""
    rows = filled(head)
    return plain_suffix(name) == ".ris" or bool(rows) and bool(_BEGIN.match(rows[0]))


def _references(lines: Iterable[Line]) -> Iterator[tuple[str, dict[str, Any] | RecordError]]:
    for where, text in entries(lines, _BEGIN.match):
        if isinstance(text, RecordError):
            yield where, text
            continue
        tagged = _TIGHT.sub(r"\1  - ", text) if _TIGHT.match(text) else text
        try:
            (found,) = rispy.loads(f"{tagged.rstrip()}\nER  - \n", skip_unknown_tags=True)[:1]
            yield where, found
        except (LookupError, TypeError, ValueError, AttributeError):
            # rispy's own for text behind a tag that takes none.
            hint = "Each line is a tag of two characters, two blanks, '- ' and a value."
            yield where, RecordError(where, "the reference is not RIS", hint=hint)


def _given(found: dict[str, Any]) -> Given:
    venue = _first(found, _VENUES)
    urls = found.get("urls") or [None]
    return Given(
        title=_first(found, _TITLES),
        abstract=_first(found, ("abstract", "notes_abstract")),
        key=counted(_first(found, ("id", "accession_number"))),
        authors=[person(name) for name in found.get("authors") or found.get("first_authors") or ()],
        year=next((year for name in ("year", "publication_year", "date") if (year := year_in(found.get(name)))), None),
        venue=venue,
        doi=found.get("doi"),
        arxiv=arxiv_in(found.get("note"), found.get("number"), venue, *urls),
        url=urls[0],
        categories=parted(
            next((note[len(_FILED) :] for note in found.get("notes", ()) if note.startswith(_FILED)), None)
        ),
    )


def _first(found: dict[str, Any], names: Iterable[str]) -> Any:
    return next((found[name] for name in names if found.get(name)), None)


FORM = Form("ris", sniff, read)
