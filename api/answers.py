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


def answer(request: Request, ask: Callable[[Reader], BaseModel], *, trusted: bool | None = None) -> Response:
    """What ``ask`` reads, or 304 where the client has it already; a list names its next part in ``Link`` too.

    ``trusted``: whether the client sent the token, where it is told more then.
    """
    state = state_of(request)
    known = tags_of(request)

    def work(reader: Reader) -> tuple[str, BaseModel | None]:
        tag = tag_of(state, reader, trusted=bool(trusted))
        return tag, None if tag in known else ask(reader)

    tag, shape = state.store.read(work)
    if shape is None or "*" in known:
        response = unchanged(tag)
    else:
        following = link(request, shape.next) if isinstance(shape, PageShape) else {}
        response = json(shape, headers=headers(tag) | following)
    if trusted is not None:
        response.headers.add_vary_header("Authorization")
    return response


def tags_of(request: Request) -> set[str]:
    """The tags of the answers that the client has, or ``*``."""
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}


def tag_of(state: State, reader: Reader, *, trusted: bool = False) -> str:
    """The store as it stands; another version of Concite may answer in other shapes, a trusted client is told more."""
    return f'"{state.version}-{reader.stamp()}{"-trusted" if trusted else ""}"'


def headers(tag: str) -> dict[str, str]:
    """A weak tag, since compression changes the bytes."""
    return {"ETag": f"W/{tag}", "Cache-Control": "no-cache"}


def unchanged(tag: str) -> Response:
    """The client has it already."""
    return Response(status_code=304, headers={**headers(tag), "Vary": "Accept-Encoding"})
