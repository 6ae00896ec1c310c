"""Entries of text files that stand below each other: each goes from a line that begins one to the next such line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from extract.readers.files import Line
from graph.errors import RecordError

LONGEST = 2**20
"""Characters of one entry."""


def entries(lines: Iterable[Line], begins: Callable[[str], object]) -> Iterator[tuple[str, str | RecordError]]:
    """Each entry with the place of its first line; what stands in front of the first is passed over."""
    held: list[Line] = []
    size = 0
    for line in lines:
        if begins(line.text):
            if held:
                yield _entry(held, size)
            held, size = [], 0
        elif not held:
            continue
        size += len(line.text)
        if size <= LONGEST or line.flaw:  # what is here is enough to say that it is too long
            held.append(line)
    if held:
        yield _entry(held, size)


def _entry(held: list[Line], size: int) -> tuple[str, str | RecordError]:
    where = held[0].where
    if flaw := next((line.flaw for line in held if line.flaw), None):
        return where, flaw
    if size > LONGEST:
        hint = "Check that it ends where it should."
        return where, RecordError(where, f"the entry has over {LONGEST:,} characters", hint=hint)
    return where, "".join(line.text for line in held)
