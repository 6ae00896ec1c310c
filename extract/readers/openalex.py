"""Works of OpenAlex: pages of its API, or one a line as in its snapshot; abstracts come as an inverted index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.readers.files import Line, chunks
from extract.readers.form import Form, Given, arxiv_in, records, year_in
from extract.readers.objects import listed, member, objects
from graph.errors import RecordError
from graph.records import Record, Source

_MARK = re.compile(r'"abstract_inverted_index"\s*:|"id"\s*:\s*"https://openalex\.org/W')


def read(pieces: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a work."""
    return records(objects(pieces, source.name), source, _given)


def sniff(name: str, head: str) -> bool:
    """JSON with OpenAlex's name of a work, or the index."""
    return head.lstrip().startswith(("{", "[")) and bool(_MARK.search(head))


def _given(work: dict[str, Any]) -> Given:
    key, place = work.get("id"), work.get("primary_location")
    links = [member(one, "landing_page_url") for one in (place, *listed(work.get("locations")))]
    return Given(
        title=work.get("title") or work.get("display_name"),
        abstract=_words(work.get("abstract_inverted_index")) or work.get("abstract"),
        key=key.rpartition("/")[2] if isinstance(key, str) else key,
        authors=[
            member(one, "author", "display_name") or member(one, "raw_author_name")
            for one in listed(work.get("authorships"))
        ],
        year=year_in(work.get("publication_year")),
        venue=member(place, "source", "display_name") or member(work, "host_venue", "display_name"),
        doi=work.get("doi"),
        arxiv=arxiv_in(*links),
        url=links[0],
        categories=[member(one, "display_name") for one in listed(work.get("topics") or work.get("concepts"))],
    )


def _words(index: object) -> str:
    """The abstract that an index of words and their places makes."""
    if not isinstance(index, dict):
        return ""
    places = [(place, word) for word, at in index.items() for place in listed(at) if isinstance(place, int)]
    return " ".join(word for _, word in sorted(places))


FORM = Form("openalex", sniff, read, chunks)
