"""Who may write: whoever sends the server's token, and the token is told to nobody."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api import server, token
from api.app import create_app
from api.settings import Settings
from graph.errors import StoreReadOnly, UsageError
from tests.api.web.conftest import SENT, TOKEN, break_store
from tests.api.web.test_errors import OPERATIONS, check_problem, filled

OPEN = {"extractConcepts", "linkText"}
"""Operations that are no GET and keep nothing."""
WRITES = [
    pytest.param(method, filled(path).replace("no/such thing", "0" * 12), operation, id=operation["operationId"])
    for method, path, operation in OPERATIONS
    if method != "GET" and operation["operationId"] not in OPEN
]
WRONG = (
    "", "Bearer", "Bearer ", "Bearer x", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x",
    f"Bearer {TOKEN.lower()}", f"Bearer Bearer {TOKEN}", "Bearer \u00fc", f"Token {TOKEN}", f"Bearer {TOKEN} x",
)  # fmt: skip


def test_what_asks_for_the_token_is_what_writes() -> None:
    gated: dict[str | None, list[Any]] = {}
    for _, _, operation in OPERATIONS:
        gated.setdefault(str(operation.get("security", "")), []).append(operation["operationId"])
    assert set(gated.pop("[{'token': []}]")) == {row.id for row in WRITES}
    assert set(gated.pop("[{'token': []}, {}]")) == {"listDecisions", "getReport", "exportPapers"}
    assert set(gated) == {""}


def test_the_document_says_how_it_is_sent(client: TestClient) -> None:
    (scheme,) = client.get("/openapi.json").json()["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


@pytest.mark.parametrize(("method", "path", "operation"), WRITES)
def test_a_server_without_a_token_does_not_write(
    client: TestClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    for headers in ({}, SENT):
        problem = check_problem(client.request(method, path, json={}, headers=headers), 403)
        assert problem["type"] == "/problems/writing-off"
        assert "CONCITE_API_TOKEN" in problem["hint"]
    assert {"401", "403"} <= set(operation["responses"])


@pytest.mark.parametrize(("method", "path", "operation"), WRITES)
def test_the_token_is_asked_for_first(writable: TestClient, method: str, path: str, operation: dict[str, Any]) -> None:
    before = writable.get("/v1/stats").json()
    for sent in (None, *WRONG):
        headers = [] if sent is None else [(b"Authorization", sent.encode())]
        response = writable.request(method, path, json={}, headers=headers)
        assert check_problem(response, 401)["type"] == "/problems/unauthorized"
        assert response.headers["www-authenticate"] == "Bearer"
    assert writable.request(method, path, json={}, headers=SENT).status_code in {200, 404, 422}
    assert writable.request(method, path, json={}, headers={"Authorization": f"bearer {TOKEN}"}).status_code != 401
    assert writable.get("/v1/stats").json() == before


@pytest.mark.parametrize(("method", "path", "operation"), WRITES)
def test_a_store_that_may_not_be_written(
    writable: TestClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    break_store(writable, StoreReadOnly("it is read only"))
    asked = {"addPapers": [{"title": "x"}], "takeDecision": {"kind": "block", "subject": ["x"]}}
    response = writable.request(method, path, json=asked.get(operation["operationId"], {}), headers=SENT)
    assert check_problem(response, 403)["type"] == "/problems/store-read-only"


def test_nothing_tells_the_token(url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("CONCITE_API_TOKEN", TOKEN)
    settings = Settings(store=url)
    app = create_app(settings)
    with caplog.at_level(logging.DEBUG), TestClient(app, raise_server_exceptions=False) as client:
        said = [client.get("/openapi.json").text, repr(client.app_state), repr(settings), str(settings.model_dump())]
        said += [client.delete("/v1/decisions/none", headers=SENT).text, client.get("/docs", headers=SENT).text]
        said += [client.post("/v1/decisions", content=b"{", headers=SENT).text]
        break_store(client, RuntimeError("broken"))
        said += [client.delete("/v1/decisions/none", headers=SENT).text]
    assert "broken" in caplog.text
    assert [text for text in (*said, caplog.text) if TOKEN in text or TOKEN[:8] in text] == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("token", "fewer than 16"), ("changeme", "fewer than 16"), ("secret", "fewer than 16"), ("x" * 15, "fewer"),
        ("   ", "fewer than 16"), ("x" * 16, "guess"), ("changemechangeme", "guess"), ("secretsecretsecret", "guess"),
        ("0123456789ABCDEF", "guess"), ("CorrectHorseBatteryStaple", "guess"), ("two words, sixteen", "header"),
        ("größer als sechzehn".replace(" ", "-"), "header"), ("line\nline-line-line-x", "header"),
    ],
)  # fmt: skip
def test_a_token_that_will_not_do_stops_the_start(url: str, given: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(given + "\n", encoding="utf-8")
    for settings in (
        Settings(store=url, api_token=SecretStr(given)),
        Settings(store=url, api_token_file=file),
    ):
        with pytest.raises(UsageError, match=why) as raised:
            create_app(settings)
        assert "secrets.token_urlsafe()" in raised.value.hint
        if given.strip() and given != "token":
            assert given.strip() not in "".join(traceback.format_exception(raised.value))
        with pytest.raises(UsageError, match=why):
            server.serve(settings, workers=2)


def test_the_way_it_says_to_make_one_makes_one_that_will_do(url: str) -> None:
    import secrets

    made = secrets.token_urlsafe()
    assert token.token_of(Settings(store=url, api_token=SecretStr(made))) == SecretStr(made)


def test_a_token_from_a_file(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    monkeypatch.setenv("CONCITE_API_TOKEN_FILE", str(file))
    with TestClient(create_app(Settings(store=url))) as client:
        assert client.delete("/v1/decisions/none", headers=SENT).status_code == 404
        assert client.delete("/v1/decisions/none").status_code == 401


def test_a_file_that_cannot_be_read(url: str, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.write_bytes(b"\xff" * 20)
    for file in (tmp_path / "none", tmp_path, odd):
        with pytest.raises(UsageError, match="cannot read"):
            token.token_of(Settings(store=url, api_token_file=file))


def test_one_of_the_two_is_set(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="both set"):
        token.token_of(Settings(store=url, api_token=SecretStr(TOKEN), api_token_file=tmp_path / "token"))


def test_what_is_set_to_nothing_is_not_set(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_TOKEN", "API_TOKEN_FILE", "ALIASES", "TEXT_LIMIT"):
        monkeypatch.setenv(f"CONCITE_{name}", "")
    assert Settings(store=url) == Settings(store=url, api_token=None, aliases=None)
    assert token.token_of(Settings(store=url)) is None
