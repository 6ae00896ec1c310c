"""The driver's and the server's errors, as Concite words them; what they say of passwords is not repeated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    ClientError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreError, StoreReadOnly, StoreUnreachable
from graph.keeping import broken_text
from graph.neo4j.address import Address

OLDEST = (5, 26)
"""The oldest server that will do: the statements use what it brought."""

_LOGIN = "Check CONCITE_STORE_USER, and CONCITE_STORE_PASSWORD or CONCITE_STORE_PASSWORD_FILE."
_START = "Start the server, or check the address, its scheme (TLS: +s) and that Bolt listens there."

# By the beginning of the server's code: the first that fits.
_MEANING: tuple[tuple[str, type[StoreError], str, str | None], ...] = (
    ("Neo.ClientError.Security.AuthenticationRateLimit", StoreError,
     "{address} was sent too many wrong passwords", f"Wait a few seconds. {_LOGIN}"),
    ("Neo.ClientError.Security.CredentialsExpired", StoreError,
     "The password of the user at {address} has to be changed first",
     "Change it in Neo4j Browser or cypher-shell, and set CONCITE_STORE_PASSWORD."),
    ("Neo.ClientError.Security.Unauthorized", StoreError, "{address} refuses the user or the password", _LOGIN),
    ("Neo.ClientError.Security.Forbidden", StoreReadOnly, "The user may not do that at {address}",
     "Give the user more rights, or set another CONCITE_STORE_USER."),
    ("Neo.ClientError.Security", StoreError, "{address} refuses the user or the password", _LOGIN),
    ("Neo.ClientError.Database.DatabaseNotFound", StoreError, "The server has no database of the name in {address}",
     "Name one that it has at the end of the address; that of a new server is neo4j."),
    ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", StoreReadOnly, "{address} may not be written", None),
    ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", StoreReadOnly, "{address} may not be written", None),
    ("Neo.TransientError.Database.DatabaseUnavailable", StoreUnreachable, "The database {address} is stopped",
     "Start it, or wait until it has started."),
    ("Neo.TransientError.General.DatabaseUnavailable", StoreUnreachable, "The database {address} is stopped",
     "Start it, or wait until it has started; the server's log says why it does not."),
    ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreError, "{address} has not enough memory for this",
     "Give the server more: server.memory.heap.max_size, dbms.memory.transaction.total.max."),
)  # fmt: skip


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Whatever the driver raises inside leaves as a :class:`StoreError` that names the database."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise translate(error, address) from error
    except UnicodeEncodeError as error:
        raise broken_text() from error


def translate(error: Neo4jError | DriverError, address: Address) -> StoreError:
    """The error to raise instead."""
    if isinstance(error, Neo4jError):
        return _of_server(error, address)
    if isinstance(error, IncompleteCommit):
        return StoreUnreachable(
            f"The connection to {address} was lost while it wrote",
            hint="Run the same again: what was written already is passed over.",
        )
    if isinstance(error, SessionExpired):
        return StoreUnreachable(f"The connection to {address} was lost", hint=_START)
    if isinstance(error, ServiceUnavailable):
        return StoreUnreachable(f"{address} cannot be reached", hint=_START)
    return StoreError(f"{address}: {error}")


def _of_server(error: Neo4jError, address: Address) -> StoreError:
    code = error.code or ""
    for beginning, kind, what, hint in _MEANING:
        if code.startswith(beginning):
            return kind(what.format(address=address), hint=hint)
    kind = StoreError if isinstance(error, ClientError) else StoreUnreachable
    return kind(f"{address}: {error.message}")
