"""JSON Lines: one object a line with ``id``, ``title``, ``abstract`` and what else is known.

Also ``authors``, ``year``, ``venue``, ``doi``, ``arxiv`` or ``arxiv_id``, ``url``, ``categories``; other keys are left
alone. A DOI or arXiv id that is none is dropped; links and arXiv's own DOIs fill in what is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from extract.readers.files import Line, plain_suffix
from extract.readers.form import Form, Given, filled, kind, parted, record, text
from graph.errors import RecordError
from graph.records import Record, Source

_SUFFIXES = frozenset((".jsonl", ".ndjson"))
_YEAR = re.compile(r"[0-9]{1,4}")


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record for each line that is not blank."""
    for index, line in enumerate(line for line in lines if line.flaw or line.text.strip()):
        try:
            yield line.flaw or record(source, index, line.where, fields(loaded(line), line.where))
        except RecordError as error:
            yield error


def sniff(name: str, head: str) -> bool:
    """Named so, or the first line and most others begin an object (those of indented JSON do not)."""
    rows = filled(head)
    if plain_suffix(name) in _SUFFIXES:
        return True
    return bool(rows) and rows[0][0] == "{" and 2 * sum(row[0] == "{" for row in rows) > len(rows)


def fields(given: dict[str, object], where: str) -> Given:
    """What an object says; raises RecordError for the fields that only this form has."""
    return Given(
        title=given.get("title"),
        abstract=given.get("abstract"),
        key=given.get("id"),
        authors=_authors(given.get("authors"), where),
        year=_year(given.get("year"), where),
        venue=given.get("venue"),
        doi=given.get("doi"),
        arxiv=text(given.get("arxiv"), where, "arxiv") or text(given.get("arxiv_id"), where, "arxiv_id"),
        url=given.get("url"),
        categories=_categories(given.get("categories"), where),
    )


def loaded(line: Line) -> dict[str, object]:
    """The object that a line is; raises RecordError where it is none."""
    try:
        given = json.loads(line.text)
    except json.JSONDecodeError as error:
        reason = f"the line is not JSON: {error.msg} (column {error.colno})"
        raise RecordError(line.where, reason, hint="Mend the line: one whole object a line.") from None
    except (ValueError, RecursionError):
        # A number of thousands of digits, or brackets nested that deep.
        raise RecordError(line.where, "the line is JSON beyond all bounds", hint="Leave it out.") from None
    if not isinstance(given, dict):
        raise RecordError(line.where, f"the line is {kind(given)}, not an object", hint="Write one object a line.")
    return given


def _authors(value: object, where: str) -> list[object]:
    """Names in the order given: of a list of names or of objects with a ``name``, or of a text with separators."""
    if value is None:
        return []
    if isinstance(value, str):
        # Names may hold an "and" (of a consortium) or a comma; so ";" goes first, and commas separate nothing.
        value = value.split(";") if ";" in value else re.split(r"\s+and\s+", value)
    if not isinstance(value, list):
        raise RecordError(where, f"is {kind(value)}, not a list", field="authors", hint='Write ["A. Name", …].')
    return [item.get("name") if isinstance(item, dict) else item for item in value]


def _categories(value: object, where: str) -> list[object]:
    """Names of a list, or of a text with separators."""
    if value is None or isinstance(value, str):
        return [*parted(value, ";,")]
    if not isinstance(value, list):
        raise RecordError(where, f"is {kind(value)}, not a list", field="categories", hint='Write ["cs.CL", …].')
    return value


def _year(value: object, where: str) -> int | None:
    given = value.strip() if isinstance(value, str) else value
    if isinstance(given, float) and given.is_integer():  # as programs write a column of numbers with gaps
        given = int(given)
    if given is None or given == "":
        return None
    if isinstance(given, str) and _YEAR.fullmatch(given):
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= 9999:
        what = f"{kind(given)} that is no year" if isinstance(given, str | int) else kind(given)
        raise RecordError(where, f"is {what}", field="year", hint="Write it as 2024, or leave it out.")
    return given


FORM = Form("jsonl", sniff, read)
