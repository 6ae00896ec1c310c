"""Papers of Semantic Scholar: answers of its API, and lines of its bulk data sets ``papers`` and ``abstracts``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.readers.files import Line, chunks
from extract.readers.form import Form, Given, records, year_in
from extract.readers.objects import listed, member, objects
from graph.errors import RecordError
from graph.records import Record, Source

_MARK = re.compile(r'"(?:paperId|corpusid|corpusId)"\s*:')


def read(pieces: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a paper; of a citation or reference, the paper at its other end."""
    return records(objects(pieces, source.name), source, _given)


def sniff(name: str, head: str) -> bool:
    """JSON with Semantic Scholar's name of a paper."""
    return head.lstrip().startswith(("{", "[")) and bool(_MARK.search(head))


def _given(item: dict[str, Any]) -> Given:
    paper = item.get("citedPaper") or item.get("citingPaper") or item
    # The set "abstracts" has the ids of a paper in another place than the set "papers".
    ids = member(paper, "externalIds") or member(paper, "externalids") or member(paper, "openaccessinfo", "externalids")
    number = member(paper, "corpusId") or member(paper, "corpusid")
    fields = member(paper, "s2FieldsOfStudy") or member(paper, "s2fieldsofstudy") or member(paper, "fieldsOfStudy")
    return Given(
        title=member(paper, "title"),
        abstract=member(paper, "abstract"),
        key=f"CorpusId:{number}" if isinstance(number, int | str) else member(paper, "paperId"),
        authors=[member(author, "name") for author in listed(member(paper, "authors"))],
        year=year_in(member(paper, "year")),
        venue=member(paper, "venue") or member(paper, "journal", "name"),
        doi=member(ids, "DOI"),
        arxiv=member(ids, "ArXiv"),
        url=member(paper, "url"),
        categories=[one if isinstance(one, str) else member(one, "category") for one in listed(fields)],
    )


FORM = Form("semanticscholar", sniff, read, chunks)
