"""Rows and the records that they stand for."""

from __future__ import annotations

import json
from typing import Any

from graph.records import Definition, Mention, Paper, Place, Record, Source
from graph.sqlite.session import Row

GIVEN = "year, venue, doi, arxiv, url, title, authors, abstract, categories"
"""Columns that papers and records share."""
_NAMES = GIVEN.split(", ")
MENTION = """
    field, start, "end", sentence_start, sentence_end, coalesce(surface, form.form), form.form, form.name,
    mention.type, role, confidence, broad, rule
"""
"""What :func:`mention` wants of ``mention JOIN form``."""
DEFINITION = """
    short, long, short_form, long_form,
    short_field, short_start, short_end, short_sentence_start, short_sentence_end,
    long_field, long_start, long_end, long_sentence_start, long_sentence_end
"""


def given(thing: Paper | Record) -> Row:
    """The values of :data:`GIVEN`."""
    authors, categories = json.dumps(thing.authors), json.dumps(thing.categories)
    return thing.year, thing.venue, thing.doi, thing.arxiv, thing.url, thing.title, authors, thing.abstract, categories


def paper(id_: str, row: Row, records: tuple[Record, ...]) -> Paper:
    return Paper(id_, records=records, **_fields(row))


def record(source: Source, position: str, key: str | None, row: Row) -> Record:
    return Record(source, position, key=key, **_fields(row))


def _fields(row: Row) -> dict[str, Any]:
    """The values of :data:`GIVEN` by their names; lists are kept as JSON."""
    named = dict(zip(_NAMES, row, strict=True))
    return named | {name: tuple(json.loads(named[name])) for name in ("authors", "categories")}


def mention(row: Row) -> Mention:
    surface, form, name, kind, role, confidence, broad, rule = row[5:]
    return Mention(Place(*row[:5]), surface, form, name, kind, role, confidence, bool(broad), rule)


def mention_row(paper_n: int, at: int, form_n: int, found: Mention) -> Row:
    return (
        paper_n,
        at,
        form_n,
        *place_row(found.place),
        found.type,
        found.role,
        found.confidence,
        found.broad,
        found.rule,
        None if found.surface == found.form else found.surface,
    )


def definition(row: Row) -> Definition:
    short, long, short_form, long_form = row[:4]
    return Definition(short, long, short_form, long_form, Place(*row[4:9]), Place(*row[9:14]))


def definition_row(paper_n: int, at: int, found: Definition) -> Row:
    names = (found.short, found.long, found.short_form, found.long_form)
    return (paper_n, at, *names, *place_row(found.short_place), *place_row(found.long_place))


def place_row(place: Place) -> Row:
    return place.field, place.start, place.end, place.sentence_start, place.sentence_end
