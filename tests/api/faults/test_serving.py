"""A server in a process of its own, asked what it cannot answer: it says the right problem, and stays up."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.tries import MOST
from tests.api.web.conftest import SENT, TOKEN
from tests.api.web.papers import fill

WRONG = {"Authorization": f"Bearer {TOKEN}x"}
PAPER = json.dumps([{"id": "new", "title": "BERT", "abstract": "We train BERT."}]).encode()
START = 60  # seconds


class Server:
    """``concite serve``."""

    def __init__(self, url: str, log: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.log = log
        command = [sys.executable, "-m", "api.cli", "serve", "--port", str(self.port), "--store", url]
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command, env={**os.environ, "CONCITE_API_TOKEN": TOKEN}, stdout=out, stderr=out
            )

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, http.client.HTTPMessage]:
        """Status, kind of problem, headers."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body, {"Content-Type": "application/json", **(headers or {})})
            answer = connection.getresponse()
            content = answer.read()
            if answer.status < 400:
                return answer.status, "", answer.headers
            assert answer.headers["Content-Type"] == "application/problem+json"
            problem = json.loads(content)
            assert problem["status"] == answer.status
            return answer.status, problem["type"].removeprefix("/problems/"), answer.headers

    def says(self, *asked: Any, **named: Any) -> tuple[int, str]:
        return self.ask(*asked, **named)[:2]

    def send(self, sent: bytes) -> socket.socket:
        """A connection over which these bytes went."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.sendall(sent)
        return connection

    def is_up(self) -> bool:
        return self.process.poll() is None and self.says("GET", "/healthz")[0] == 200


@pytest.fixture
def server(url: str, tmp_path: Path) -> Iterator[Server]:
    fill(url)
    running = Server(url, tmp_path / "log")
    try:
        deadline = time.monotonic() + START
        while True:
            try:
                assert running.is_up(), running.log.read_text()
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        yield running
        assert running.is_up()
    finally:
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(30)
    assert "Traceback" not in running.log.read_text()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store' / 'own.db'}"


def test_what_it_cannot_answer(server: Server) -> None:
    for headers in ({}, WRONG):
        for method, path, body in (
            ("POST", "/v1/papers", PAPER), ("PUT", "/v1/sources/x.jsonl", PAPER), ("DELETE", "/v1/papers/nested", None),
        ):  # fmt: skip
            assert server.says(method, path, body, headers) == (401, "unauthorized")

    for path in ("/v1/papers", "/v1/extract", "/v1/links", "/v1/decisions"):
        assert server.says("POST", path, None, {**SENT, "Content-Length": str(10**12)}) == (413, "too-large")
    for path in ("/v1/papers", "/v1/extract"):
        unannounced = (b"[" * 2**16 for _ in range(200))
        assert server.says("POST", path, unannounced, SENT) == (413, "too-large")
    assert server.says("POST", "/v1/papers", b"[" * 2**20, SENT) == (400, "bad-request")
    assert server.says("GET", f"/v1/search?q={'x' * 2000}") == (422, "invalid-request")

    for cursor in ("x", "%00", "IjEi!", "W10", "%F0%9F%98%80", "x" * 5000):
        for path in ("/v1/papers", "/v1/concepts", "/v1/decisions", "/v1/papers/nested/links"):
            assert server.says("GET", f"{path}?cursor={cursor}") == (400, "usage-error"), (path, cursor)
    for id_ in ("%00", "%ff%fe", "%ed%a0%80", "%", "..%2F..%2Fetc%2Fpasswd", "x" * 9000, "%E2%80%AE", "a%0d%0aX:%20y"):
        for path in (f"/v1/papers/{id_}", f"/v1/papers/{id_}/links", f"/v1/concepts/{id_}"):
            assert server.says("GET", path)[0] == 404, path

    for sent in (b"\0" * 100, b"GET /\r\n" + b"x" * 200_000, b"\x16\x03\x01\x02\x00\x01\r\n\r\n"):
        with server.send(sent) as connection:
            assert connection.recv(100).startswith(b"HTTP/1.1 400"), sent[:20]
    # Half a request, of somebody who goes.
    server.send(
        b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    ).close()


def test_its_store_vanishes_and_comes_back(server: Server, tmp_path: Path) -> None:
    """Nothing more is read, and no write is acknowledged that would be lost."""
    asked = ("/readyz", "/v1/papers", "/v1/papers/nested", "/v1/search?q=foonet", "/v1/report", "/v1/stats")
    assert {server.says("GET", path)[0] for path in asked} == {200}
    (tmp_path / "store").rename(tmp_path / "away")
    for path in asked:
        status, kind, headers = server.ask("GET", path)
        assert (status, kind, headers["Retry-After"]) == (503, "store-unreachable", "5"), path
    assert server.says("DELETE", "/v1/papers/nested", None, SENT) == (503, "store-unreachable")
    assert server.says("POST", "/v1/papers", PAPER, SENT) == (503, "store-unreachable")
    (tmp_path / "away").rename(tmp_path / "store")
    assert {server.says("GET", path)[0] for path in asked} == {200}
    assert server.says("DELETE", "/v1/papers/nested", None, SENT) == (200, "")


def test_who_guesses_tokens_waits(server: Server) -> None:
    said = [server.says("DELETE", "/v1/papers/nested", None, WRONG) for _ in range(MOST + 1)]
    assert said == [(401, "unauthorized")] * MOST + [(429, "too-many-tries")]
    assert server.says("DELETE", "/v1/papers/nested", None, SENT) == (429, "too-many-tries")
    assert server.says("GET", "/v1/papers/nested") == (200, "")
