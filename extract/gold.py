"""Annotated papers, and the spans that their annotations stand for.

Gold: a JSON list ``[{"id", "concepts": [{"name", "type", "alt_type", "surfaces", "role", "broad"}]}]``; papers: JSONL
with ``id``, ``title``, ``abstract``. A surface is a string of the text as given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paper as given, with its gold concepts."""

    id: str
    title: str
    abstract: str
    concepts: list[dict[str, Any]]


def read(gold: Path, papers: Path) -> list[Annotated]:
    """Join gold and papers by id, in the order of the gold."""
    texts = {}
    with papers.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts[row["id"]] = row
    return [
        Annotated(g["id"], texts[g["id"]].get("title") or "", texts[g["id"]].get("abstract") or "", g["concepts"])
        for g in json.loads(gold.read_text(encoding="utf-8"))
    ]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text as given, ``start:end`` in code points, and the gold concept that it names."""

    start: int
    end: int
    concept: dict[str, Any]


def spans(text: str, concepts: list[dict[str, Any]]) -> tuple[list[Span], list[Span]]:
    """Outer and inner spans of gold concepts in a text as given.

    Outer: surfaces longest first, at word edges, none over another. Inner: what stands of another
    concept inside an outer span, likewise.
    """
    ordered = sorted(((s, c) for c in concepts for s in c["surfaces"] if s), key=lambda pair: -len(pair[0]))
    taken = np.zeros(len(text), dtype=bool)
    outer: list[Span] = []
    for surface, concept in ordered:
        for start, end in occurrences(text, surface):
            if not taken[start:end].any():
                taken[start:end] = True
                outer.append(Span(start, end, concept))
    taken[:] = False
    inner: list[Span] = []
    for surface, concept in ordered:
        for start, end in occurrences(text, surface):
            hosts = [o for o in outer if o.start <= start and end <= o.end and o.concept is not concept]
            if hosts and not taken[start:end].any():
                taken[start:end] = True
                inner.append(Span(start, end, concept))
    return outer, inner


def occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Every place of ``surface`` in ``text`` that does not cut through a word."""
    start = text.find(surface)
    while start >= 0:
        end = start + len(surface)
        cut_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_right = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        if not cut_left and not cut_right:
            yield start, end
        start = text.find(surface, start + 1)
