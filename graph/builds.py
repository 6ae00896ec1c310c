"""Whom a paper builds on, and who builds on it: its directed ties, each with a sentence from both sides."""

from __future__ import annotations

from dataclasses import dataclass

from graph.direction import direction, sole_proposers
from graph.evidence import Sides
from graph.links import rejected_partners
from graph.records import Concept, Side
from graph.store import Reader
from graph.titles import titles

LOOKED_AT = 1000
"""Papers with what a paper proposes that are looked at: the first by id, where there are more."""


@dataclass(frozen=True, slots=True)
class Use:
    """Another paper that made what this one uses, or that uses what this one made."""

    paper: str
    title: str
    year: int | None
    concept: Concept
    here: Side
    there: Side


@dataclass(frozen=True, slots=True)
class Builds:
    """What a paper builds on, and what builds on it: the concepts that count most in the using paper first."""

    on: tuple[Use, ...]
    by: tuple[Use, ...]


def builds_on(reader: Reader, paper: str) -> Builds:
    """Both ways of one paper (``graph.direction``); pairs whose link people rejected are left out."""
    held = reader.holdings([paper]).get(paper, ())
    concepts = reader.concepts(row.concept for row in held if row.role != "mentioned")
    sole = sole_proposers(reader, concepts.values())
    rejected = rejected_partners(reader, paper)
    partners: list[tuple[str, str]] = []
    for concept, who in sole.items():
        others = reader.papers_of(concept, limit=LOOKED_AT) if who.paper == paper else [who.paper]
        partners += [(concept, other) for other in others if other != paper and other not in rejected]
    sides = Sides(reader, [paper, *dict.fromkeys(other for _, other in partners)], set(sole))
    called = titles(reader, sides.papers.values())
    found: dict[str, list[Use]] = {"to": [], "from": []}
    for concept, other in partners:
        here, there = sides.of(paper, concept), sides.of(other, concept)
        ends = (sides.papers[paper], here), (sides.papers[other], there)
        way = direction(concept, *ends, sole, sides.common(paper, other))
        if way is not None:
            year = sides.papers[other].year
            found[way].append(Use(other, called[other], year, concepts[concept], here, there))
    on = sorted(found["to"], key=lambda use: (-use.here.weight, use.paper, use.concept.id))
    by = sorted(found["from"], key=lambda use: (-use.there.weight, use.paper, use.concept.id))
    return Builds(tuple(on), tuple(by))
