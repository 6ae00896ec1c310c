"""JSON-LD: papers and concepts in the words of schema.org, mentions as web annotations (W3C, Web Annotation Data Model,
2017), who builds on whom in those of CiTO (Peroni & Shotton 2012).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from graph.evidence import quote as quoted
from graph.export.graph import directed
from graph.export.listed import listed, text
from graph.export.part import Entry, Named, Part, concepts, entries, linked, mentions
from graph.records import TYPES, Link, Mention, Paper

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "cito": "http://purl.org/spar/cito/",
}
_CITO = {"Method": "cito:usesMethodIn", "Dataset": "cito:usesDataFrom"}


def lines(part: Part) -> Iterator[str]:
    """The whole file: sets of terms, one a type; papers, concepts, mentions; directed links."""
    yield f'{{"@context":{text(_CONTEXT)},"@graph":'
    yield from listed(
        chain(
            ({"@id": _set(kind), "@type": "DefinedTermSet", "name": kind} for kind in TYPES),
            map(_paper, entries(part)),
            map(_concept, concepts(part)),
            (
                _annotation(paper, concept.id, one)
                for paper, held in mentions(part)
                for concept in held
                for one in concept.mentions
            ),
            (row for link in linked(part) for row in _uses(link)),
        )
    )
    yield "}\n"


def _paper(one: Entry) -> dict[str, Any]:
    paper = one.paper
    same = [
        {"@id": base + quote(value)}
        for base, value in (("https://doi.org/", paper.doi), ("https://arxiv.org/abs/", paper.arxiv))
        if value
    ]
    row = {
        "@id": _paper_id(paper.id),
        "@type": "ScholarlyArticle",
        "identifier": paper.id,
        "name": one.title,
        "abstract": paper.abstract,
        "author": [{"@type": "Person", "name": author} for author in paper.authors],
        "datePublished": str(paper.year) if paper.year else None,
        "isPartOf": {"@type": "CreativeWork", "name": paper.venue} if paper.venue else None,
        "url": paper.url,
        "keywords": paper.categories,
        "sameAs": same,
        "about": [{"@id": _concept_id(held.concept)} for held, _ in one.concepts if held.role != "mentioned"],
        "mentions": [{"@id": _concept_id(held.concept)} for held, _ in one.concepts if held.role == "mentioned"],
    }
    return {name: value for name, value in row.items() if value}


def _concept(named: Named) -> dict[str, Any]:
    one = named.concept
    others = [name for name in named.names if name != one.id]
    return {
        "@id": _concept_id(one.id),
        "@type": "DefinedTerm",
        "termCode": one.id,
        "name": one.name,
        "inDefinedTermSet": {"@id": _set(one.type)},
        **({"alternateName": others} if others else {}),
    }


def _annotation(paper: Paper, concept: str, mention: Mention) -> dict[str, Any]:
    """A mention; the quote is its sentence."""
    at = quoted(paper, mention.place)
    id_ = _paper_id(paper.id)
    before, after = at.start - at.sentence_start, at.end - at.sentence_start
    sentence = {"oa:prefix": at.sentence[:before], "oa:exact": at.surface, "oa:suffix": at.sentence[after:]}
    return {
        "@type": "oa:Annotation",
        "oa:motivatedBy": {"@id": "oa:identifying"},
        "oa:hasBody": {"@id": _concept_id(concept)},
        "oa:hasTarget": {
            "@type": "oa:SpecificResource",
            "oa:hasSource": {"@id": f"{id_}#{at.field}", "isPartOf": {"@id": id_}},
            "oa:hasSelector": [
                {"@type": "oa:TextPositionSelector", "oa:start": at.start, "oa:end": at.end},
                {"@type": "oa:TextQuoteSelector", **sentence},
            ],
        },
    }


def _uses(link: Link) -> Iterator[dict[str, Any]]:
    for one in directed(link):
        ends = (link.here, link.there) if one.direction == "to" else (link.there, link.here)
        paper, other = map(_paper_id, ends)
        yield {"@id": paper, _CITO[one.concept.type]: {"@id": other}}


def _paper_id(id_: str) -> str:
    return f"urn:concite:paper:{quote(id_, safe='')}"


def _concept_id(id_: str) -> str:
    return f"urn:concite:concept:{quote(id_, safe='')}"


def _set(kind: str) -> str:
    return f"urn:concite:type:{kind}"
