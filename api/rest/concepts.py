"""Concepts, and what stands near them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api import around, ask, paging
from api.answers import answer
from api.paging import ConceptsPage, CursorGiven, Limit, NeighboursPage, PageShape, PapersPage
from api.rest.common import SENSELESS, UNCHANGED, UNKNOWN, ConceptId, Kind, of_id
from api.shapes import ConceptShape, ConceptSummaryShape
from graph.store import Reader

router = APIRouter(tags=["concepts"])


@router.get(
    "/concepts",
    operation_id="listConcepts",
    summary="All concepts, those of most papers first",
    response_model=ConceptsPage,
    responses=UNCHANGED | SENSELESS,
)
def list_concepts(request: Request, kind: Kind = None, limit: Limit = 50, cursor: CursorGiven = None) -> Response:
    start = paging.offset(cursor)

    def work(reader: Reader) -> PageShape[ConceptSummaryShape]:
        rows = ask.concepts(reader, kind=kind, limit=limit + 1, offset=start)
        return ConceptsPage(items=rows[:limit], next=paging.counted(start, limit, len(rows)))

    return answer(request, work)


@router.get(
    "/concepts/{id:path}/papers",
    operation_id="listConceptPapers",
    summary="The papers that have a concept, in the order of their ids",
    response_model=PapersPage,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def list_concept_papers(
    request: Request,
    id: ConceptId,
    limit: Limit = 50,
    cursor: CursorGiven = None,
) -> Response:
    if of_id(request, "papers"):
        return answer(request, lambda reader: ask.concept(reader, f"{id}/papers"))
    after = paging.after(cursor)
    return answer(
        request,
        lambda reader: paging.by_id(
            ask.papers_of(reader, ask.concept(reader, id).id, after=after, limit=limit + 1), limit
        ),
    )


@router.get(
    "/concepts/{id:path}/neighbours",
    operation_id="listConceptNeighbours",
    summary="The concepts that share papers with a concept, the most telling first",
    response_model=NeighboursPage,
    responses=UNCHANGED | UNKNOWN,
)
def list_concept_neighbours(request: Request, id: ConceptId, limit: Limit = 20) -> Response:
    """Told first is what shares many papers with it and has few others."""
    if of_id(request, "neighbours"):
        return answer(request, lambda reader: ask.concept(reader, f"{id}/neighbours"))
    return answer(request, lambda reader: NeighboursPage(items=around.concepts_near(reader, id, limit=limit)))


@router.get(
    "/concepts/{id:path}",
    operation_id="getConcept",
    summary="A concept with its names and the grounds on which they are one",
    response_model=ConceptShape,
    responses=UNCHANGED | UNKNOWN,
)
def get_concept(request: Request, id: ConceptId) -> Response:
    return answer(request, lambda reader: ask.concept(reader, id))
