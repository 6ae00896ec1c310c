"""Lists of abstracts without titles: one record a line, each behind ``Abstract:``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.readers.files import Line
from extract.readers.form import Form, Given, filled, record
from graph.errors import RecordError
from graph.records import Record, Source

LABEL = re.compile(r"\s*abstract\s*:", re.IGNORECASE)


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record for each line that is not blank; a line without the label is a record that cannot be read."""
    for index, line in enumerate(line for line in lines if line.flaw or line.text.strip()):
        if line.flaw:
            yield line.flaw
            continue
        label = LABEL.match(line.text)
        if not label:
            hint = "Put each abstract on one line, behind 'Abstract:'."
            yield RecordError(line.where, "the line does not begin with 'Abstract:'", hint=hint)
            continue
        try:
            yield record(source, index, line.where, Given(abstract=line.text[label.end() :]))
        except RecordError as error:
            yield error


def sniff(name: str, head: str) -> bool:
    """Most lines carry the label. Where they do not, abstracts were wrapped and would be read cut."""
    rows = filled(head)
    return 2 * sum(bool(LABEL.match(row)) for row in rows) > len(rows)


FORM = Form("abstracts", sniff, read)
