"""Where things are found: the addresses of papers and concepts, as pages and in REST.

Slashes of an id stay as they are, so that DOIs can be read; where they would not lead back to the same
id (empty or dotted parts, or an end that is a route of its own) they are escaped too.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request

_ROUTES = ("links", "papers", "neighbours", "builds-on")  # what may follow an id


def part(identifier: str) -> str:
    """An id as part of a path."""
    pieces = identifier.split("/")
    plain = all(piece not in {"", ".", ".."} for piece in pieces) and pieces[-1] not in _ROUTES
    return quote(identifier, safe="/:" if plain else ":")


def paper(identifier: str, **query: object) -> str:
    return with_query(f"/papers/{part(identifier)}", query)


def concept(identifier: str, **query: object) -> str:
    return with_query(f"/concepts/{part(identifier)}", query)


def builds(identifier: str) -> str:
    """The page that says what a paper builds on, and what builds on it."""
    return f"{paper(identifier)}/builds-on"


def export(form: str, **query: object) -> str:
    """A file for other programs."""
    return with_query(f"/v1/export/{form}", query)


def compare(here: str, there: str) -> str:
    return with_query("/explain", {"here": here, "there": there})


def graph(kind: str, identifier: str) -> str:
    """The page that draws what stands around a paper or a concept."""
    return with_query("/graph", {kind: identifier})


def picture(kind: str, identifier: str) -> str:
    """The same as an SVG file."""
    return with_query("/graph.svg", {kind: identifier})


def rest(page: str) -> str:
    """The REST twin of a page's address."""
    return f"/v1{page}"


def with_query(path: str, query: Mapping[str, object]) -> str:
    """A path with those parameters that are not None; a list gives one parameter for each of its items."""
    given = {name: value for name, value in query.items() if value is not None}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def same(request: Request, **changed: str | None) -> str:
    """The address that was asked for, with some parameters of its query set anew, or taken out where None."""
    # As it came: an escaped slash of an id must stay escaped.
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = quote(raw, safe="/%:@!$&'()*+,;=~")
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    query = [*kept, *((name, value) for name, value in changed.items() if value is not None)]
    return f"{path}?{urlencode(query)}" if query else path


def web(url: str | None) -> str | None:
    """A link that may be followed: http or https with a host; None for anything else."""
    if not url or not url.isprintable() or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None
