"""PubMed's and MEDLINE's XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from extract.readers.elements import elements, said
from extract.readers.files import Line, chunks
from extract.readers.form import Form, Given, records, year_in
from graph.errors import RecordError
from graph.records import Record, Source

_ROOT = re.compile(r"<(?:PubmedArticleSet|MedlineCitationSet|PubmedArticle|MedlineCitation|PubmedBookArticle)\b")


def read(pieces: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a citation, or book or chapter; its id is ``pmid:`` and PubMed's number."""
    names = ("PubmedArticle", "MedlineCitation", "PubmedBookArticle")
    return records(elements(pieces, source.name, names), source, _given)


def sniff(name: str, head: str) -> bool:
    """The root is one of PubMed's."""
    return head.lstrip().startswith("<") and bool(_ROOT.search(head))


def _given(found: Element) -> Given:
    book = found.find("BookDocument")
    inner = found.find("MedlineCitation") if book is None else book
    citation = found if inner is None else inner
    article = citation.find("Article") if book is None else book
    if article is None:
        return Given()
    dates = ("Journal/JournalIssue/PubDate", "ArticleDate/Year", "Book/PubDate")
    number = said(citation, "PMID")
    return Given(
        title=said(article, "ArticleTitle") or said(article, "VernacularTitle") or said(article, "Book/BookTitle"),
        abstract="\n\n".join(_part(part) for part in article.iterfind("Abstract/AbstractText")),
        key=f"pmid:{number}" if number else None,
        authors=[_name(author) for author in article.iterfind("AuthorList/Author")],
        year=next((year for date in dates if (year := year_in(said(article, date)))), None),
        venue=said(article, "Journal/Title") or said(article, "Book/BookTitle"),
        doi=said(article, "ELocationID[@EIdType='doi']") or said(found, "*/ArticleIdList/ArticleId[@IdType='doi']"),
        categories=[said(one) for one in citation.iterfind("MeshHeadingList/MeshHeading/DescriptorName")],
    )


def _part(part: Element) -> str:
    """A part of an abstract behind its label."""
    label = part.get("Label")
    return f"{label}: {said(part)}" if label and label != "UNLABELLED" else said(part)


def _name(author: Element) -> str:
    parts = (said(author, "ForeName") or said(author, "Initials"), said(author, "LastName"), said(author, "Suffix"))
    return said(author, "CollectiveName") or " ".join(filter(None, parts))


FORM = Form("pubmed", sniff, read, chunks)
