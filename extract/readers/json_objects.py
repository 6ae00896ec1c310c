"""JSON: objects with the members of JSON Lines in a list, in a page of a service, or one alone over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.readers.files import Line, chunks
from extract.readers.form import Form, filled, record
from extract.readers.jsonl import fields
from extract.readers.objects import objects
from graph.errors import RecordError
from graph.records import Record, Source

_LIST = re.compile(r"\s*\[\s*[\[{]")
_MARK = re.compile(r'"abstract"\s*:')  # where it is called otherwise, it would be lost


def read(pieces: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record an object; its texts are kept as they are."""
    for index, (where, item) in enumerate(objects(pieces, source.name)):
        try:
            if isinstance(item, RecordError):
                raise item
            yield record(source, index, where, fields(item, where))
        except RecordError as error:
            yield error


def sniff(name: str, head: str) -> bool:
    """A list of objects, or an object whose first line is not the whole of it, with an abstract."""
    first, second = (*filled(head)[:2], "", "")[:2]
    alone = first.startswith("{") and not first.endswith("}") and bool(second) and not second.startswith("{")
    return (alone or bool(_LIST.match(head))) and bool(_MARK.search(head))


FORM = Form("json", sniff, read, chunks)
