"""Plain text, one paper a file: a short first line with a blank line below it is the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.readers.abstracts import LABEL
from extract.readers.files import Line, plain_suffix
from extract.readers.form import LONGEST_ABSTRACT, Form, Given, filled, record
from graph.errors import RecordError
from graph.records import Record, Source

LONGEST_TITLE = 300
LONGEST = LONGEST_TITLE + LONGEST_ABSTRACT
"""Characters of a file; more is a whole paper, or no paper at all."""

_SUFFIXES = frozenset(("", ".txt", ".text"))
# How JSON, BibTeX, XML and HTML begin.
_OTHER = ("{", "[", "@", "<")


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record; a line that cannot be read spoils it."""
    held: list[Line] = []
    size = 0
    for line in lines:
        if line.flaw:
            yield line.flaw
            return
        if held or line.text.strip():
            held.append(line)
            size += len(line.text)
        if size > LONGEST:
            reason = f"the text has over {LONGEST:,} characters"
            yield RecordError(held[0].where, reason, field="abstract", hint="Keep the abstract only.")
            return
    if not held:
        return
    title, abstract = _parts([line.text for line in held])
    try:
        yield record(source, 0, held[0].where, Given(title, abstract))
    except RecordError as error:
        yield error


def sniff(name: str, head: str) -> bool:
    """Named as text (or not at all), does not begin like another form, and holds one abstract only."""
    rows = filled(head)
    return (
        plain_suffix(name) in _SUFFIXES
        and not head.lstrip().startswith(_OTHER)
        and sum(bool(LABEL.match(row)) for row in rows) < 2
    )


def _parts(rows: list[str]) -> tuple[str | None, str]:
    """Title, if there is one, and abstract of a text whose first line is not blank."""
    first, rest = rows[0].strip(), "".join(rows[1:])
    if len(first) <= LONGEST_TITLE and len(rows) > 1 and not rows[1].strip() and rest.strip():
        return first, rest
    return None, "".join(rows)


FORM = Form("text", sniff, read)
