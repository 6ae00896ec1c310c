"""What has become of long uploads and removals."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api import paging
from api.answers import json
from api.jobs import JobShape
from api.paging import CursorGiven, JobsPage, Limit
from api.rest.common import SENSELESS, UNKNOWN
from api.state import state_of

router = APIRouter(tags=["jobs"])


@router.get(
    "/jobs",
    operation_id="listJobs",
    summary="Long uploads and removals, in the order in which they came",
    response_model=JobsPage,
    responses=SENSELESS,
)
def list_jobs(request: Request, limit: Limit = 50, cursor: CursorGiven = None) -> Response:
    after = paging.after(cursor)
    rows = [job for job in state_of(request).jobs.all() if job.id > after]
    following = paging.encode(rows[limit - 1].id) if len(rows) > limit else None
    return json(JobsPage(items=rows[:limit], next=following), headers=paging.link(request, following))


@router.get(
    "/jobs/{id}",
    operation_id="getJob",
    summary="What has become of a job",
    response_model=JobShape,
    responses=UNKNOWN,
)
def get_job(
    request: Request, id: Annotated[str, Path(description="The id of a job.", examples=["187bf4d0e1a2b3c4d5e6f708"])]
) -> Response:
    return json(state_of(request).jobs.get(id), headers={"Cache-Control": "no-store"})
