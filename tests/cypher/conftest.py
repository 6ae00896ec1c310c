"""A server of each version with what ``tests.cypher.browsing`` puts there, filled once for all tests of a module."""

from __future__ import annotations

import pytest

from tests.cypher.browsing import fill
from tests.servers.neo4j import VERSIONS, Server, Servers


@pytest.fixture(scope="module", params=VERSIONS)
def filled(request: pytest.FixtureRequest, servers: Servers, seeded: str) -> Server:
    server = servers.get(request.param)
    fill(server, seeded)
    return server
