"""The store as a whole: search, counts, and what it leaves open."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import around, ask, token
from api.answers import answer
from api.around import GraphShape
from api.doubts import ReportShape
from api.paging import MOST, Limit
from api.rest.common import SENSELESS, UNCHANGED, UNKNOWN
from api.shapes import FoundShape, StatsShape
from api.state import state_of
from graph.store import Reader

router = APIRouter(tags=["search"])


@router.get(
    "/search",
    operation_id="search",
    summary="Papers and concepts that have all words",
    response_model=FoundShape,
    responses=UNCHANGED,
)
def search(
    request: Request,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=1000,
            description="Words; the last may be the beginning of one.",
            examples=["object detec"],
        ),
    ],
    limit: Limit = 10,
) -> Response:
    return answer(request, lambda reader: ask.search(reader, q, limit=limit))


@router.get(
    "/graph",
    operation_id="getGraph",
    summary="What stands around a paper or a concept, placed to be drawn",
    response_model=GraphShape,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def get_graph(
    request: Request,
    paper: Annotated[str | None, Query(min_length=1, description="The paper in the centre, by any identifier.")] = None,
    concept: Annotated[str | None, Query(min_length=1, description="The concept in the centre, by any name.")] = None,
    limit: Annotated[int, Query(ge=2, le=60, description="How many nodes stand around it at most.")] = 30,
) -> Response:
    """Of a paper: the papers that it is linked to, and the concepts that link them. Of a concept: papers that have it,
    and the concepts that share them. The same question gives the same places.
    """
    return answer(request, lambda reader: around.graph(reader, paper=paper, concept=concept, limit=limit))


@router.get(
    "/stats",
    operation_id="getStats",
    summary="What is in the store, in numbers",
    response_model=StatsShape,
    responses=UNCHANGED,
)
def get_stats(request: Request) -> Response:
    return answer(request, ask.stats)


@router.get(
    "/report",
    operation_id="getReport",
    summary="What the store leaves open: missing, doubtful, dropped and decided, the first few of each",
    response_model=ReportShape,
    responses=UNCHANGED | token.REFUSED,
    openapi_extra=token.OPTIONAL,
)
async def get_report(request: Request, trusted: token.Trusted, limit: Limit = 20) -> Response:
    """Every paper is looked at, which takes seconds in a large store; it is kept until the store changes.

    `who` of what was decided is null unless the token is sent.
    """
    apart = state_of(request).apart

    def work(reader: Reader) -> ReportShape:
        whole = apart.kept(reader, "report", partial(ask.report, limit=MOST)).cut(limit)
        return whole if trusted else whole.unsigned()

    return await apart(lambda: answer(request, work, trusted=trusted))
