"""Wrong tokens of one client: after some, the next have to wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from graph.errors import ConciteError

MOST = 10
"""Wrong tokens that a client may send in a window."""
WINDOW = 60.0
"""Seconds, from the first wrong token on."""
CLIENTS = 1000
"""How many clients are remembered; a new one takes the place of the one that failed longest ago."""


class TooManyTries(ConciteError):
    title = "Too many wrong tokens"
    status = 429
    exit_code = 2
    default_hint = "Wait as many seconds as `Retry-After` says, and send the CONCITE_API_TOKEN of the server."

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{MOST} wrong tokens came from this address; the next may come in {seconds} seconds")
        self.headers = {"Retry-After": str(seconds)}


class Tries:
    """Counts wrong tokens by address, in bounded memory; each process counts its own."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[str, tuple[float, int]] = {}  # since when and how often, in the order of the last time

    def judge(self, host: str, *, right: bool) -> None:
        """Count a token from this address that was wrong.

        Raises TooManyTries where too many were, and then for the right one too: else guessing would go on.
        """
        client = _client(host)
        with self._lock:
            now = self._clock()
            since, failed = self._failed.get(client, (now, 0))
            if now - since >= WINDOW:
                since, failed = now, 0
            if failed >= MOST:
                raise TooManyTries(ceil(since + WINDOW - now))
            if not right:
                self._failed.pop(client, None)
                if len(self._failed) >= CLIENTS:
                    del self._failed[next(iter(self._failed))]
                self._failed[client] = since, failed + 1


def _client(host: str) -> str:
    """One client: an address of IPv4, or the network of 64 bits in which a host of IPv6 takes any address it likes."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((int(address), 64), strict=False))
    return host
