"""REST: nouns under ``/v1``, one module each; shapes are those that the command line prints with ``--json``."""

from fastapi import APIRouter

from api.rest import analysis, concepts, decisions, exports, jobs, overview, papers, texts, writes
from api.rest.common import INVALID, STORE

router = APIRouter(prefix="/v1", responses=INVALID | STORE)
for part in (analysis, papers, concepts, decisions, overview, exports, texts, writes, jobs):
    router.include_router(part.router)
