"""The stores that the contract is put to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from graph.connect import open_store
from graph.store import Store

Fresh = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(scope="session", params=["sqlite"])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Gives an empty store, again and again; one at a time."""
    folder = tmp_path_factory.mktemp(request.param)
    numbers = itertools.count()

    @contextmanager
    def sqlite() -> Iterator[Store]:
        store = open_store(f"sqlite:///{folder / f'{next(numbers)}.db'}")
        try:
            yield store
        finally:
            store.close()

    return {"sqlite": sqlite}[request.param]


@pytest.fixture
def store(fresh: Fresh) -> Iterator[Store]:
    with fresh() as store:
        yield store
