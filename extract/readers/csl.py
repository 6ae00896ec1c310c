"""CSL-JSON, as Zotero, Mendeley and citeproc write it: a list of references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.readers.files import Line, chunks
from extract.readers.form import Form, Given, arxiv_in, counted, records, year_in
from extract.readers.objects import listed, member, objects
from graph.errors import RecordError
from graph.records import Record, Source

_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|paper-conference|chapter|book|thesis|report|manuscript'
    r'|dataset|software|webpage|post(?:-weblog)?|speech|entry(?:-encyclopedia|-dictionary)?)"'
)
_KEY = re.compile(r'"(?:author|issued|container-title|DOI|title)"\s*:')
_LIST = re.compile(r'\s*(?:\{\s*"items"\s*:\s*)?\[')
_DATES = ("issued", "published", "published-print", "published-online", "created")


def read(pieces: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record an item."""
    return records(objects(pieces, source.name), source, given)


def sniff(name: str, head: str) -> bool:
    """A list of objects that have a type of CSL's, or the ``items`` of an answer of Zotero's."""
    return bool(_LIST.match(head) and _TYPE.search(head) and _KEY.search(head))


def given(item: dict[str, Any]) -> Given:
    """What an item of CSL-JSON says, or of Crossref, which has lists where CSL has texts, and ``subject``."""
    venue = _first(item.get("container-title")) or member(item, "event", "name") or item.get("publisher")
    return Given(
        title=_first(item.get("title")),
        abstract=item.get("abstract"),
        key=counted(item.get("id")),
        authors=[_name(author) for author in listed(item.get("author"))],
        year=next((year for date in _DATES if (year := _year(item.get(date)))), None),
        venue=venue,
        doi=item.get("DOI"),
        arxiv=arxiv_in(item.get("number"), item.get("archive_location"), item.get("note"), venue),
        url=item.get("URL"),
        categories=[*listed(item.get("categories")), *listed(item.get("subject"))],
    )


def _first(value: object) -> object:
    return next(iter(value), None) if isinstance(value, list) else value


def _name(author: object) -> object:
    if not isinstance(author, dict):
        return author
    particles = ("dropping-particle", "non-dropping-particle")
    parts = [author.get(part) for part in ("given", *particles, "family", "suffix")]
    return author.get("literal") or author.get("name") or " ".join(part for part in parts if isinstance(part, str))


def _year(date: object) -> int | None:
    return year_in(member(date, "date-parts")) or year_in(member(date, "literal")) or year_in(member(date, "raw"))


FORM = Form("csl", sniff, read, chunks)
