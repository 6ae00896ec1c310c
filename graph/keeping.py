"""What every store does before it keeps something, whatever it keeps it in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.errors import StoreError
from graph.records import Mark, Place, Tagged


def in_order(tagged: Tagged) -> Tagged:
    """The same with records by source and position, and mentions and definitions in the order of the text."""
    paper, tags = tagged.paper, tagged.tags
    records = tuple(sorted(paper.records, key=lambda one: (one.source, one.position)))
    mentions = tuple(sorted(tags.mentions, key=lambda one: (*_in_text(one.place), one.name)))
    definitions = tuple(sorted(tags.definitions, key=lambda one: _in_text(one.short_place)))
    return Tagged(replace(paper, records=records), replace(tags, mentions=mentions, definitions=definitions))


def _in_text(place: Place) -> tuple[bool, int, int]:
    """Title before abstract, then from left to right."""
    return place.field != "title", place.start, place.end


def looked_up(tagged: Tagged, keys: Iterable[str]) -> tuple[str, ...]:
    """The texts that a paper is looked up by."""
    tags = tagged.tags
    defined = (name for found in tags.definitions for name in (found.short, found.long))
    positions = (record.position for record in tagged.paper.records)
    return (tagged.paper.id, *keys, *positions, *(mention.name for mention in tags.mentions), *defined)


def refuse_nul(what: str, texts: Iterable[str]) -> None:
    """Raise where ``what`` cannot be kept: SQLite's JSON ends a text at a NUL, so nothing looked up may have one."""
    if any("\0" in text for text in texts):
        raise StoreError(f"{what} has a NUL character", hint="Clean the input of it.")


def broken_text() -> StoreError:
    """What to raise where a text cannot be encoded."""
    return StoreError(
        "A text holds half of a surrogate pair, which no database takes",
        hint="Clean the input: it was decoded wrongly, or holds a broken \\u escape.",
    )


def backwards(name: str) -> str:
    """A name with its last word first; twice is the name again."""
    return " ".join(reversed(name.split(" ")))


def is_broad(mark: Mark, papers: int, broad: int) -> bool:
    """A concept is broad if people decided so, or else if more than half of its papers have it as broad."""
    return 2 * broad > papers if mark.broad is None else mark.broad


def clean(text: str) -> str:
    """What a person types without control characters and halves of surrogate pairs."""
    return re.sub(r"[\x00-\x1f\ud800-\udfff]", " ", text)
