"""RIS, a reference for each paper; concepts are its keywords, and a note has its categories."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.part import Entry, Part, entries
from graph.export.references import at_conference, family_first, keywords, line, subjects


def lines(part: Part) -> Iterator[str]:
    """References with a blank line behind each."""
    return map(reference, entries(part))


def reference(one: Entry) -> str:
    """A paper as its reference, each field on one line."""
    return "".join(f"{tag}  - {value}\n" for tag, value in _fields(one)) + "ER  - \n\n"


def _fields(one: Entry) -> Iterator[tuple[str, str]]:
    paper = one.paper
    yield "TY", "CONF" if at_conference(paper) else "JOUR" if paper.venue else "GEN"
    yield "ID", paper.id
    for author in paper.authors:
        family, given = family_first(line(author))
        yield "AU", f"{family}, {given}" if given else family
    number = f"arXiv:{paper.arxiv}" if paper.arxiv else None
    filed = f"Categories: {subjects(paper)}" if paper.categories else None
    for tag, value in (
        ("TI", one.title), ("AB", paper.abstract), ("PY", paper.year), ("T2", paper.venue), ("DO", paper.doi),
        ("UR", paper.url), ("M1", number), ("N1", filed),
    ):  # fmt: skip
        if value is not None:
            yield tag, line(str(value))
    yield from (("KW", line(keyword)) for keyword in keywords(one))
