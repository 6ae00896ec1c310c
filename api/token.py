"""Who may write over REST: whoever sends the server's token. A server without one only reads.

A route that writes has :data:`MAY_WRITE` among its dependencies and :data:`RESPONSES` among its responses.
"""

from __future__ import annotations

import re
import secrets
from typing import Annotated, Any, ClassVar

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import SecretStr

from api.problems import Problem
from api.secret import secret
from api.settings import Settings
from api.state import state_of
from graph.errors import ConciteError, UsageError

SHORTEST = 16
"""Characters of a token."""
_MAKE = "python3 -c 'import secrets; print(secrets.token_urlsafe())'"
# Long enough, but what people write where a secret should stand; repeated ones ("changemechangeme") are found as such.
_KNOWN = frozenset(
    "0123456789abcdef 1234567890abcdef 1234567890123456 abcdefghijklmnop qwertyuiopasdfgh change-me-please "
    "changeme12345678 please-change-me replace-with-token your-secret-token your-token-goes-here "
    "correcthorsebatterystaple concite-api-token concite_api_token".split()
)


class WritingOff(ConciteError):
    title = "Writing is off"
    status = 403
    exit_code = 2
    default_hint = (
        f"Make a token ({_MAKE}), set it as CONCITE_API_TOKEN, start the server again, "
        "and send it as `Authorization: Bearer …`."
    )


class Unauthorized(ConciteError):
    title = "The token is missing or wrong"
    status = 401
    exit_code = 2
    default_hint = "Send the CONCITE_API_TOKEN of the server as `Authorization: Bearer …`."
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": "Bearer"}


def token_of(settings: Settings) -> SecretStr | None:
    """The token that the settings give; None where they give none.

    Raises UsageError where it can be guessed, cannot be sent, or cannot be read from its file.
    """
    found = secret(settings, "api_token")
    if found is None:
        return None
    token, name = found
    if flaw := _flaw(token):
        raise UsageError(f"The token of {name} {flaw}", hint=f"Make one: {_MAKE}")
    return SecretStr(token)


def _flaw(token: str) -> str | None:
    if len(token) < SHORTEST:
        return f"has fewer than {SHORTEST} characters"
    if not re.fullmatch("[!-~]+", token):
        return "has characters that a header cannot carry"
    if token.casefold() in _KNOWN or re.fullmatch(r"(.+?)\1+", token):
        return "is one that others guess"
    return None


def is_token(token: SecretStr, sent: str) -> bool:
    """Whether what was sent is the token; how long that takes says nothing of it."""
    return secrets.compare_digest(sent.encode(), token.get_secret_value().encode())


_bearer = HTTPBearer(
    scheme_name="token",
    description="The server's `CONCITE_API_TOKEN`. A server without one only reads.",
    auto_error=False,
)


async def may_write(request: Request, sent: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> None:
    """Let through whoever sends the server's token; raises WritingOff or Unauthorized."""
    token = state_of(request).token
    if token is None:
        raise WritingOff("This server has no token, so it only reads")
    if sent is None:
        raise Unauthorized("The request has no bearer token")
    if not is_token(token, sent.credentials):
        raise Unauthorized("The request has another token than the server")


MAY_WRITE = Depends(may_write)
RESPONSES: dict[int | str, dict[str, Any]] = {
    401: {
        "model": Problem,
        "description": "The token is missing or wrong.",
        "headers": {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "`Bearer`."}},
    },
    403: {"model": Problem, "description": "The server has no token, or its store may not be written."},
}
