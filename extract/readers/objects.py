"""JSON objects out of a text of any length, one at a time, whether they stand in a list or one behind the other.

Pages of a service (``{"meta": …, "results": [{…}, {…}]}``) are opened where a known member holds their
records. Python's own decoder reads each value; no more than one record is held.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.readers.files import LONGEST_LINE, Line
from extract.readers.form import kind
from graph.errors import RecordError, UnreadableInput

LONGEST = LONGEST_LINE
"""Characters of one record."""

_PAGES = frozenset(("items", "results", "data", "message", "recommendedPapers"))
"""Members that hold the records of a page: Crossref's, OpenAlex's, Semantic Scholar's."""
_DEEPEST = 8  # pages and lists around a record
_BLANK = re.compile(r"\s*")
_BLOCK = 2**16
_DECODER = json.JSONDecoder()


def objects(pieces: Iterable[Line], source: str) -> Iterator[tuple[str, dict[str, Any] | RecordError]]:
    """Each object with where it stands (``works.json, record 3``, counted from 1); any other value is an error.

    Behind JSON that is broken or beyond all bounds nothing more is read, unless that record stood in no
    list: then the next line that begins with ``{`` is another one. Raises ``UnreadableInput`` there.
    """
    scan = _Scan(piece.text for piece in pieces)
    number = 0
    while scan.peek():
        try:
            for value in scan.records():
                number += 1
                where = f"{source}, record {number}"
                if isinstance(value, dict):
                    yield where, value
                else:
                    hint = "Write one object a record."
                    yield where, RecordError(where, f"the record is {kind(value)}, not an object", hint=hint)
        except _Broken as broken:
            number += 1
            where = f"{source}, record {number}"
            if scan.depth:
                hint = "Mend the file, or fetch it again; what stands behind is lost."
                raise UnreadableInput(f"{where}: {broken}", hint=hint) from None
            yield where, RecordError(where, str(broken), hint="Mend it: one whole object a record.")
            if not scan.resume():
                return


def member(value: object, *path: str) -> Any:
    """What stands at the end of a path of members, None where there is no such path."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def listed(value: object) -> list[Any]:
    """A list as it is, nothing as an empty one, any other value as a list of it."""
    return value if isinstance(value, list) else [] if value is None else [value]


class _Broken(Exception):
    """JSON that cannot be read, and why."""


class _Scan:
    """A window over a text: ``held[at:]`` comes next; ``depth`` lists and pages are open around it."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.texts = texts
        self.held, self.at, self.dropped, self.depth = "", 0, 0, 0

    def peek(self) -> str:
        """The next character that is not blank, "" at the end; the window then begins there."""
        while True:
            self.at = _BLANK.match(self.held, self.at).end()  # type: ignore[union-attr] # it matches nothing, too
            if self.at < len(self.held):
                return self.held[self.at]
            if not self._more():
                return ""

    def records(self) -> Iterator[object]:
        """The value that comes next, or what it holds where it is a list or a page."""
        char = self.peek()
        if self.depth > _DEEPEST:
            raise _Broken("lists are nested too deep")
        if char == "{":
            yield from self._object()
        elif char == "[":
            self._take("[")
            self.depth += 1
            while self.peek() != "]":
                yield from self.records()
                if self.peek() != "]":
                    self._take(",")
            self._take("]")
            self.depth -= 1
        else:
            yield self._value()

    def resume(self) -> bool:
        """Go on at the next line that begins with ``{``; False where there is none."""
        while True:
            found = self.held.find("\n{", self.at)
            if found >= 0:
                self.at = found + 1
                return True
            self.at = max(self.at, len(self.held) - 1)
            if not self._more():
                return False

    def _object(self) -> Iterator[object]:
        found: dict[str, object] | None = {}  # None: a page
        self._take("{")
        start = self.dropped + self.at
        while self.peek() != "}":
            if found is not None and self.dropped + self.at - start > LONGEST:
                raise _Broken(f"the record has over {LONGEST:,} characters")
            name = str(self._value())
            self._take(":")
            if name in _PAGES and self.peek() in "[{":
                found = None
                self.depth += 1
                yield from self.records()
                self.depth -= 1
            else:
                value = self._value()
                if found is not None:
                    found[name] = value
            if self.peek() != "}":
                self._take(",")
        self._take("}")
        if found is not None:
            yield found

    def _take(self, char: str) -> None:
        if self.peek() != char:
            raise _Broken(f"the record is not JSON: a {char!r} is missing")
        self.at += 1

    def _value(self) -> object:
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.held, self.at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise _Broken(f"the record is not JSON: {error.msg}") from None
            except (ValueError, RecursionError):
                # A number of thousands of digits, or brackets nested that deep.
                raise _Broken("the record is JSON beyond all bounds") from None
            else:
                size = end - self.at
                if end < len(self.held) or not self._more():  # a number may go on
                    self.at += size
                    return value

    def _more(self) -> bool:
        """Double what is held from ``at`` on; False at the end of the text."""
        kept = self.held[self.at :]
        if len(kept) > LONGEST:
            raise _Broken(f"the record has over {LONGEST:,} characters")
        self.dropped += self.at
        parts, size = [kept], 0
        for text in self.texts:
            parts.append(text)
            size += len(text)
            if size >= max(len(kept), _BLOCK):
                break
        self.held, self.at = "".join(parts), 0
        return size > 0
