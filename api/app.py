"""The application: REST, pages and what is around them, put together from its settings."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from api import desk, health, metrics, openapi, pages, pasting, reference, rest
from api.apart import Apart
from api.embedding import open_embedding
from api.jobs import jobs_of
from api.late import LateStore
from api.metrics import Measure
from api.middleware import BodyLimit, Deadline, Envelope
from api.problems import handle
from api.render import Pages
from api.settings import Settings, curated
from api.state import Lifespan, State
from api.tagging import Extractor
from api.token import token_of
from api.tries import Tries
from api.worker import Worker
from graph.errors import ConciteError, StoreError

log = logging.getLogger("concite.api")

_PAPERS = 8 * 2**20  # bytes of a list of papers; more goes up as a file
_STATIC = Path(__file__).parent / "static"
_BYTES_A_CHARACTER = 12  # of JSON at most: an escaped pair of surrogates
_REST_OF_A_BODY = 10_000


def create_app(settings: Settings) -> FastAPI:
    """An application over the store that ``settings`` name; it is opened when the application starts, or later.

    Raises UsageError where the token will not do, UnreadableInput where the user's aliases cannot be read.
    """
    concite = version("concite")
    token = token_of(settings)
    curated(settings)  # looked at here, so that no request is the first to find a flaw

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Lifespan]:
        store = LateStore(settings.store, partial(open_embedding, settings))
        try:
            await run_in_threadpool(store.check)
        except StoreError as error:
            log.warning("%s. %s", error.message, error.hint)
        jobs = jobs_of(settings)
        worker = Worker(settings, jobs)
        apart, exports = Apart(), Apart()
        if token:  # who may not write leaves jobs to a server that may
            worker.start()
        try:
            yield {
                "concite": State(settings, concite, store, Extractor(), token, Tries(), jobs, worker, apart, exports)
            }
        finally:
            await run_in_threadpool(worker.stop)
            await run_in_threadpool(apart.close)
            await run_in_threadpool(exports.close)
            await run_in_threadpool(store.close)

    figures = metrics.Metrics()
    app = FastAPI(
        title="Concite",
        version=concite,
        summary="Papers, linked by the methods, datasets and tasks that they share",
        description=openapi.DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(Measure, metrics=figures),
            *_cors(settings),
            Middleware(Envelope),
            Middleware(Deadline, seconds=settings.time_limit),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
            Middleware(BodyLimit, limit=partial(_most, settings)),
        ],
        exception_handlers={ConciteError: handle, HTTPException: handle, RequestValidationError: handle},
    )
    app.state.pages = Pages()
    app.state.metrics = figures
    app.openapi = partial(openapi.document, app)  # type: ignore[method-assign] # FastAPI's own way to change it
    app.include_router(rest.router)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(reference.router)
    app.include_router(pages.router)
    app.include_router(pasting.router)
    app.include_router(desk.router)
    app.mount("/static/swagger", StaticFiles(packages=[("fastapi_offline", "static")]), name="swagger")
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app


def _most(settings: Settings, method: str, path: str) -> int:
    """How many bytes the body of a request may have."""
    if method == "PUT" and path.startswith("/v1/sources/"):
        return settings.upload_limit
    if (method, path) == ("POST", "/v1/papers"):
        return min(_PAPERS, settings.upload_limit)
    return settings.text_limit * _BYTES_A_CHARACTER + _REST_OF_A_BODY


def _cors(settings: Settings) -> list[Middleware]:
    origins = settings.cors_origins.split()
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "If-None-Match", "X-Request-ID"],
            expose_headers=["Content-Disposition", "ETag", "Link", "Location", "X-Request-ID"],
        )
    ]
