"""What papers are called when they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph.holdings import concepts_of, shown
from graph.records import Mention, Paper, Tagged
from graph.store import Reader

_FIRST_WORDS = 8
_PROPOSES = re.compile(r"\b(?:propos|introduc|present|develop)", re.IGNORECASE)


def titles(reader: Reader, papers: Iterable[Paper]) -> dict[str, str]:
    """What each paper is called when it is shown."""
    rows = list(papers)
    untitled = reader.tagged([paper.id for paper in rows if not paper.title])
    return {paper.id: paper.title or title_of(untitled[paper.id]) for paper in rows}


def title_of(tagged: Tagged) -> str:
    """A paper's title; of an untitled one the name of the method it proposes, else its first words."""
    paper = tagged.paper
    if paper.title:
        return paper.title
    own = [one for one in concepts_of(tagged.tags) if one.type == "Method" and one.role == "own" and not one.broad]
    if own:
        return shown(min(own, key=lambda one: not _said_to_be_proposed(paper, one.mentions)).mentions, "own")
    words = (paper.abstract or "").split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")


def _said_to_be_proposed(paper: Paper, mentions: Sequence[Mention]) -> bool:
    return any(
        _PROPOSES.search(paper.text(m.place.field)[m.place.sentence_start : m.place.sentence_end])
        for m in mentions
        if m.rule != "nested"
    )
