"""CSL-JSON, an item for each paper, for Zotero, Mendeley and pandoc; concepts are its keywords."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.export.listed import listed
from graph.export.part import Entry, Part, entries
from graph.export.references import at_conference, family_first, keywords


def lines(part: Part) -> Iterator[str]:
    """A list, an item a line."""
    yield from listed(item(one) for one in entries(part))
    yield "\n"


def item(one: Entry) -> dict[str, Any]:
    """A paper as its item; what is not known is left out."""
    paper = one.paper
    kind = "paper-conference" if at_conference(paper) else "article-journal" if paper.venue else "article"
    fields = {
        "id": paper.id,
        "type": kind,
        "title": one.title,
        "author": [_name(author) for author in paper.authors],
        "issued": {"date-parts": [[paper.year]]} if paper.year else None,
        "container-title": paper.venue,
        "abstract": paper.abstract,
        "DOI": paper.doi,
        "URL": paper.url,
        "number": f"arXiv:{paper.arxiv}" if paper.arxiv else None,
        "categories": paper.categories,
        "keyword": ", ".join(keywords(one)),
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: str) -> dict[str, str]:
    family, given = family_first(author)
    return {"family": family, "given": given} if given else {"literal": author}
