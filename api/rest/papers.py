"""Papers, and the links between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import ask, linking, paging
from api.answers import answer
from api.linking import ExplanationShape, LinkedShape, LinkShape
from api.paging import CursorGiven, Item, Limit, LinkedPage, LinksPage, PageShape, PapersPage, SourcesPage
from api.rest.common import (
    SENSELESS,
    UNCHANGED,
    UNKNOWN,
    AskedGiven,
    Identifier,
    MinScore,
    OnlyGiven,
    PaperId,
    of_id,
)
from api.shapes import PaperShape, SourceShape
from graph.store import Reader

_DEEPEST_LINK = 1000  # a paper's links are ranked whole for each part: further down nothing is told
_MOST_PAPERS = 20  # each is asked for as one alone would be

router = APIRouter()


@router.get(
    "/papers",
    operation_id="listPapers",
    summary="Papers, in the order of their ids",
    tags=["papers"],
    response_model=PapersPage,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def list_papers(
    request: Request,
    concept: Annotated[
        str | None, Query(min_length=1, description="Only those that have this concept, by any of its names.")
    ] = None,
    year: Annotated[int | None, Query(ge=1, le=9999, description="Only those of this year.")] = None,
    source: Annotated[
        str | None, Query(min_length=1, description="Only those with a record of a source of this name.")
    ] = None,
    limit: Limit = 50,
    cursor: CursorGiven = None,
) -> Response:
    """All papers, or those that everything fits which is given."""
    after = paging.after(cursor)

    def work(reader: Reader) -> PapersPage:
        rows = ask.papers(reader, concept=concept, year=year, source=source, after=after, limit=limit + 1)
        return paging.by_id(rows, limit)

    return answer(request, work)


@router.get(
    "/sources",
    operation_id="listSources",
    summary="The files that papers were read from, by name",
    tags=["sources"],
    response_model=SourcesPage,
    responses=UNCHANGED | SENSELESS,
)
def list_sources(request: Request, limit: Limit = 50, cursor: CursorGiven = None) -> Response:
    after = paging.after(cursor)

    def work(reader: Reader) -> PageShape[SourceShape]:
        rows = ask.sources(reader, after=after, limit=limit + 1)
        following = paging.encode(rows[limit - 1].key) if len(rows) > limit else None
        return SourcesPage(items=rows[:limit], next=following)

    return answer(request, work)


@router.get(
    "/papers/{id:path}/links",
    operation_id="listPaperLinks",
    summary="The papers that a paper is linked to, best first, with the reasons",
    tags=["papers"],
    response_model=LinksPage,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def list_paper_links(
    request: Request,
    id: PaperId,
    asked: AskedGiven,
    only: OnlyGiven,
    limit: Limit = 20,
    min_score: MinScore = 0,
    cursor: CursorGiven = None,
) -> Response:
    """`score` is the sum of `by_type` and `wording`, and of all shares, `faint` and `wording`; `here` is the paper
    asked for.
    """
    if of_id(request, "links"):
        return answer(request, lambda reader: ask.paper(reader, f"{id}/links"))

    def best(reader: Reader, count: int) -> list[LinkShape]:
        return linking.paper_links(reader, id, asked, only, limit=count, min_score=min_score)

    return answer(request, _ranked(LinksPage, best, limit, cursor))


@router.get(
    "/links",
    operation_id="listLinksOfPapers",
    summary="The papers that several papers are linked to at once, best first, with the reasons",
    tags=["papers"],
    response_model=LinkedPage,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def list_links_of_papers(
    request: Request,
    paper: Annotated[
        list[str],
        Query(min_length=1, max_length=_MOST_PAPERS, description="Id, DOI, arXiv id or position; given several times."),
    ],
    asked: AskedGiven,
    only: OnlyGiven,
    limit: Limit = 20,
    min_score: MinScore = 0,
    cursor: CursorGiven = None,
) -> Response:
    """`score` is the sum of the scores of `links`, divided by the number of papers asked for; `here` of each
    link is one of these.
    """

    def best(reader: Reader, count: int) -> list[LinkedShape]:
        return linking.papers_links(reader, paper, asked, only, limit=count, min_score=min_score)

    return answer(request, _ranked(LinkedPage, best, limit, cursor))


@router.get(
    "/papers/{id:path}",
    operation_id="getPaper",
    summary="A paper with its concepts and where each is named",
    tags=["papers"],
    response_model=PaperShape,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def get_paper(request: Request, id: PaperId) -> Response:
    """Offsets (`start`, `end`) are code points of the field as given; `end` is the one behind the last."""
    return answer(request, lambda reader: ask.paper(reader, id))


@router.get(
    "/explain",
    operation_id="explainLink",
    summary="Why two papers are linked, or why not",
    tags=["papers"],
    response_model=ExplanationShape,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def explain(request: Request, here: Identifier, there: Identifier) -> Response:
    """`link` is null where nothing ties the two; `reason` says so in words."""
    return answer(request, lambda reader: linking.explanation(reader, here, there))


def _ranked(
    page: type[PageShape[Item]], best: Callable[[Reader, int], list[Item]], limit: int, cursor: str | None
) -> Callable[[Reader], PageShape[Item]]:
    """A part of a ranking, of which ``best`` gives so many of the first."""
    start = paging.offset(cursor)

    def work(reader: Reader) -> PageShape[Item]:
        rows = best(reader, min(start, _DEEPEST_LINK) + limit + 1)[start:]
        return page(items=rows[:limit], next=paging.counted(start, limit, len(rows), deepest=_DEEPEST_LINK))

    return work
