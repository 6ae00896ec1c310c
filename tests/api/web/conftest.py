"""The application over a real store, filled by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.web.papers import fill

TOKEN = "kZ3w-Qm8_vT1xR7bLp0s"  # noqa: S105 - of these tests alone
SENT = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An application that all tests share; they leave it as it is."""
    url = f"sqlite:///{tmp_path_factory.mktemp('web') / 'web.db'}"
    fill(url)
    with TestClient(create_app(Settings(store=url)), follow_redirects=False) as client:
        yield client


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store that is not there yet."""
    return f"sqlite:///{tmp_path / 'store' / 'own.db'}"


@pytest.fixture
def own(url: str) -> Iterator[TestClient]:
    """An application over a store of this test's own."""
    fill(url)
    with TestClient(create_app(Settings(store=url)), follow_redirects=False) as client:
        yield client


@pytest.fixture
def writable(url: str) -> Iterator[TestClient]:
    """The same with a token, so that it may be written."""
    fill(url)
    with TestClient(create_app(Settings(store=url, api_token=SecretStr(TOKEN))), follow_redirects=False) as client:
        yield client


class Broken:
    """A store that raises, whatever it is asked."""

    url = "sqlite:///broken.db"

    def __init__(self, error: Exception) -> None:
        self._error = error

    def read(self, work: object) -> Any:
        raise self._error

    write = read

    def check(self) -> None:
        raise self._error

    def close(self) -> None:
        pass


def break_store(client: TestClient, error: Exception) -> None:
    """From now on the application's store raises ``error``."""
    client.app_state["concite"] = dataclasses.replace(client.app_state["concite"], store=Broken(error))
