"""What people decided of names and papers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api import ask, deciding, paging, token
from api.answers import answer, json
from api.deciding import DecisionRequest
from api.paging import CursorGiven, DecisionsPage, Limit, PageShape
from api.rest.common import CONTRADICTS, SENSELESS, TOO_LARGE, UNCHANGED, UNKNOWN
from api.settings import curated
from api.shapes import DecisionShape
from api.state import state_of
from graph.store import Reader

router = APIRouter(tags=["decisions"])


@router.get(
    "/decisions",
    operation_id="listDecisions",
    summary="What was decided, in the order of ids",
    response_model=DecisionsPage,
    responses=UNCHANGED | SENSELESS | token.REFUSED,
    openapi_extra=token.OPTIONAL,
)
def list_decisions(request: Request, trusted: token.Trusted, limit: Limit = 50, cursor: CursorGiven = None) -> Response:
    """`who` is null unless the token is sent."""
    after = paging.after(cursor)

    def work(reader: Reader) -> PageShape[DecisionShape]:
        rows = ask.decisions(reader, after=after, limit=limit + 1)
        return paging.decided(rows if trusted else [row.unsigned() for row in rows], limit)

    return answer(request, work, trusted=trusted)


@router.post(
    "/decisions",
    operation_id="takeDecision",
    summary="Decide something of names or papers",
    status_code=201,
    response_model=DecisionShape,
    dependencies=[token.MAY_WRITE],
    responses={200: {"model": DecisionShape, "description": "It was decided before: the older decision, as it stands."}}
    | token.RESPONSES
    | SENSELESS
    | UNKNOWN
    | CONTRADICTS
    | TOO_LARGE,
)
def take_decision(request: Request, asked: DecisionRequest) -> Response:
    """What follows from it is there with the answer. A decision on names that no paper has waits until one does."""
    state = state_of(request)
    shape, new = deciding.take_one(state.store, asked, curated(state.settings))
    return json(shape, status=201 if new else 200)


@router.delete(
    "/decisions/{id}",
    operation_id="undoDecision",
    summary="Take a decision back",
    response_model=DecisionShape,
    dependencies=[token.MAY_WRITE],
    responses=token.RESPONSES | UNKNOWN,
)
def undo_decision(
    request: Request, id: Annotated[str, Path(description="The id of a decision.", examples=["0123456789ab"])]
) -> Response:
    """Gives the decision that was taken back; everything is as if it had never been."""
    state = state_of(request)
    return json(deciding.take_back(state.store, id, curated(state.settings)))
