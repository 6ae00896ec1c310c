"""CSV tables in a folder: papers, concepts, which paper holds which, mentions, links (columns: ``docs/formats.md``)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from graph.export.graph import relation
from graph.export.part import Part, concepts, entries, holdings, linked, mentions
from graph.records import TYPES, Paper, role_word

SEPARATOR = "; "
"""Between the values of a cell that holds several."""


def tables(part: Part) -> Iterator[tuple[str, str]]:
    """The lines of all tables, each with the name of its file."""
    made = {
        "papers.csv": _papers(part),
        "concepts.csv": _concepts(part),
        "paper_concepts.csv": _held(part),
        "mentions.csv": _mentions(part),
        "links.csv": _links(part),
    }
    return ((name, line) for name, rows in made.items() for line in lines(rows))


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as lines of CSV (RFC 4180, but for the line end); None is an empty cell, truth ``true`` or ``false``."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(
            [str(cell).lower() if isinstance(cell, bool) else cell for cell in row]
        )
        yield line.getvalue()


def given(paper: Paper) -> list[object]:
    """A paper's fields beside id, title and abstract."""
    return [SEPARATOR.join(paper.authors), paper.year, paper.venue, paper.doi, paper.arxiv, paper.url]


def _papers(part: Part) -> Iterator[Sequence[object]]:
    yield "id title abstract authors year venue doi arxiv url".split()
    for one in entries(part):
        yield [one.paper.id, one.paper.title, one.paper.abstract, *given(one.paper)]


def _concepts(part: Part) -> Iterator[Sequence[object]]:
    yield "id name type papers broad method_votes dataset_votes task_votes names".split()
    for named in concepts(part):
        one = named.concept
        votes = one.votes
        row = [one.id, one.name, one.type, one.papers, one.broad, votes.method, votes.dataset, votes.task]
        yield [*row, SEPARATOR.join(named.names)]


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
        shared = SEPARATOR.join(one.concept.id for one in link.shared)
        scores = [link.score, *(link.by_type.get(name, 0.0) for name in TYPES), link.wording]
        yield [link.here, link.there, *scores, kind, by, shared]
