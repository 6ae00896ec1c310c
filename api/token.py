"""Who may write over REST: whoever sends the server's token. A server without one only reads.

A route that writes has :data:`MAY_WRITE` among its dependencies and :data:`RESPONSES` among its responses.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Annotated, Any, ClassVar

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import SecretStr

from api.problems import Problem
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
    if settings.api_token and settings.api_token_file:
        hint = "Unset one of them."
        raise UsageError("CONCITE_API_TOKEN and CONCITE_API_TOKEN_FILE are both set", hint=hint)
    if settings.api_token:
        name, token = "CONCITE_API_TOKEN", settings.api_token.get_secret_value().strip()
    elif settings.api_token_file:
        name, token = "CONCITE_API_TOKEN_FILE", _kept(settings.api_token_file)
    else:
        return None
    if flaw := _flaw(token):
        raise UsageError(f"The token of {name} {flaw}", hint=f"Make one: {_MAKE}")
    return SecretStr(token)


def _kept(file: Path) -> str:
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        # Without its cause: that would show the bytes which could not be decoded.
        raise UsageError(f"CONCITE_API_TOKEN_FILE: cannot read {file}: {why}", hint="Check the path.") from None


def _flaw(token: str) -> str | None:
    if len(token) < SHORTEST:
        return f"has fewer than {SHORTEST} characters"
    if not re.fullmatch("[!-~]+", token):
        return "has characters that a header cannot carry"
    if token.casefold() in _KNOWN or re.fullmatch(r"(.+?)\1+", token):
        return "is one that others guess"
    return None


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
    if not secrets.compare_digest(sent.credentials.encode(), token.get_secret_value().encode()):
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
