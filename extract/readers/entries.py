"""Entries of text files that stand below each other: each goes from a line that begins one to the next such line."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from extract.readers.files import Line
from graph.errors import RecordError

LONGEST = 2**20
"""Characters of one entry."""


def entries(lines: Iterable[Line], begins: Callable[[str], object]) -> Iterator[tuple[str, str | RecordError]]:
    """Each entry with the place of its first line; what stands in front of the first is passed over."""
    entry: _Entry | None = None
    for line in lines:
        if begins(line.text):
            if entry:
                yield entry.where, entry.whole()
            entry = _Entry(line.where)
        if entry:
            entry.take(line)
    if entry:
        yield entry.where, entry.whole()


@dataclass(slots=True)
class _Entry:
    """What is held of an entry: one text, since a bomb may be all line ends."""

    where: str
    text: io.StringIO = field(default_factory=io.StringIO)
    size: int = 0
    flaw: RecordError | None = None

    def take(self, line: Line) -> None:
        self.flaw = self.flaw or line.flaw
        self.size += len(line.text)
        if self.size <= LONGEST:
            self.text.write(line.text)

    def whole(self) -> str | RecordError:
        if self.size > LONGEST and not self.flaw:
            hint = "Check that it ends where it should."
            return RecordError(self.where, f"the entry has over {LONGEST:,} characters", hint=hint)
        return self.flaw or self.text.getvalue()


def tags(text: str, tag: re.Pattern[str], indent: str) -> dict[str, list[list[str]]]:
    """The values of an entry by their tag, each as its lines: ``tag`` finds ``tag`` and ``value`` in the first of them,
    the others begin with ``indent``.
    """
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    value: list[str] | None = None
    for row in re.split(r"\r?\n", text):
        if begun := tag.match(row):
            value = [(begun["value"] or "").strip()]
            found[begun["tag"]].append(value)
        elif row.startswith(indent) and value is not None:
            value.append(row.strip())
    return found
