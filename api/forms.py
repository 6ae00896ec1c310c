"""What a form of a page sends."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from graph.errors import UsageError

_FIELDS = 20


async def _fields(request: Request) -> dict[str, str]:
    """Field → what was written into it, with line ends as they are elsewhere; raises UsageError."""
    body = await request.body()
    try:
        rows = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise UsageError("This is no form that can be read", hint="Send it from the page.") from error
    return {name: text.replace("\r\n", "\n") for name, text in rows}


Form = Annotated[dict[str, str], Depends(_fields)]
