"""Everything that goes wrong over HTTP, as problem+json (RFC 9457) for programs and as a page for people.

``type`` is a stable address, ``/problems/not-found``, where a page says what it means. ``hint`` is what to
do. Nothing here shows what is inside: an unexpected error is in the log, under the request's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPMethod, HTTPStatus
from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.state import pages_of
from graph.errors import ConciteError, NotFound

MEDIA_TYPE = "application/problem+json"
_LONGEST = 500  # characters of anything that a request brought and an answer repeats
_MOST = 20  # errors of one request that are listed
_RETRY_AFTER = {HTTPStatus.TOO_MANY_REQUESTS: "10", HTTPStatus.SERVICE_UNAVAILABLE: "5"}
"""Seconds after which it may be asked again where the error does not say: a database may have started, a job ended."""
_PROGRAMS = ("/v1", "/healthz", "/readyz", "/metrics", "/openapi.json")


class ParameterError(BaseModel):
    """One thing that is wrong with a request: where, and what."""

    where: str = Field(examples=["query.limit"])
    message: str = Field(examples=["Input should be less than or equal to 200"])


class Problem(BaseModel):
    """What went wrong (RFC 9457), and what to do: ``hint``."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/not-found",
                    "title": "There is no such thing in the store",
                    "status": 404,
                    "detail": "no paper '10.1145/1'",
                    "hint": "Look for it with `concite search` or `concite papers`.",
                }
            ]
        }
    )

    type: str = Field(description="A stable address that names the kind of problem.")
    title: str = Field(description="The kind of problem in words.")
    status: int
    detail: str = Field(description="What happened this time.")
    hint: str | None = Field(default=None, description="What to do about it.")
    near: list[str] | None = Field(default=None, description="Names that may have been meant.")
    errors: list[ParameterError] | None = Field(default=None, description="What is wrong with the request.")
    request_id: str | None = Field(default=None, description="What the log has this request under.")


# Kinds that the framework raises: status → name, title, hint.
_FRAMEWORK: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", "The request cannot be read", "See /docs for what can be asked."),
    404: ("no-such-address", "There is nothing at this address", "See /docs for what can be asked."),
    405: ("method-not-allowed", "This address does not take this method", "See /docs for what can be asked."),
    413: ("too-large", "The request is too large", "Send less at once, or set CONCITE_TEXT_LIMIT higher."),
    422: ("invalid-request", "The request says something that cannot be", "See `errors`, and /docs."),
    500: ("internal-error", "Something went wrong", "Try again; if it stays so, report it with the request's id."),
}


def kind(error: type[ConciteError]) -> str:
    """The last part of a problem's type: ``StoreUnreachable`` is ``store-unreachable``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error.__name__).lower()


def kinds() -> dict[str, tuple[int, str, str]]:
    """Every kind of problem: name → status, title, hint."""
    found = {name: (status, title, hint) for status, (name, title, hint) in _FRAMEWORK.items()}
    return found | {kind(error): (error.status, error.title, error.default_hint) for error in _tree(ConciteError)}


def _tree(root: type[ConciteError]) -> Iterator[type[ConciteError]]:
    yield root
    for child in root.__subclasses__():
        yield from _tree(child)


def problem_of(error: Exception, request: Request) -> Problem:
    """What an error says to the outside."""
    if isinstance(error, ConciteError):
        return told(error)
    if isinstance(error, RequestValidationError):
        return _framework(422, "See `errors` for what is wrong.").model_copy(update={"errors": _errors(error)})
    if isinstance(error, HTTPException):
        return _framework(error.status_code, _detail(error, request))
    return unexpected(request.scope["state"]["request_id"])


def told(error: ConciteError) -> Problem:
    """What an error of ours says."""
    return Problem(
        type=_type(kind(type(error))),
        title=error.title,
        status=error.status,
        detail=_cut(error.public),
        hint=_cut(error.hint),
        near=[_cut(name) for name in error.near] or None if isinstance(error, NotFound) else None,
    )


def unexpected(request_id: str) -> Problem:
    """What is said where nothing can be: the log has the rest under the id of the request or job."""
    problem = _framework(500, "An unexpected error; the log has it under this id.")
    return problem.model_copy(update={"request_id": request_id})


def _detail(error: HTTPException, request: Request) -> str:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return _cut(f"{request.url.path} leads nowhere.")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _cut(f"{request.url.path} does not take {request.method}.")
    return _cut(str(error.detail))


def _framework(status: int, detail: str) -> Problem:
    phrase = HTTPStatus(status).phrase
    name, title, hint = _FRAMEWORK.get(status, (phrase.lower().replace(" ", "-"), phrase, "See /docs."))
    return Problem(type=_type(name), title=title, status=status, detail=detail, hint=hint)


def _errors(error: RequestValidationError) -> list[ParameterError]:
    return [
        ParameterError(where=_cut(".".join(str(step) for step in row["loc"])), message=_cut(str(row["msg"])))
        for row in error.errors()[:_MOST]
    ]


def _type(name: str) -> str:
    return f"/problems/{name}"


def _cut(text: str) -> str:
    # A lone surrogate, which a request may bring, cannot be sent back.
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def for_programs(request: Request) -> bool:
    """Whether a program asked: by the address, or because it takes JSON and no HTML."""
    path = request.url.path
    accepted = request.headers.get("accept", "")
    return any(path == root or path.startswith(f"{root}/") for root in _PROGRAMS) or (
        "json" in accepted and "html" not in accepted
    )


def respond(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """A problem as the one who asked can take it."""
    if wait := _RETRY_AFTER.get(HTTPStatus(problem.status)):
        headers = {"Retry-After": wait, **(headers or {})}
    if not for_programs(request):
        return pages_of(request)(request, "problem.html", problem.status, headers=headers, problem=problem)
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, problem.status, headers, media_type=MEDIA_TYPE)


async def handle(request: Request, error: Exception) -> Response:
    """The one handler of exceptions; some come with headers that belong to their status."""
    headers: Mapping[str, str] | None = getattr(error, "headers", None)
    if headers and "Allow" in headers:
        headers = {**headers, "Allow": _taken(request)}
    return respond(request, problem_of(error, request), headers)


def _taken(request: Request) -> str:
    """The methods that an address takes, of all its routes; the framework tells those of the first."""
    routes = cast(FastAPI, request.app).routes
    return ", ".join(
        method
        for method in sorted(HTTPMethod)
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    )
