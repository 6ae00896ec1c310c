"""Is it alive, is it ready: for what starts and watches a server."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response

from api.answers import json
from api.problems import Problem
from api.shapes import Shape
from api.state import state_of

router = APIRouter(tags=["health"])


class HealthShape(Shape):
    """A server that answers."""

    status: Literal["ok"] = "ok"
    version: str


@router.get("/healthz", operation_id="getHealth", summary="The server runs", response_model=HealthShape)
async def healthz(request: Request) -> Response:
    """Asks nothing of anyone, so that a slow store does not get a server killed."""
    return json(HealthShape(version=state_of(request).version))


@router.get(
    "/readyz",
    operation_id="getReadiness",
    summary="The server can answer: its store does",
    response_model=HealthShape,
    responses={503: {"model": Problem, "description": "The store does not answer."}},
)
def readyz(request: Request) -> Response:
    state = state_of(request)
    state.store.check()
    return json(HealthShape(version=state.version))
