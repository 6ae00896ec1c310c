"""From a question to a response: read in one snapshot, serialised once, with the store's stamp as its ETag."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import Request, Response
from pydantic import BaseModel

from api.paging import PageShape, link
from api.state import State, state_of
from graph.store import Reader


def json(shape: BaseModel, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(shape.model_dump_json(), status, headers, media_type="application/json")


def answer(request: Request, ask: Callable[[Reader], BaseModel]) -> Response:
    """What ``ask`` reads, or 304 where the client has it already; a list names its next part in ``Link`` too."""
    state = state_of(request)
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}

    def work(reader: Reader) -> tuple[str, BaseModel | None]:
        tag = _tag(state, reader)
        return tag, None if tag in known else ask(reader)

    tag, shape = state.store.read(work)
    headers = {"ETag": f"W/{tag}", "Cache-Control": "no-cache"}
    if shape is None or "*" in known:
        return Response(status_code=304, headers={**headers, "Vary": "Accept-Encoding"})
    return json(shape, headers=headers | (link(request, shape.next) if isinstance(shape, PageShape) else {}))


def _tag(state: State, reader: Reader) -> str:
    """Weak, since compression changes the bytes; another version of Concite may answer in other shapes."""
    return f'"{state.version}-{reader.stamp()}"'
