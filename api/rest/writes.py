"""Adding and removing papers. What is short is done with the answer; what is long becomes a job."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Path, Query, Request, Response
from pydantic import AfterValidator
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from api import ingest, token
from api.adding import AddedShape, PaperRequest, RemovedShape
from api.answers import json
from api.jobs import JobShape
from api.rest.common import SENSELESS, TOO_LARGE, UNKNOWN, PaperId
from api.settings import curated
from api.state import State, state_of
from extract import readers
from extract.readers.files import plain_suffix
from extract.readers.table import columns_of
from graph.add import delete
from graph.errors import NotFound, UsageError
from graph.links import find_paper
from graph.records import Source
from graph.store import Reader

_AT_ONCE = 128 * 1024
"""Bytes of text, not compressed, that are added with the answer: about a hundred abstracts."""
_POSTED = "posted.jsonl"

router = APIRouter(dependencies=[token.MAY_WRITE], responses=token.RESPONSES)

_BUSY: dict[int | str, dict[str, Any]] = {
    429: token.RESPONSES[429] | {"description": "Too many jobs wait, or too many wrong tokens came from this address."}
}
_ADDED: dict[int | str, dict[str, Any]] = {
    200: {"model": AddedShape, "description": "All was taken, and no paper is new."},
    202: {
        "model": JobShape,
        "description": "It takes long: ask the job, at `Location`, what has become of it.",
        "headers": {"Location": {"schema": {"type": "string"}, "description": "The address of the job."}},
    },
    **_BUSY,
}


def _file_name(given: str) -> str:
    if given in {".", ".."} or "/" in given or "\\" in given or not given.isprintable() or given != given.strip():
        raise ValueError("a source is named like a file, without its folder")
    if len(given.encode()) > 200:
        raise ValueError("has more than 200 bytes")
    return given


Name = Annotated[
    str,
    Path(min_length=1, description="The name of a file: `papers.bib`, `arxiv.jsonl.gz`.", examples=["papers.jsonl"]),
    AfterValidator(_file_name),
]


@router.post(
    "/papers",
    operation_id="addPapers",
    summary="Add papers",
    tags=["papers"],
    status_code=201,
    response_model=AddedShape,
    responses=_ADDED | TOO_LARGE | SENSELESS,
)
def add_papers(
    request: Request, papers: Annotated[list[PaperRequest], Body(min_length=1, max_length=10_000)]
) -> Response:
    """A paper that is there changes where the request says something else of it; nothing else does.

    What cannot be taken is told in `reasons`, and costs only itself.
    """
    state = state_of(request)
    with state.jobs.spool(_POSTED) as file:
        with file.open("w", encoding="utf-8") as out:
            out.writelines(paper.model_dump_json(exclude_none=True) + "\n" for paper in papers)
        return _take(state, file, form="jsonl")


@router.put(
    "/sources/{name}",
    operation_id="putSource",
    summary="Upload a file of papers, of any form that Concite reads",
    tags=["sources"],
    status_code=201,
    response_model=AddedShape,
    responses=_ADDED | TOO_LARGE | SENSELESS,
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "The file as it is: `curl -T papers.bib …/v1/sources/papers.bib`.",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def put_source(
    request: Request,
    name: Name,
    form: Annotated[
        str | None, Query(alias="from", description="The form of the file, where it cannot be guessed.")
    ] = None,
    columns: Annotated[
        str | None, Query(max_length=2000, description="A table's columns by field: `title=Titel,year=Jahr`.")
    ] = None,
    id_prefix: Annotated[
        str, Query(max_length=100, description="Put before every id that the file gives.", pattern=r"^[ -~]*$")
    ] = "",
) -> Response:
    """Papers that an earlier file of this name held and this one does not are removed; the same file again changes
    nothing.
    """
    state = state_of(request)
    if form is not None and form not in readers.FORMS:
        raise UsageError(f"there is no form {form!r}", hint=f"Choose one of {', '.join(sorted(readers.FORMS))}.")
    given = columns_of(columns)
    with state.jobs.spool(name) as file:
        await _receive(request, file)
        take = partial(_take, state, file, form=form, columns=given, id_prefix=id_prefix, sync=True)
        return await run_in_threadpool(take)


@router.delete(
    "/sources/{name}",
    operation_id="deleteSource",
    summary="Remove what was read from files of a name",
    tags=["sources"],
    response_model=RemovedShape,
    responses=UNKNOWN | {202: _ADDED[202]} | _BUSY,
)
def delete_source(request: Request, name: Name) -> Response:
    """A paper that was read elsewhere too stays, by what is left of it."""
    state = state_of(request)

    def work(reader: Reader) -> int | None:
        sources = reader.same_named(Source(name, ""))
        if not sources:
            return None
        return sum(len(reader.paper_ids(limit=ingest.BATCH + 1, source=source)) for source in sources)

    size = state.store.read(work)
    if size is None:
        raise NotFound(f"no source {name!r}", hint="`GET /v1/sources` lists them.")
    if size > ingest.BATCH:
        return _accepted(state, state.jobs.add("delete", name))
    gone = ingest.forget(state.store, name, state.extractor.tagger, curated(state.settings))
    return json(RemovedShape(removed=gone))


@router.delete(
    "/papers/{id:path}",
    operation_id="deletePaper",
    summary="Remove a paper with all that is its own",
    tags=["papers"],
    response_model=RemovedShape,
    responses=UNKNOWN | SENSELESS,
)
def delete_paper(request: Request, id: PaperId) -> Response:
    state = state_of(request)
    aliases = curated(state.settings)
    gone = state.store.write(lambda writer: delete(writer, [find_paper(writer, id)], aliases))
    return json(RemovedShape(removed=gone))


async def _receive(request: Request, file: File) -> None:
    """Put the body of a request into a file, as it comes."""
    with file.open("wb") as out:
        try:
            async for block in request.stream():
                await run_in_threadpool(out.write, block)
        except ClientDisconnect as error:
            raise HTTPException(400, "The body broke off.") from error


def _take(
    state: State,
    file: File,
    *,
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
    id_prefix: str = "",
    sync: bool = False,
) -> Response:
    compressed = plain_suffix(file.name) != file.suffix.lower()
    if compressed or file.stat().st_size > _AT_ONCE:
        job = state.jobs.add("add", file.name, file, form=form, columns=columns, id_prefix=id_prefix, sync=sync)
        return _accepted(state, job)
    totals = ingest.add(
        state.store,
        [file],
        state.extractor.tagger,
        curated(state.settings),
        form=form,
        columns=columns,
        id_prefix=id_prefix,
        sync=sync,
    )
    return json(AddedShape.of(totals), status=201 if totals.new else 200)


def _accepted(state: State, job: JobShape) -> Response:
    state.worker.wake()
    return json(job, status=202, headers={"Location": f"/v1/jobs/{job.id}"})
