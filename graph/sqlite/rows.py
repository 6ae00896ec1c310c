"""Rows and the records that they stand for."""

from __future__ import annotations

import json

from graph.records import Definition, Mention, Paper, Place, Record, Source
from graph.sqlite.session import Row

GIVEN = "year, venue, doi, arxiv, url, title, authors, abstract"
"""Columns that papers and records share."""
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


def unpack_authors(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def given(thing: Paper | Record) -> Row:
    """The values of :data:`GIVEN`."""
    authors = json.dumps(thing.authors)
    return thing.year, thing.venue, thing.doi, thing.arxiv, thing.url, thing.title, authors, thing.abstract


def paper(id_: str, row: Row, records: tuple[Record, ...]) -> Paper:
    year, venue, doi, arxiv, url, title, authors, abstract = row
    return Paper(id_, title, abstract, records, unpack_authors(authors), year, venue, doi, arxiv, url)


def record(source: Source, position: str, key: str | None, row: Row) -> Record:
    year, venue, doi, arxiv, url, title, authors, abstract = row
    return Record(source, position, title, abstract, key, unpack_authors(authors), year, venue, doi, arxiv, url)


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
