"""Where a database is: ``SCHEME://HOST[:PORT][/DATABASE]``.

``neo4j`` asks the server for the way, ``bolt`` goes to this very one; ``+s`` with TLS, ``+ssc`` with any certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from graph.errors import UsageError

_ACCEPTED = "Use neo4j://HOST:7687/DATABASE (or bolt://; with TLS neo4j+s:// or bolt+s://)."
_PORT = 7687
_DATABASE = "neo4j"  # what a server has if nobody named another


@dataclass(frozen=True, slots=True)
class Address:
    """``server`` is what the driver goes to."""

    server: str
    database: str

    def __str__(self) -> str:
        return f"{self.server}/{self.database}"


def parse(url: str) -> Address:
    """The parts of a URL; raises UsageError where it is none, or has a password in it (which is not repeated)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or _PORT
    except ValueError as error:
        raise UsageError("The address of the Neo4j server cannot be read", hint=_ACCEPTED) from error
    if "@" in parts.netloc:
        hint = "Set CONCITE_STORE_USER and CONCITE_STORE_PASSWORD, and leave them out of the address."
        raise UsageError("A store's address takes no user or password", hint=hint)
    database = unquote(parts.path.strip("/"))
    if not host or "/" in database or parts.query or parts.fragment:
        raise UsageError(f"{url!r} is not the address of a Neo4j database", hint=_ACCEPTED)
    host = f"[{host}]" if ":" in host else host
    return Address(f"{parts.scheme}://{host}:{port}", database or _DATABASE)
