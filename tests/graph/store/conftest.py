"""The stores that the contract is put to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import pytest
from hypothesis import settings

from graph.connect import open_store
from graph.store import Store
from tests.servers.neo4j import LOGIN, VERSIONS, Servers

Fresh = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(scope="session", params=["sqlite", *(f"neo4j-{version}" for version in VERSIONS)])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, servers: Servers) -> Fresh:
    """Gives an empty store, again and again; one at a time."""
    kind, _, version = request.param.partition("-")
    if kind == "neo4j":
        server = servers.get(version)

        @contextmanager
        def neo4j() -> Iterator[Store]:
            server.clean()
            with closing(open_store(server.url, LOGIN)) as store:
                yield store

        return neo4j

    folder = tmp_path_factory.mktemp(kind)
    numbers = itertools.count()

    @contextmanager
    def sqlite() -> Iterator[Store]:
        with closing(open_store(f"sqlite:///{folder / f'{next(numbers)}.db'}")) as store:
            yield store

    return sqlite


@pytest.fixture(autouse=True)
def few_examples(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite is asked in many examples a server is asked in a few: each takes a hundred times as long."""
    params = getattr(request.node, "callspec", None)
    if params and str(params.params.get("fresh", "")).startswith("neo4j") and hasattr(request.function, "hypothesis"):
        name = "_hypothesis_internal_use_settings"  # hypothesis has no other way to say it for one call
        given: settings = getattr(request.function, name)
        monkeypatch.setattr(request.function, name, settings(given, max_examples=3))


@pytest.fixture
def store(fresh: Fresh) -> Iterator[Store]:
    with fresh() as store:
        yield store
