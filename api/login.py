"""Who may write on pages: whoever gave the server's token to its form. The browser keeps a signed cookie.

The cookie (HttpOnly, SameSite=Strict) says who logged in, and a secret that each form of a page sends back. It is
signed with the token, so a new token ends all sessions. Nothing of this goes over a network as plain HTTP.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from ipaddress import ip_address

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer
from pydantic import SecretStr

from api.state import state_of
from api.token import Unauthorized, WritingOff, is_token
from graph.errors import ConciteError

COOKIE = "concite_session"
_SECONDS = 12 * 3600
_LONGEST = 100  # characters of a name


class PlainHttp(ConciteError):
    title = "Logging in needs HTTPS"
    status = 403
    exit_code = 2
    default_hint = "Ask over HTTPS, or on the server's own machine as http://127.0.0.1."


class LoginNeeded(ConciteError):
    title = "Log in first"
    status = 403
    exit_code = 2
    default_hint = "Log in at /decisions with the token of the server."


class ForeignForm(ConciteError):
    title = "This form is not one of this server's pages, or is too old"
    status = 403
    exit_code = 2
    default_hint = "Load the page again, and send its form."


@dataclass(frozen=True, slots=True)
class Session:
    """Who logged in, and what their forms send back."""

    who: str
    secret: str


def refusal(request: Request) -> ConciteError | None:
    """Why nobody can log in by this request, if so."""
    try:
        _token(request)
    except (WritingOff, PlainHttp) as error:
        return error
    return None


def _token(request: Request) -> SecretStr:
    """The token of the server; raises WritingOff where it has none, PlainHttp where others could read it on its way."""
    token = state_of(request).token
    if token is None:
        raise WritingOff("This server has no token, so it only reads")
    if request.url.scheme != "https" and not _stays_here(request):
        raise PlainHttp("A token does not go over a network as plain HTTP")
    return token


def _stays_here(request: Request) -> bool:
    """Whether both ends are this machine: a proxy on it has a client here, but another host."""
    return all(_loopback(host) for host in (request.client.host if request.client else None, request.url.hostname))


def _loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def session_of(request: Request) -> Session | None:
    """Who asks; None where they are not logged in, or may not be by this request."""
    try:
        return _session(request, _token(request))
    except (WritingOff, PlainHttp):
        return None


def _session(request: Request, token: SecretStr) -> Session | None:
    try:
        return Session(*_signing(token).loads(request.cookies.get(COOKIE, ""), max_age=_SECONDS))
    except BadSignature:
        return None


def log_in(request: Request, response: Response, sent: str, who: str) -> None:
    """Give the browser a session; raises WritingOff, PlainHttp, ForeignForm, Unauthorized or TooManyTries."""
    _own_page(request)
    token = _token(request)
    if not is_token(request, token, sent):
        raise Unauthorized("This is another token than the server's", hint="Go back, and give its CONCITE_API_TOKEN.")
    response.set_cookie(
        COOKIE,
        _signing(token).dumps((who.strip()[:_LONGEST] or "page", secrets.token_urlsafe(24))),
        max_age=_SECONDS,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def writing(request: Request, form: dict[str, str]) -> Session:
    """The session that a form writes in; raises WritingOff, PlainHttp, LoginNeeded or ForeignForm."""
    _own_page(request)
    session = _session(request, _token(request))
    if session is None:
        raise LoginNeeded("Nobody is logged in here")
    if not secrets.compare_digest(form.get("secret", "").encode(), session.secret.encode()):
        raise ForeignForm("The form does not have what this page's forms have")
    return session


def _own_page(request: Request) -> None:
    """Raises ForeignForm where the browser says that the form is another site's.

    Our pages send no referrer, by which their Origin is ``null``; Sec-Fetch-Site still tells.
    """
    own = f"{request.url.scheme}://{request.url.netloc}"
    origin = request.headers.get("origin", "null")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in {"same-origin", "none"} or origin not in {"null", own}:
        raise ForeignForm("The form was sent from another site")


def _signing(token: SecretStr) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        token.get_secret_value(), salt="concite.login", signer_kwargs={"digest_method": hashlib.sha256}
    )
