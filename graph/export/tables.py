"""CSV tables in a folder: papers, concepts, which paper holds which, mentions, links (columns: ``docs/formats.md``)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from graph.export.graph import relation
from graph.export.part import Part, concepts, holdings, linked, mentions, papers
from graph.records import TYPES, Paper, role_word

SEPARATOR = "; "
"""Between the values of a cell that holds several."""

PAPERS = "id title abstract authors year venue doi arxiv url categories".split()
"""Columns of the papers; the reader of tables knows them."""


def tables(part: Part) -> Iterator[tuple[str, str]]:
    """The lines of all tables, each with the name of its file."""
    return ((f"{name}.csv", line) for name, table in rows(part).items() for line in lines(table))


def rows(part: Part) -> dict[str, Iterator[Sequence[object]]]:
    """The rows of each table, by its name: first what its columns are called; several values of a cell are a tuple."""
    return {
        "papers": _papers(part),
        "concepts": _concepts(part),
        "paper_concepts": _held(part),
        "mentions": _mentions(part),
        "links": _links(part),
    }


def lines(table: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as lines of CSV (RFC 4180, but for the line end); None is an empty cell, truth ``true`` or ``false``."""
    for row in table:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(map(_cell, row))
        yield line.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return str(value).lower() if isinstance(value, bool) else value


def paper_row(one: Paper) -> Sequence[object]:
    """The row of a paper, for :data:`PAPERS`."""
    facts = [one.authors, one.year, one.venue, one.doi, one.arxiv, one.url, one.categories]
    return [one.id, one.title, one.abstract, *facts]


def _papers(part: Part) -> Iterator[Sequence[object]]:
    yield PAPERS
    yield from map(paper_row, papers(part))


def _concepts(part: Part) -> Iterator[Sequence[object]]:
    yield "id name type papers broad method_votes dataset_votes task_votes names".split()
    for named in concepts(part):
        one = named.concept
        votes = one.votes
        row = [one.id, one.name, one.type, one.papers, one.broad, votes.method, votes.dataset, votes.task]
        yield [*row, named.names]


def _held(part: Part) -> Iterator[Sequence[object]]:
    yield "paper concept type role confidence weight broad".split()
    for paper, rows in holdings(part):
        for row in rows:
            role = role_word(row.type, row.role)
            yield [paper, row.concept, row.type, role, row.confidence, row.weight, row.broad]


def _mentions(part: Part) -> Iterator[Sequence[object]]:
    yield "paper concept type role confidence field start end sentence_start sentence_end surface".split()
    for paper, held in mentions(part):
        rows = ((concept.id, one) for concept in held for one in concept.mentions)
        for concept, one in sorted(rows, key=lambda row: (row[1].place.field == "abstract", row[1].place, row[0])):
            at = one.place
            said = [one.type, role_word(one.type, one.role), one.confidence]
            yield [
                paper.id,
                concept,
                *said,
                at.field,
                at.start,
                at.end,
                at.sentence_start,
                at.sentence_end,
                one.surface,
            ]


def _links(part: Part) -> Iterator[Sequence[object]]:
    yield "paper other score method dataset task wording relation by shared".split()
    for link in linked(part):
        kind, by = relation(link)
        shared = tuple(one.concept.id for one in link.shared)
        scores = [link.score, *(link.by_type.get(name, 0.0) for name in TYPES), link.wording]
        yield [link.here, link.there, *scores, kind, by, shared]
