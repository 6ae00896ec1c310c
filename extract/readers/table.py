"""Tables (CSV, TSV) with a header: the columns of Scopus, Web of Science, Zotero, Dimensions and Semantic Scholar."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Literal

from extract.readers.files import HEAD, LONGEST_LINE, Line, plain_suffix
from extract.readers.form import Form, Given, arxiv_in, counted, parted, person, records, year_in
from graph.errors import RecordError, UnreadableInput, UsageError
from graph.records import Record, Source

# Names as letters and digits only, the best first.
_KNOWN: dict[str, tuple[str, ...]] = {
    "title": ("title", "articletitle", "documenttitle", "papertitle", "ti"),
    "abstract": ("abstract", "abstractnote", "abstracttext", "ab"),
    "authors": ("authorfullnames", "af", "authors", "author", "authornames", "au"),
    "year": ("year", "publicationyear", "pubyear", "py", "publicationdate", "date"),
    "venue": ("sourcetitle", "publicationtitle", "journal", "journaltitle", "venue", "conferencename", "so"),
    "doi": ("doi", "di", "doilink"),
    "arxiv": ("arxiv", "arxivid"),
    "url": ("url", "link", "dimensionsurl", "doilink"),
    "categories": ("webofsciencecategories", "wc", "categories", "fieldsofresearchanzsrc2020", "fieldsofstudy"),
    "id": ("id", "key", "eid", "utuniquewosid", "utuniqueid", "ut", "publicationid", "corpusid", "paperid"),
}
_SUFFIXES = frozenset((".csv", ".tsv", ".tab"))
_DELIMITERS = "\t;,"
_PREAMBLE = 10  # lines in which the header must stand; Dimensions has one above it
_NUMBER = re.compile(r"\s*\(\d+\)")  # Scopus, behind each full name

Columns = dict[str, int]


def form(columns: Mapping[str, str] | None = None) -> Form:
    """Tables with columns of the given names (``{"title": "Titel"}``) instead of the known ones for these fields.

    Raises UsageError for a field that is not known.
    """
    given = columns or {}
    if unknown := given.keys() - _KNOWN.keys():
        raise UsageError(f"there is no field {min(unknown)!r} to read", hint=f"Choose of {', '.join(_KNOWN)}.")
    names = _KNOWN | {field: (_letters(name),) for field, name in given.items()}

    def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
        return _read(iter(lines), source, names, given)

    def sniff(name: str, head: str) -> bool:
        """Named so, or one of the first lines names three columns that are known, the title among them."""
        _, _, found = _header(head.split("\n")[:_PREAMBLE], names)
        return plain_suffix(name) in _SUFFIXES or len(found) >= 3 and "title" in found

    return Form("csv", sniff, read)


def columns_of(text: str | None) -> dict[str, str]:
    """``title=Titel,year=Jahr`` as names of columns by field; raises UsageError, also for a field that is not known."""
    pairs = [pair.partition("=") for pair in (text or "").split(",") if pair]
    if bare := [field for field, equals, _ in pairs if not equals]:
        raise UsageError(f"columns: {bare[0]!r} has no '='", hint="Write title=NAME,abstract=NAME.")
    columns = {field.strip(): name.strip() for field, _, name in pairs}
    form(columns)  # it knows the fields
    return columns


def _read(
    lines: Iterator[Line], source: Source, names: Mapping[str, tuple[str, ...]], wanted: Mapping[str, str]
) -> Iterator[Record | RecordError]:
    first = list(islice(lines, _PREAMBLE))
    at, delimiter, columns = _header([line.text for line in first], names)
    lacking = [repr(name) for field, name in wanted.items() if field not in columns]
    if lacking or not {"title", "abstract"} & columns.keys():
        what = " or ".join(lacking or ["for a title or an abstract"])
        begin = first[0].text.strip()[:200] if first else ""
        hint = "Name them: --columns title=NAME,abstract=NAME."
        raise UnreadableInput(f"{source.name} has no column {what}; it begins: {begin}", hint=hint)

    def of(row: list[str]) -> Given:
        cells = {field: row[column] for field, column in columns.items()}
        return Given(
            title=cells.get("title"),
            abstract=cells.get("abstract"),
            key=counted(cells.get("id")),
            authors=_people(cells.get("authors", "")),
            year=year_in(cells.get("year")),
            venue=cells.get("venue"),
            doi=cells.get("doi"),
            arxiv=cells.get("arxiv") or arxiv_in(cells.get("venue"), cells.get("url")),
            url=cells.get("url"),
            categories=parted(cells.get("categories")),
        )

    # Web of Science's own columns (PT, AU, TI …) come without quotes, so that one in a title is only that.
    quoting: Literal[0, 3] = csv.QUOTE_NONE if first[at].text.startswith("PT\t") else csv.QUOTE_MINIMAL
    rows = _rows(chain(first[at:], lines), delimiter, quoting)
    return records(rows, source, of)


def _rows(
    lines: Iterator[Line], delimiter: str, quoting: Literal[0, 3]
) -> Iterator[tuple[str, list[str] | RecordError]]:
    """Rows below the header that are not empty, each as long as the header is."""
    csv.field_size_limit(LONGEST_LINE)  # lists of references are longer than the 128 kB that Python allows
    where, flaw = "", None  # of the row that is read
    ended = False

    def texts() -> Iterator[str]:
        nonlocal where, flaw, ended
        for line in lines:
            where, flaw = where or line.where, flaw or line.flaw
            yield line.text
        ended = True

    reader = csv.reader(texts(), delimiter=delimiter, quoting=quoting)
    try:
        width = len(next(reader))
    except csv.Error as error:
        hint = "Check its quotes and line ends."
        raise UnreadableInput(f"{where}: the header cannot be read: {error}", hint=hint) from None
    while True:
        where, flaw = "", None
        try:
            row = next(reader, None)
        except csv.Error as error:
            hint = "Check that each quote is closed, and that cells with line breaks have quotes."
            yield where, RecordError(where, f"the row cannot be read: {error}", hint=hint)
            continue
        if row is None:
            return
        if flaw:
            yield where, flaw
        elif ended:  # it asked for a line more
            hint = "Close it; the rest of the file stands in it."
            yield where, RecordError(where, "the row has a quote that is never closed", hint=hint)
        elif any(cell.strip() for cell in row):
            yield where, _checked(row, width, where)


def _checked(row: list[str], width: int, where: str) -> list[str] | RecordError:
    if len(row) < width or any(cell.strip() for cell in row[width:]):
        reason = f"the row has {len(row)} cells, the header {width}"
        return RecordError(where, reason, hint="Put cells with line breaks or separators into quotes.")
    return row


def _header(rows: list[str], names: Mapping[str, tuple[str, ...]]) -> tuple[int, str, Columns]:
    """Which row names most columns, what separates them, and which field stands in which column."""
    found = [
        (at, delimiter, _columns(next(csv.reader([row.split("\r")[0]], delimiter=delimiter), []), names))
        for at, row in enumerate(rows)
        for delimiter in _DELIMITERS
        if len(row) <= HEAD
    ]
    return max(found, key=lambda one: len(one[2]), default=(0, ",", {}))


def _columns(cells: list[str], names: Mapping[str, tuple[str, ...]]) -> Columns:
    places: Columns = {}
    for place, cell in enumerate(cells):
        places.setdefault(_letters(cell), place)
    found = {field: next((places[name] for name in known if name in places), None) for field, known in names.items()}
    return {field: place for field, place in found.items() if place is not None}


def _people(cell: str) -> list[object]:
    """Names with ``;`` between them, or, as Scopus had them (``Gödel K., Noether E.``), a comma behind initials."""
    parts = cell.split(";") if ";" in cell else re.split(r"(?<=\.),\s+|\s+and\s+", cell)
    return [person(_NUMBER.sub("", part).strip()) for part in parts]


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


FORM = form()
