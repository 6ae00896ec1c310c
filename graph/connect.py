"""From a URL to a store."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from graph.errors import UsageError
from graph.login import Login
from graph.store import Store

_ACCEPTED = (
    "Use sqlite:///relative.db, sqlite:////absolute.db, just a path that ends in .db, or neo4j://HOST:7687/DATABASE."
)


def open_store(url: str, login: Login | None = None) -> Store:
    """The store at ``url``, made where it is missing.

    ``sqlite:///relative.db``, ``sqlite:////absolute.db`` or a bare path that ends in ``.db``;
    with ``?mode=ro`` it must be there, and is not written. ``neo4j://HOST:7687/DATABASE`` or ``bolt://…``
    (with TLS ``neo4j+s``, ``bolt+s``): a database of a server, which wants a ``login``.
    """
    scheme, colon, _ = url.partition("://")
    if not colon:
        path, _, query = url.partition("?")
        if not path.endswith(".db"):
            shown = f"…@{url.rpartition('@')[2]}" if "@" in url else url  # there may be a password before it
            raise UsageError(f"{shown!r} is not the address of a store", hint=_ACCEPTED)
        return _sqlite(path, query)
    match scheme.lower():
        case "sqlite":
            parts = urlsplit(url)
            if parts.netloc or not parts.path.strip("/"):
                raise UsageError(f"{url!r} names no file", hint=_ACCEPTED)
            return _sqlite(unquote(parts.path[1:]), parts.query)
        case "neo4j" | "neo4j+s" | "neo4j+ssc" | "bolt" | "bolt+s" | "bolt+ssc":
            return _neo4j(url, login or Login())
    raise UsageError(f"There is no kind of store called {scheme!r}", hint=_ACCEPTED)


def _sqlite(path: str, query: str) -> Store:
    from graph.sqlite import SQLiteStore

    options = dict(parse_qsl(query, keep_blank_values=True))
    mode = options.pop("mode", "rw")
    if options or mode not in {"ro", "rw"}:
        raise UsageError(f"A store's address takes no {query!r}", hint="The only option is ?mode=ro.")
    return SQLiteStore(path, read_only=mode == "ro")


def _neo4j(url: str, login: Login) -> Store:
    from graph.neo4j import Neo4jStore
    from graph.neo4j.address import parse

    return Neo4jStore(parse(url), login)
