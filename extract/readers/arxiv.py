"""arXiv's metadata as JSON, one paper a line, as it is spread on Kaggle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.readers.files import Line, chunks
from extract.readers.form import Form, Given, parted, records, year_in
from extract.readers.objects import listed, member, objects
from graph.errors import RecordError
from graph.records import Record, Source

_MARK = re.compile(r'"(?:authors_parsed|submitter|journal-ref)"\s*:')


def read(pieces: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a paper; its year is that of the first version."""
    return records(objects(pieces, source.name), source, _given)


def sniff(name: str, head: str) -> bool:
    """JSON with a member that only this form has."""
    return head.lstrip().startswith(("{", "[")) and bool(_MARK.search(head))


def _given(paper: dict[str, Any]) -> Given:
    parsed = [_name(name) for name in listed(paper.get("authors_parsed"))]
    first = next(iter(listed(paper.get("versions"))), None)
    return Given(
        title=paper.get("title"),
        abstract=paper.get("abstract"),
        authors=parsed or names(paper.get("authors")),
        year=year_in(member(first, "created")) or year_in(paper.get("update_date")),
        venue=paper.get("journal-ref"),
        doi=first_word(paper.get("doi")),
        arxiv=paper.get("id"),
        categories=parted(paper.get("categories"), " "),
    )


def names(authors: object) -> list[str]:
    """The names in a text such as ``Ada Lovelace (1), Kurt Gödel and Emmy Noether ((1) London)``."""
    text = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", authors)) if isinstance(authors, str) else ""
    return [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", " ".join(text.split()))]


def first_word(value: object) -> object:
    """The first word of a text: several DOIs stand with blanks between."""
    return next(iter(value.split()), None) if isinstance(value, str) else value


def _name(parts: object) -> str:
    """``["Gödel", "Kurt", ""]`` as a name."""
    last, first, *more = [part for part in listed(parts) if isinstance(part, str)] + ["", ""]
    return " ".join(part for part in (first, last, *more) if part)


FORM = Form("arxiv", sniff, read, chunks)
