"""CSV for ``neo4j-admin database import``: a property graph of papers, concepts and links, in files with typed headers.

It is for people's queries; a store of Concite's in Neo4j holds more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.export.graph import USES, directed
from graph.export.part import Part, concepts, entries, holdings, linked
from graph.export.tables import lines
from graph.records import TYPES, role_word

_BREAKS = str.maketrans("\r\n", "  ")  # by default the importer takes no line break in a cell


def tables(part: Part) -> dict[str, Iterator[str]]:
    """The lines of each file, by its name."""
    made = {
        "papers.csv": _papers(part),
        "concepts.csv": _concepts(part),
        "has_concept.csv": _held(part),
        "links.csv": _links(part),
    }
    return {name: lines(map(_flat, rows)) for name, rows in made.items()}


def _flat(row: Sequence[object]) -> list[object]:
    return [cell.translate(_BREAKS) if isinstance(cell, str) else cell for cell in row]


def _papers(part: Part) -> Iterator[Sequence[object]]:
    yield "id:ID(Paper) title abstract authors:string[] year:int venue doi arxiv url :LABEL".split()
    for one in entries(part):
        paper = one.paper
        authors = ";".join(author.replace(";", ",") for author in paper.authors)
        facts = [authors, paper.year, paper.venue, paper.doi, paper.arxiv, paper.url]
        yield [paper.id, one.title, paper.abstract, *facts, "Paper"]


def _concepts(part: Part) -> Iterator[Sequence[object]]:
    yield "id:ID(Concept) name type papers:int broad:boolean :LABEL".split()
    for named in concepts(part):
        one = named.concept
        yield [one.id, one.name, one.type, one.papers, one.broad, f"Concept;{one.type}"]


def _held(part: Part) -> Iterator[Sequence[object]]:
    yield ":START_ID(Paper) :END_ID(Concept) type role confidence:double weight:double broad:boolean :TYPE".split()
    for paper, rows in holdings(part):
        for row in rows:
            role = role_word(row.type, row.role)
            yield [paper, row.concept, row.type, role, row.confidence, row.weight, row.broad, "HAS_CONCEPT"]


def _links(part: Part) -> Iterator[Sequence[object]]:
    scores = [f"{name}:double" for name in ("score", *map(str.lower, TYPES), "wording")]
    yield [":START_ID(Paper)", ":END_ID(Paper)", *scores, "concept", ":TYPE"]
    for link in linked(part):
        parts = [link.score, *(link.by_type.get(kind, 0.0) for kind in TYPES), link.wording]
        yield [link.here, link.there, *parts, None, "RELATED_TO"]
        for one in directed(link):
            ends = (link.here, link.there) if one.direction == "to" else (link.there, link.here)
            relation = USES[one.concept.type].upper().replace(" ", "_")
            yield [*ends, *[None] * len(parts), one.concept.id, relation]
