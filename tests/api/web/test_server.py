from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any, cast

import pytest
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from api import server
from api.app import create_app
from api.settings import Settings
from graph.errors import StoreUnreachable
from tests.api.serving import serving
from tests.api.web.conftest import TOKEN
from tests.api.web.papers import ODD, fill


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, dict[str, Any]]]:
    """What uvicorn is asked to run, instead of running it."""
    calls: list[tuple[Any, dict[str, Any]]] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: calls.append((app, options)))
    return calls


def test_one_worker_runs_the_application_itself(url: str, asked: list[tuple[Any, dict[str, Any]]]) -> None:
    server.serve(Settings(store=url), host="0.0.0.0", port=1234)  # noqa: S104 - nothing listens in this test
    ((app, options),) = asked
    assert isinstance(app, FastAPI)
    assert (options["host"], options["port"]) == ("0.0.0.0", 1234)  # noqa: S104
    assert options["log_config"]["handlers"]["access"]["stream"] == "ext://sys.stderr"


def test_workers_get_the_settings_from_the_environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []

    class Workers:
        def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
            assert (config.app, config.factory) == ("api.server:app_from_environment", True)
            assert all(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for one in sockets)
            self.workers = config.workers

        def run(self) -> None:
            ran.append(self.workers)
            assert Settings() == settings
            assert isinstance(server.app_from_environment(), FastAPI)

    settings = Settings(store=url, text_limit=77, api_token=SecretStr(TOKEN))
    before = dict(os.environ)
    monkeypatch.setattr(server, "Multiprocess", Workers)
    server.serve(settings, port=0, workers=3)
    assert ran == [3]
    assert dict(os.environ) == before


def test_a_store_that_cannot_be_opened_is_said_before_anything_starts(
    tmp_path: Path, asked: list[tuple[Any, dict[str, Any]]]
) -> None:
    with pytest.raises(StoreUnreachable):
        server.serve(Settings(store=f"sqlite:///{tmp_path / 'none.db'}?mode=ro"))
    assert asked == []


def test_over_a_real_connection(url: str) -> None:
    """What the test client does not do itself: escaped paths, HEAD, a body that is too long."""
    import http.client
    from urllib.parse import quote

    fill(url)
    with serving(Settings(store=url)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

        def ask(method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read()

        assert ODD.encode() in ask("GET", f"/v1/papers/{quote(ODD, safe='')}")[1]
        assert ask("GET", "/v1/papers/a%2Flinks")[0] == 200
        assert ask("HEAD", "/papers/nested") == (200, b"")
        assert ask("GET", "/v1/papers/%ff%00")[0] == 404
        assert ask("POST", "/v1/extract", b'{"abstract":"' + b"x" * 300_000 + b'"}')[0] == 413
        connection.close()


def test_an_application_opens_its_store_when_it_starts_and_closes_it_at_the_end(url: str) -> None:
    app = create_app(Settings(store=url))
    with TestClient(app) as client:
        store = client.app_state["concite"].store
        store.check()
    with pytest.raises(Exception, match="closed"):
        store.check()
    assert cast(FastAPI, client.app) is app
