"""Marking spans of a text: from code-point offsets to a tree that a template can walk.

A span inside another is its child. Spans that cross are cut where the outer one ends, so that the tree,
and with it the HTML, is always well-formed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from api.shapes import EvidenceShape, PaperConceptShape


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text to be marked; ``about`` is what the template shows of it."""

    start: int
    end: int
    about: Any = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch and what is in it."""

    about: Any
    parts: tuple[Part, ...]


Part: TypeAlias = "str | Marked"


def mark(text: str, spans: Iterable[Span]) -> tuple[Part, ...]:
    """``text`` with its spans; those that lie outside of it or are empty are left out, the same one comes once."""
    inside = [
        (max(0, span.start), -min(len(text), span.end), number, span.about)
        for number, span in enumerate(spans)
        if max(0, span.start) < min(len(text), span.end)
    ]
    queue: list[tuple[int, int, int, Any]] = []
    seen: set[tuple[int, int, int]] = set()
    for row in inside:
        if (key := (row[0], row[1], id(row[3]))) not in seen:
            seen.add(key)
            queue.append(row)
    heapq.heapify(queue)
    return _fill(text, 0, len(text), queue)


def _fill(text: str, start: int, end: int, queue: list[tuple[int, int, int, Any]]) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = start
    while queue and queue[0][0] < end:
        first, negative, number, about = heapq.heappop(queue)
        stop = min(-negative, end)
        if -negative > end:
            heapq.heappush(queue, (end, negative, number, about))
        if first > at:
            parts.append(text[at:first])
        parts.append(Marked(about, _fill(text, first, stop, queue)))
        at = stop
    if at < end:
        parts.append(text[at:end])
    return tuple(parts)


def field(
    text: str | None, concepts: Iterable[PaperConceptShape], where: Literal["title", "abstract"]
) -> tuple[Part, ...]:
    """A paper's title or abstract with its concepts marked."""
    return mark(
        text or "",
        (
            Span(mention.start, mention.end, concept)
            for concept in concepts
            for mention in concept.mentions
            if mention.field == where
        ),
    )


def sentence(evidence: EvidenceShape) -> tuple[Part, ...]:
    """A sentence with the words marked that name the concept."""
    first = evidence.sentence.start
    return mark(evidence.sentence.text, [Span(evidence.start - first, evidence.end - first)])
