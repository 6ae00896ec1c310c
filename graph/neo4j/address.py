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
    except ValueError:  # without it: it repeats a part, and that may be of a password
        raise UsageError("The address of the Neo4j server cannot be read", hint=_ACCEPTED) from None
    if "@" in parts.netloc:
        hint = "Set CONCITE_STORE_USER and CONCITE_STORE_PASSWORD, and leave them out of the address."
        raise UsageError("A store's address takes no user or password", hint=hint)
    database = unquote(parts.path.strip("/"))
    if parts.query or parts.fragment:  # not repeated either: some drivers take a password there
        raise UsageError("The address of a Neo4j database takes nothing behind ? or #", hint=_ACCEPTED)
    if not host or "/" in database:
        raise UsageError(f"{url!r} is not the address of a Neo4j database", hint=_ACCEPTED)
    if database == "system":
        raise UsageError("The database system is the server's own", hint="That of a new server for data is neo4j.")
    host = f"[{host}]" if ":" in host else host
    return Address(f"{parts.scheme}://{host}:{port}", database or _DATABASE)
