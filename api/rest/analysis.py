"""Questions across the graph: who builds on whom, what leads from one paper to another, what stands together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import analysis, ask
from api.analysis import BridgesShape, BuildsShape, MapShape, PathsShape
from api.answers import answer
from api.paging import Limit
from api.rest.common import SENSELESS, UNCHANGED, UNKNOWN, Identifier, PaperId, of_id
from api.state import state_of

router = APIRouter(tags=["analysis"])

_MOST_MAPPED, _MOST_BRIDGED = 500, 200
"""Concepts of a map: time and answer grow with their square, those of bridges with the papers that hold them too."""


@router.get(
    "/papers/{id:path}/builds-on",
    operation_id="getPaperBuilds",
    summary="Whose methods and data sets a paper uses, and who uses its own",
    response_model=BuildsShape,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def get_builds(request: Request, id: PaperId) -> Response:
    """By proper names that one paper alone proposes or introduces, with a sentence from both; `here` is the paper asked
    for.
    """
    if of_id(request, "builds-on"):
        return answer(request, lambda reader: ask.paper(reader, f"{id}/builds-on"))
    return answer(request, lambda reader: analysis.builds_on(reader, id))


@router.get(
    "/path",
    operation_id="findPaths",
    summary="The strongest chains of papers and concepts between two papers",
    response_model=PathsShape,
    responses=UNCHANGED | SENSELESS | UNKNOWN,
)
def find_paths(
    request: Request,
    here: Identifier,
    there: Identifier,
    limit: Annotated[int, Query(ge=1, le=20, description="How many chains at most.")] = 5,
) -> Response:
    """None where no chain of up to three concepts leads from one to the other. Hubs are left out unless nothing else
    joins the two: `hubs` says so.
    """
    return answer(request, lambda reader: analysis.paths(reader, here, there, limit=limit))


@router.get(
    "/map",
    operation_id="getMap",
    summary="Which concepts stand together in papers: their communities, named by the most central, and their ties",
    response_model=MapShape,
    responses=UNCHANGED,
)
async def get_map(
    request: Request,
    concepts: Annotated[int, Query(ge=2, le=_MOST_MAPPED, description="Concepts, those with most papers.")] = 200,
) -> Response:
    """It takes seconds in a large store, and is kept until the store changes. Broad concepts are left out."""
    apart = state_of(request).apart
    return await apart(
        lambda: answer(request, lambda reader: MapShape.of(analysis.kept_map(apart, reader, concepts=concepts)))
    )


@router.get(
    "/bridges",
    operation_id="getBridges",
    summary="Concepts and papers that join the communities of the map",
    response_model=BridgesShape,
    responses=UNCHANGED,
)
async def get_bridges(
    request: Request,
    limit: Limit = 20,
    concepts: Annotated[
        int, Query(ge=2, le=_MOST_BRIDGED, description="Concepts of the map, those with most papers.")
    ] = _MOST_BRIDGED,
) -> Response:
    """It takes longer than the map, half a minute in a large store, and is kept until the store changes."""
    apart = state_of(request).apart
    return await apart(
        lambda: answer(
            request,
            lambda reader: BridgesShape.of(analysis.kept_bridges(apart, reader, limit=limit, concepts=concepts)),
        )
    )
