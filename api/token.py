"""Who may write over REST: whoever sends the server's token. A server without one only reads.

A route that writes has :data:`MAY_WRITE` among its dependencies and :data:`RESPONSES` among its responses. One that
only tells more to whoever sends it takes :data:`Trusted`.
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


def is_token(request: Request, token: SecretStr, sent: str) -> bool:
    """Whether what was sent is the token; how long that takes says nothing of it.

    Raises TooManyTries where the client has sent too many that are not.
    """
    right = secrets.compare_digest(sent.encode(), token.get_secret_value().encode())
    state_of(request).tries.judge(request.client.host if request.client else "", right=right)
    return right


_bearer = HTTPBearer(
    scheme_name="token",
    description="The server's `CONCITE_API_TOKEN`. A server without one only reads.",
    auto_error=False,
)


Sent = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


async def may_write(request: Request, sent: Sent) -> None:
    """Let through whoever sends the server's token; raises WritingOff, Unauthorized or TooManyTries."""
    if state_of(request).token is None:
        raise WritingOff("This server has no token, so it only reads")
    if not await is_trusted(request, sent):
        raise Unauthorized("The request has no bearer token")


async def is_trusted(request: Request, sent: Sent) -> bool:
    """Whether the server's token came along; raises Unauthorized for another one, or TooManyTries."""
    token = state_of(request).token
    if token is None or sent is None:
        return False
    if not is_token(request, token, sent.credentials):
        raise Unauthorized("The request has another token than the server")
    return True


MAY_WRITE = Depends(may_write)
Trusted = Annotated[bool, Depends(is_trusted)]
"""What a route takes that tells more to whoever sends the token."""
OPTIONAL: dict[str, Any] = {"security": [{}]}
"""What such a route adds to its part of the document: it answers without a token too."""
REFUSED: dict[int | str, dict[str, Any]] = {
    401: {
        "model": Problem,
        "description": "The token is missing or wrong.",
        "headers": {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "`Bearer`."}},
    },
    429: {
        "model": Problem,
        "description": "Too many wrong tokens came from this address.",
        "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
    },
}
"""How a wrong token is answered."""
RESPONSES = REFUSED | {
    403: {"model": Problem, "description": "The server has no token, or its store may not be written."}
}
