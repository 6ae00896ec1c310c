"""Each way in which a Neo4j store cannot be had is said in its own words, by every way in, and without the password."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.connect import open_store
from graph.login import Login
from tests.api.cli.conftest import Run
from tests.api.cli.conftest import runner as run_in_this_process
from tests.api.faults.conftest import settings
from tests.api.web.test_errors import check_problem
from tests.graph.store.builders import fill, tagged
from tests.servers.neo4j import LOGIN, LTS, TOO_OLD, Own, Servers

NOBODY = Login("nobody", "hush-hush")  # the server locks out who comes too often: nobody else


class Fault(NamedTuple):
    url: str
    says: str
    hint: str
    login: Login = LOGIN


Look = Callable[[Fault], None]


@pytest.fixture
def concite(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return run_in_this_process(capsys, monkeypatch)


@pytest.fixture
def is_said(concite: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Look:
    """Looks at what the command line, ``doctor`` and a server say of a fault, and at every log."""

    def look(fault: Fault) -> None:
        monkeypatch.setenv("CONCITE_STORE_USER", fault.login.user)
        monkeypatch.setenv("CONCITE_STORE_PASSWORD", fault.login.password)
        with caplog.at_level(logging.DEBUG):
            ran = concite("stats", "--store", fault.url, "--debug")
            examined = concite("doctor", "--store", fault.url)
            with TestClient(create_app(settings(fault.url, fault.login))) as client:
                answer = client.get("/readyz")
                assert client.get("/healthz").status_code == 200
        *traceback, what, how = ran.err.splitlines()
        assert traceback
        assert fault.says in what
        assert fault.hint in how
        assert ran.code == 4
        assert f"{what.removeprefix('Error: ')}. {how}" in examined.out
        problem = check_problem(answer, 503)
        assert [f"Error: {problem['detail']}", problem["hint"]] == [what, how]
        assert answer.headers["retry-after"] == "5"
        for said in (ran.err, examined.out, examined.err, answer.text, caplog.text):
            assert fault.login.password not in said

    return look


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_what_is_no_server(is_said: Look, scheme: str) -> None:
    is_said(Fault(f"{scheme}://nowhere.invalid", "no host of that name", "name of the host"))
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))  # and does not listen
        is_said(Fault(f"{scheme}://127.0.0.1:{one.getsockname()[1]}", "nothing listens there", "Start the server"))


def test_the_port_of_its_web_pages(is_said: Look, running: Own, web_port: int) -> None:
    is_said(Fault(f"bolt://127.0.0.1:{web_port}", "answers a web server, not Bolt", "7687"))


def test_a_wrong_password_and_database(is_said: Look, servers: Servers) -> None:
    url = servers.get(LTS).url
    is_said(Fault(url, "refuses the user or the password", "CONCITE_STORE_PASSWORD_FILE", NOBODY))
    is_said(Fault(url.replace("/neo4j", "/cake"), "no database of the name", "at the end of the address"))


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "bolt+ssc"])
def test_tls_where_the_server_has_none(is_said: Look, servers: Servers, scheme: str) -> None:
    url = servers.get(LTS).url.replace("bolt", scheme)
    is_said(Fault(url, "does not speak TLS", "Leave out +s"))


def test_a_certificate_that_nobody_signed(is_said: Look, running: Own) -> None:
    for scheme in ("bolt+ssc", "neo4j+ssc"):
        with closing(open_store(running.server.url.replace("bolt", scheme), LOGIN)) as store:
            store.check()
    for scheme in ("bolt+s", "neo4j+s"):
        is_said(Fault(running.server.url.replace("bolt", scheme), "not trusted: self-signed certificate", "+ssc"))


def test_an_old_server(is_said: Look, servers: Servers) -> None:
    old = servers.own(TOO_OLD)
    old.start()
    is_said(Fault(old.server.url, f"Neo4j/{TOO_OLD}, older than 5.26", "Upgrade it to Neo4j 5.26"))
    old.kill()


def test_a_read_only_database(is_said: Look, concite: Run, running: Own) -> None:
    """What is there may be read; nothing can be written or made."""
    url = running.server.url
    with closing(open_store(url, LOGIN)) as store:
        fill(store, tagged("1", "BERT"))
    running.stop()  # one that was killed has to write when it starts
    running.start(server__databases__read_only="neo4j")
    try:
        assert concite("stats", "--store", url).code == 0
        refused = concite("rename", "BERT", "Bert", "--store", url)
        assert refused.code == 4
        assert "read-only" in refused.err
        assert "server.databases.read_only" in refused.err
        with TestClient(create_app(settings(url))) as client:
            assert client.get("/readyz").status_code == 200
            assert [row["id"] for row in client.get("/v1/papers").json()["items"]] == ["1"]
    finally:
        running.kill()
