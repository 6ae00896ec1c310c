"""Around every request: its id, what browsers may do with an answer, unexpected errors, and how much may come in."""

from __future__ import annotations

import asyncio
import logging
import re
import uuid
from collections.abc import Callable

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem_of, respond
from graph.errors import ConciteError

log = logging.getLogger("concite.api")

REQUEST_ID = re.compile(r"[A-Za-z0-9._~+/=:@-]{1,128}")
"""An id that a client may give its request: it is written into the log and given back as it is."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""Nothing from elsewhere, nothing inline."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Envelope:
    """The outermost layer: request id, headers, HEAD as GET without its body, and a 500 that shows nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        head = scope["method"] == "HEAD"
        if head:
            scope["method"] = "GET"
        started = False

        async def sender(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(scope, receive, sender)
        except Exception as error:
            log.exception("request %s: %s %s", request_id, scope["method"], scope["path"])
            if started:
                raise
            request = Request(scope)
            await respond(request, problem_of(error, request))(scope, receive, sender)


class TooSlow(ConciteError):
    title = "The answer took too long"
    status = 503
    exit_code = 4
    default_hint = "Ask for less at once, or again later; whoever runs the server may set CONCITE_TIME_LIMIT higher."


class Deadline:
    """Answers that it took too long after ``seconds``, counted from the last that came of the request or went of the
    answer.

    What a thread is at goes on to its end: no transaction is torn.
    """

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        clock = asyncio.get_running_loop().time
        try:
            async with asyncio.timeout(self._seconds) as limit:

                def go_on() -> None:
                    if not limit.expired():
                        limit.reschedule(clock() + self._seconds)

                async def receiver() -> Message:
                    message = await receive()
                    if message["type"] == "http.request":
                        go_on()
                    return message

                async def sender(message: Message) -> None:
                    await send(message)
                    go_on()

                await self._app(scope, receiver, sender)
        except TimeoutError as error:
            raise TooSlow(f"No answer within {self._seconds:g} seconds") from error


class BodyLimit:
    """Refuses a body of more than ``limit(method, path)`` bytes, before it is in memory."""

    def __init__(self, app: ASGIApp, limit: Callable[[str, str], int]) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        size, limit = 0, self._limit(scope["method"], scope["path"])

        too_large = HTTPException(413, f"The body has more than {limit} bytes.")

        async def receiver() -> Message:
            nonlocal size
            if size > limit:
                raise too_large
            message = await receive()
            size += len(message.get("body", b""))
            if size > limit:
                raise too_large
            return message

        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            size = limit + 1  # so the first look at the body raises, and does not ask for any of it
        await self._app(scope, receiver, send)
