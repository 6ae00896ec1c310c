"""The pages of decisions: only who gave the token decides, by this server's forms, and never over plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api import ask, login
from api.app import create_app
from api.doubts import SuggestionShape
from api.settings import Settings
from graph import curated
from graph.curated import Curated
from graph.store import Reader
from tests.api.web.conftest import SENT, TOKEN
from tests.api.web.papers import fill
from tests.api.web.test_pages import Page

HERE = "http://127.0.0.1:8000"
ELSEWHERE = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"},
             {"Origin": "http://["}]  # fmt: skip
SAME = {"kind": "same", "name": "FooNets", "other": "GLUE"}


def browser(url: str, base: str = HERE, client: str = "127.0.0.1") -> TestClient:
    app = create_app(Settings(store=url, api_token=SecretStr(TOKEN)))
    return TestClient(app, base, client=(client, 5000), follow_redirects=False)


@pytest.fixture
def desk(url: str) -> Iterator[TestClient]:
    fill(url)
    with browser(url) as client:
        yield client


def log_in(client: TestClient) -> dict[str, str]:
    """What forms send back from then on."""
    response = client.post("/login", data={"token": TOKEN, "who": "Ada"})
    assert (response.status_code, response.headers["location"]) == (303, "/decisions")
    secrets = {row["value"] for row in page(client).all("input", name="secret")}
    assert len(secrets) == 1
    return {"secret": secrets.pop()}


def page(client: TestClient, path: str = "/decisions") -> Page:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    return Page(response.text)


def decided(client: TestClient) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/v1/decisions").json()["items"]
    return rows


def refused(client: TestClient, path: str, data: dict[str, str], kind: str, **headers: str) -> None:
    before = decided(client)
    response = client.post(path, data=data, headers=headers)
    assert response.status_code in {401, 403}, response.text
    assert Page(response.text).all("a", href=f"/problems/{kind}")
    assert "set-cookie" not in response.headers
    assert decided(client) == before


def test_who_is_logged_in_decides_and_undoes(desk: TestClient) -> None:
    before = decided(desk)
    secret = log_in(desk)
    assert desk.post("/decisions", data=SAME | secret).headers["location"] == "/suggestions"
    (new,) = [row for row in decided(desk) if row not in before]
    assert (new["kind"], new["subject"]) == ("same", ["foonet", "glue"])
    assert new | {"who": "Ada"} in desk.get("/v1/decisions", headers=SENT).json()["items"]
    assert desk.get("/v1/concepts/glue").json()["id"] == desk.get("/v1/concepts/foonet").json()["id"]
    assert page(desk).all("input", name="id", value=new["id"])
    assert desk.post("/decisions/undo", data={"id": new["id"]} | secret).status_code == 303
    assert decided(desk) == before
    assert desk.post("/decisions/undo", data={"id": new["id"]} | secret).status_code == 404
    assert desk.post("/decisions", data={"kind": "odd"} | secret).status_code == 400


def test_the_cookie_is_for_this_site_alone(desk: TestClient, url: str) -> None:
    kept = desk.post("/login", data={"token": TOKEN}).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(kept.split("; "))
    assert "Secure" not in kept
    assert TOKEN not in kept
    with browser(url, "https://papers.example", "203.0.113.9") as client:
        assert "Secure" in client.post("/login", data={"token": TOKEN}).headers["set-cookie"]


def test_who_decided_is_told_to_those_who_are_logged_in(desk: TestClient) -> None:
    assert "Ada" not in page(desk).text("main")
    log_in(desk)
    assert "Ada, 2026-01-01" in page(desk).text("main")


def test_a_wrong_token_opens_nothing(desk: TestClient) -> None:
    for wrong in ("", "x", TOKEN[:-1], TOKEN.lower(), "\u00fc"):
        refused(desk, "/login", {"token": wrong}, "unauthorized")
    refused(desk, "/decisions", SAME, "login-needed")
    assert not page(desk, "/suggestions").all("button", value="same")


def test_what_another_site_sends_is_refused(desk: TestClient) -> None:
    secret = log_in(desk)
    for path, data in (("/decisions", SAME), ("/decisions/undo", {"id": decided(desk)[0]["id"]}), ("/logout", {})):
        refused(desk, path, data, "foreign-form")
        refused(desk, path, data | {"secret": "x"}, "foreign-form")
        for headers in ELSEWHERE:
            refused(desk, path, data | secret, "foreign-form", **headers)
    refused(desk, "/login", {"token": TOKEN}, "foreign-form", **ELSEWHERE[0])


def test_a_session_ends(desk: TestClient, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = log_in(desk)
    cookie = desk.cookies[login.COOKIE]
    with TestClient(
        create_app(Settings(store=url, api_token=SecretStr(f"{TOKEN}-new"))), HERE, client=("127.0.0.1", 5000)
    ) as other:
        other.cookies.set(login.COOKIE, cookie)
        refused(other, "/decisions", SAME | secret, "login-needed")
    monkeypatch.setattr(login, "_SECONDS", -1)
    refused(desk, "/decisions", SAME | secret, "login-needed")
    monkeypatch.undo()
    assert desk.post("/logout", data=secret).status_code == 303
    refused(desk, "/decisions", SAME | secret, "login-needed")


@pytest.mark.parametrize(
    ("base", "client"),
    [("http://papers.example", "203.0.113.9"), ("http://papers.example", "127.0.0.1"), (HERE, "203.0.113.9")],
    ids=["a network", "a proxy on this machine", "a forged host"],
)
def test_nothing_goes_over_plain_http(desk: TestClient, url: str, base: str, client: str) -> None:
    secret = log_in(desk)
    with browser(url, base, client) as far:
        assert "HTTPS" in page(far).text("section")
        refused(far, "/login", {"token": TOKEN}, "plain-http")
        far.cookies.set(login.COOKIE, desk.cookies[login.COOKIE])
        refused(far, "/decisions", SAME | secret, "plain-http")
        assert not page(far).all("input", name="secret")


def test_without_a_token_they_are_read_and_say_how_to_write(client: TestClient) -> None:
    for path in ("/decisions", "/suggestions"):
        shown = page(client, path)
        assert "CONCITE_API_TOKEN" in shown.text()
        assert not shown.all("form", method="post")
    refused(client, "/login", {"token": TOKEN}, "writing-off")


def test_suggestions_are_kept_until_the_store_or_the_aliases_change(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(url)
    made: list[int] = []
    suggested = ask.suggestions

    def suggestions(reader: Reader, curated: Curated, *, limit: int) -> list[SuggestionShape]:
        made.append(len(curated))
        return suggested(reader, curated, limit=limit)

    monkeypatch.setattr(ask, "suggestions", suggestions)
    aliases = tmp_path / "aliases.tsv"
    aliases.write_text("name\thead\tsource\n")
    settings = Settings(store=url, api_token=SecretStr(TOKEN), aliases=aliases)
    with TestClient(create_app(settings), HERE, client=("127.0.0.1", 5000), follow_redirects=False) as desk:
        assert page(desk, "/suggestions").text("main") == page(desk, "/suggestions").text("main")
        assert made == [shipped := len(curated.shipped())]
        desk.post("/decisions", data=SAME | log_in(desk))
        page(desk, "/suggestions")
        assert made == [shipped] * 2
        with aliases.open("a") as more:
            more.write("foo net\tfoonet\tours\n")
        for _ in range(2):
            page(desk, "/suggestions")
        assert made == [shipped, shipped, shipped + 1]
