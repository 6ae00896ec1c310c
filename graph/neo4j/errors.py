"""The driver's and the server's errors, as Concite words them; what they say of passwords is not repeated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    ClientError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from graph.errors import StoreError, StoreReadOnly, StoreUnreachable
from graph.keeping import broken_text
from graph.neo4j.address import Address
from graph.neo4j.unreachable import unreachable

OLDEST = (5, 26)
"""The oldest server that will do: the statements use what it brought."""

_LOGIN = "Check CONCITE_STORE_USER, and CONCITE_STORE_PASSWORD or CONCITE_STORE_PASSWORD_FILE."
_UNLOCK = "Take it out of server.databases.read_only in the server's neo4j.conf and start that again; it can be read."
_WAIT = "Wait until it has started; where it does not, the server's log says why."

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
    ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", StoreReadOnly,
     "The server keeps {address} read-only", _UNLOCK),
    ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", StoreReadOnly,
     "The server keeps {address} read-only", _UNLOCK),
    ("Neo.TransientError.Database.DatabaseUnavailable", StoreUnreachable,
     "The database {address} does not run yet", _WAIT),
    ("Neo.TransientError.General.DatabaseUnavailable", StoreUnreachable,
     "The database {address} does not run yet", _WAIT),
    ("Neo.TransientError.Transaction", StoreUnreachable, "Another writes to {address} at the same time",
     "Run the same again: what was written already is passed over."),
    ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreError, "{address} has not enough memory for this",
     "Give the server more: server.memory.heap.max_size, dbms.memory.transaction.total.max."),
)  # fmt: skip

# Where there was a connection.
_LOST: tuple[tuple[type[DriverError], str, str], ...] = (
    (IncompleteCommit, "The connection to {address} was lost while it wrote",
     "Run the same again when the server answers: what was written already is passed over."),
    (SessionExpired, "The connection to {address} was lost", "Look whether the server runs, and run the same again."),
    (ConnectionAcquisitionTimeoutError, "{address} has no connection to spare", "Try again when it has less to do."),
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
    if isinstance(error, UnsupportedServerProduct):
        return too_old(address)
    for kind, what, hint in _LOST:
        if isinstance(error, kind):
            return StoreUnreachable(what.format(address=address), hint=hint)
    return unreachable(error, address) if isinstance(error, ServiceUnavailable) else StoreError(f"{address}: {error}")


def too_old(address: Address, agent: str = "") -> StoreError:
    """``agent`` is what the server calls itself, where it got to say it."""
    oldest = ".".join(map(str, OLDEST))
    return StoreError(
        f"The server at {address} is {agent + ', ' if agent else ''}older than {oldest}",
        hint=f"Upgrade it to Neo4j {oldest} (LTS) or newer.",
    )


def _of_server(error: Neo4jError, address: Address) -> StoreError:
    code = error.code or ""
    for beginning, kind, what, hint in _MEANING:
        if code.startswith(beginning):
            return kind(what.format(address=address), hint=hint)
    kind = StoreError if isinstance(error, ClientError) else StoreUnreachable
    return kind(f"{address}: {error.message}")
