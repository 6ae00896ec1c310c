"""Why no connection to a server came about, from what the driver's error was caused by."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

from graph.errors import StoreError, StoreUnreachable
from graph.neo4j.address import Address

_START = "Start the server, or check the address, its scheme (TLS: +s) and that Bolt listens there."

# By the kind of a cause or a part of its text: the first that fits. What waiting does not mend is no StoreUnreachable.
_REASONS: tuple[tuple[type[Exception] | str, type[StoreError], str, str], ...] = (
    (socket.gaierror, StoreUnreachable, "{address} cannot be reached: no host of that name is found",
     "Check the name of the host in the address, and that the network of this machine knows it."),
    (ConnectionRefusedError, StoreUnreachable, "{address} cannot be reached: nothing listens there",
     "Start the server, or check host and port: that of Bolt is 7687 if nobody chose another."),
    (ssl.SSLCertVerificationError, StoreError, "The certificate of {address} is not trusted: {cause.verify_message}",
     "Give the server one for this name, by an authority that this machine knows. With +ssc in place of +s any "
     "certificate will do, but then nobody knows who answers."),
    (ssl.SSLError, StoreError, "The server at {address} does not speak TLS",
     "Leave out +s or +ssc in the address, or switch TLS on in the server (server.bolt.tls_level)."),
    (TimeoutError, StoreUnreachable, "{address} cannot be reached: it does not answer",
     "Check host and port, the network, and the firewalls in between."),
    ("looks like HTTP", StoreError, "At {address} answers a web server, not Bolt",
     "Name the port of Bolt: 7687 if nobody chose another; 7474 is that of Neo4j Browser."),
    ("handshake", StoreUnreachable, "{address} cannot be reached: what listens there speaks Bolt not at all, or only "
     "with TLS", "Where the server wants TLS, use +s (or +ssc) in the address; where it is just starting, wait."),
)  # fmt: skip


def unreachable(error: Exception, address: Address) -> StoreError:
    """The error to raise instead of the driver's."""
    causes = list(_causes(error))
    for reason, kind, what, hint in _REASONS:
        for cause in causes:
            if reason in str(cause) if isinstance(reason, str) else isinstance(cause, reason):
                return kind(what.format(address=address, cause=cause), hint=hint)
    return StoreUnreachable(f"{address} cannot be reached", hint=_START)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it; where several hosts were tried, of each."""
    yield error
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _causes(one)
    if error.__cause__ is not None:
        yield from _causes(error.__cause__)
