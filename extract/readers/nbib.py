"""PubMed's own text form (``.nbib``, MEDLINE): ``PMID- 123`` and tags of up to four letters below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.readers.entries import entries, tags
from extract.readers.files import Line, plain_suffix
from extract.readers.form import Form, Given, filled, person, records, year_in
from graph.errors import RecordError
from graph.records import Record, Source

_BEGIN = re.compile(r"PMID- ")
_TAG = re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}- ?(?P<value>.*)")
_DOI = re.compile(r"(\S+) \[doi\]")


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a citation; its id is ``pmid:`` and PubMed's number."""
    return records(entries(lines, _BEGIN.match), source, _given)


def sniff(name: str, head: str) -> bool:
    """Named so, or the first line has PubMed's number."""
    rows = filled(head)
    return plain_suffix(name) == ".nbib" or bool(rows) and bool(_BEGIN.match(rows[0]))


def _given(text: str) -> Given:
    found = {tag: [" ".join(rows) for rows in values] for tag, values in tags(text, _TAG, "      ").items()}
    first = {tag: values[0] for tag, values in found.items()}
    places = (*found.get("LID", ()), *found.get("AID", ()))
    dois = (doi.group(1) for place in places if (doi := _DOI.search(place)))
    return Given(
        title=first.get("TI") or first.get("BTI"),
        abstract=first.get("AB"),
        key=f"pmid:{first['PMID']}",
        authors=[*(person(name) for name in found.get("FAU") or found.get("AU") or ()), *found.get("CN", ())],
        year=year_in(first.get("DP")),
        venue=first.get("JT") or first.get("TA"),
        doi=next(dois, None),
        categories=[heading.partition("/")[0].lstrip("*") for heading in found.get("MH", ())],
    )


FORM = Form("nbib", sniff, read)
