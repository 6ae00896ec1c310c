"""arXiv's XML: Atom of its API, and OAI-PMH with the metadata ``arXiv``, ``arXivRaw`` or ``oai_dc``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from extract.readers.arxiv import first_word, names
from extract.readers.elements import elements, said
from extract.readers.files import Line, chunks
from extract.readers.form import Form, Given, person, records, year_in
from graph.errors import RecordError
from graph.records import Record, Source

_ROOT = re.compile(r"<(?:\w+:)?OAI-PMH\b|<(?:\w+:)?feed\b")
_MARK = re.compile(r"openarchives\.org/OAI|arxiv\.org")


def read(pieces: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record an entry; those that arXiv has deleted come as errors."""
    return records(elements(pieces, source.name, ("entry", "record")), source, _given)


def sniff(name: str, head: str) -> bool:
    """A feed of arXiv's, or an answer of OAI-PMH."""
    return head.lstrip().startswith("<") and bool(_ROOT.search(head) and _MARK.search(head))


def _given(entry: Element) -> Given:
    if (found := entry.find("{*}metadata/{*}arXiv")) is not None:
        return _arxiv(found)
    if (found := entry.find("{*}metadata/{*}arXivRaw")) is not None:
        return _raw(found)
    if (found := entry.find("{*}metadata/{*}dc")) is not None:
        return _dublin_core(found)
    return _atom(entry)


def _atom(entry: Element) -> Given:
    if "/api/errors" in said(entry, "{*}id"):  # the API's way of saying no
        return Given()
    return Given(
        title=said(entry, "{*}title"),
        abstract=said(entry, "{*}summary"),
        authors=[said(author, "{*}name") for author in entry.iterfind("{*}author")],
        year=year_in(said(entry, "{*}published")),
        venue=said(entry, "{*}journal_ref"),
        doi=first_word(said(entry, "{*}doi")),
        arxiv=said(entry, "{*}id"),
        url=said(entry, "{*}id"),
        categories=[
            one.get("term") for one in (*entry.iterfind("{*}primary_category"), *entry.iterfind("{*}category"))
        ],
    )


def _arxiv(found: Element) -> Given:
    parts = ("{*}forenames", "{*}keyname", "{*}suffix")
    return Given(
        title=said(found, "{*}title"),
        abstract=said(found, "{*}abstract"),
        authors=[
            " ".join(filter(None, (said(author, part) for part in parts)))
            for author in found.iterfind("{*}authors/{*}author")
        ],
        year=year_in(said(found, "{*}created")),
        venue=said(found, "{*}journal-ref"),
        doi=first_word(said(found, "{*}doi")),
        arxiv=said(found, "{*}id"),
        categories=said(found, "{*}categories").split(),
    )


def _raw(found: Element) -> Given:
    return Given(
        title=said(found, "{*}title"),
        abstract=said(found, "{*}abstract"),
        authors=names(said(found, "{*}authors")),
        year=year_in(said(found, "{*}version/{*}date")),
        venue=said(found, "{*}journal-ref"),
        doi=first_word(said(found, "{*}doi")),
        arxiv=said(found, "{*}id"),
        categories=said(found, "{*}categories").split(),
    )


def _dublin_core(found: Element) -> Given:
    """Descriptions are the abstract and notes below it; identifiers are links and DOIs."""
    links = [said(one) for one in found.iterfind("{*}identifier")]
    return Given(
        title=said(found, "{*}title"),
        abstract=max((said(one) for one in found.iterfind("{*}description")), key=len, default=""),
        authors=[person(said(one)) for one in found.iterfind("{*}creator")],
        year=year_in(said(found, "{*}date")),
        doi=next((link for link in links if "10." in link), None),
        arxiv=next((link for link in links if "arxiv" in link.lower()), None),
        url=next((link for link in links if link.startswith("http")), None),
        categories=[said(one) for one in found.iterfind("{*}subject")],
    )


FORM = Form("arxiv-xml", sniff, read, chunks)
