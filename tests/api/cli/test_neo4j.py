"""A Neo4j store gives the same answers as SQLite, by every way in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.cli.conftest import Run
from tests.servers.neo4j import LOGIN, VERSIONS, Server, Servers


@pytest.fixture(params=VERSIONS)
def server(request: pytest.FixtureRequest, servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = servers.get(request.param)
    server.clean()
    monkeypatch.setenv("CONCITE_STORE_USER", LOGIN.user)
    monkeypatch.setenv("CONCITE_STORE_PASSWORD", LOGIN.password)
    yield server
    server.clean()


def test_the_seeds_give_the_same_answers(concite: Run, server: Server, seeded: str, seeds: Path) -> None:
    added = concite("add", seeds, "--store", server.url)
    assert added.code == 0, added.err
    assert concite("add", seeds, "--store", server.url).code == 0  # changes nothing
    for question in (
        ["dump"],
        ["links", "000-003", "--json"],
        ["links", "003-010", "--json"],
        ["explain", "000-003", "000-002", "--json"],
        ["concepts", "--json"],
        ["stats", "--json"],
        ["report", "--json"],
    ):
        ours, theirs = (concite(*question, "--store", url) for url in (server.url, seeded))
        assert theirs.code == 0, theirs.err
        assert ours.out == theirs.out, question
    looked = concite("doctor", "--store", server.url)
    assert looked.code == 0
    assert LOGIN.password not in looked.out + looked.err


def test_a_copy_there_and_back_is_the_same(concite: Run, server: Server, papers_file: Path, tmp_path: Path) -> None:
    ours, back = f"sqlite:///{tmp_path / 'ours.db'}", f"sqlite:///{tmp_path / 'back.db'}"
    concite("add", papers_file, "--store", ours)
    concite("merge", "GPT-3", "BERT", "--store", ours)
    assert concite("copy", ours, server.url, "--json").rows == [{"copied": 3}]
    assert concite("copy", server.url, back).err.endswith("3 papers copied.\n")
    for question in (["dump"], ["links", "p1", "--json"], ["concept", "SQuAD", "--json"]):
        first, *others = (concite(*question, "--store", url) for url in (ours, server.url, back))
        assert first.code == 0, first.err
        assert [other.out for other in others] == [first.out] * 2, question
    concite("delete", "p1", "--store", ours)
    refused = concite("copy", ours, server.url)
    assert (refused.code, "other things" in refused.err) == (2, True)


def test_a_server_is_ready(server: Server) -> None:
    settings = Settings(store=server.url, store_user=LOGIN.user, store_password=SecretStr(LOGIN.password))
    with TestClient(create_app(settings)) as client:
        assert client.get("/readyz").status_code == 200
        assert client.get("/v1/stats").json()["papers"] == 0


def test_a_wrong_password_ends_with_its_own_exit_code(
    concite: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "password").write_text("hush-hush\n")
    monkeypatch.setenv("CONCITE_STORE_PASSWORD", "")
    monkeypatch.setenv("CONCITE_STORE_PASSWORD_FILE", str(tmp_path / "password"))
    refused = concite("stats", "--store", server.url)
    assert refused.code == 4
    assert "refuses the user" in refused.err
    assert "hush-hush" not in refused.err


def test_a_snapshot_for_neo4j_browser_is_written_and_looked_after(
    concite: Run, server: Server, papers_file: Path, tmp_path: Path
) -> None:
    def snapshot() -> str:
        rows = concite("doctor", "--json", "--store", server.url).rows
        (says,) = (row["says"] for row in rows if row["check"] == "snapshot")
        return str(says)

    concite("add", papers_file, "--store", server.url)
    assert "there is none" in snapshot()
    written = concite("relate", "--top", 1, "--json", "--store", server.url)
    assert written.code == 0, written.err
    (row,) = written.rows
    assert (row["papers"], row["concepts"]) == (3, 7)
    assert row["links"] == 3
    assert snapshot() == "it shows what is in the store"
    again = concite("relate", "--top", 1, "--store", server.url)
    assert (again.code, "is there already" in again.err) == (0, True)
    concite("delete", "p2", "--store", server.url)
    assert "older" in snapshot()
    assert concite("relate", "--store", f"sqlite:///{tmp_path / 'ours.db'}").code == 2
