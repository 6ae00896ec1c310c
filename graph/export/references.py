"""What forms of reference managers have in common: names, kinds of venues, and concepts as keywords."""

from __future__ import annotations

import re

from graph.export.part import Entry
from graph.records import Paper

_CONFERENCE = re.compile(r"\b(?:proceedings|proc\.|conference|symposium|workshop|meeting)", re.IGNORECASE)


def keywords(one: Entry) -> list[str]:
    """The names of a paper's concepts, the weightiest first."""
    return list(dict.fromkeys(concept.name for _, concept in one.concepts))


def subjects(paper: Paper) -> str:
    """The categories of a paper with semicolons between, so that one that has some itself falls apart."""
    return "; ".join(map(line, paper.categories))


def family_first(name: str) -> tuple[str, str]:
    """A name as family name and given names: its last word and those before it; one with a comma stays as it is."""
    given, _, family = name.rpartition(" ") if "," not in name else ("", "", name)
    return family, given


def at_conference(paper: Paper) -> bool:
    """Whether the venue is called like a conference."""
    return bool(paper.venue and _CONFERENCE.search(paper.venue))


def line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
