"""What is the same for every answer: ids, ETags, compression, headers."""

from __future__ import annotations

import asyncio
import dataclasses
import gzip
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api.app import create_app
from api.middleware import POLICY, Deadline
from api.settings import Settings
from graph.add import put
from graph.connect import open_store
from graph.curated import Curated
from graph.errors import StoreUnreachable
from tests.api.web.conftest import break_store
from tests.api.web.papers import Names, tagged
from tests.api.web.test_errors import check_problem
from tests.api.web.test_pages import PAGES

ANSWERS = (
    "/v1/papers", "/v1/papers/nested", "/v1/papers/nested/links", "/v1/explain?here=nested&there=evil", "/v1/concepts",
    "/v1/concepts/foonet", "/v1/concepts/foonet/papers", "/v1/search?q=foonet", "/v1/stats", "/v1/report",
    "/v1/decisions", "/v1/sources", "/v1/papers?concept=foonet&year=2024", "/v1/concepts/foonet/neighbours",
    "/v1/graph?paper=nested", "/v1/graph?concept=foonet", "/v1/papers/nested/builds-on", "/v1/map", "/v1/bridges",
    "/v1/path?here=nested&there=evil", "/v1/export/ris", "/v1/export/csv?concept=foonet",
)  # fmt: skip


@pytest.mark.parametrize("path", ANSWERS)
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert first.status_code == 200
    assert tag.startswith('W/"')
    for given in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_thing_that_is_not_there_matches_nothing(client: TestClient) -> None:
    assert client.get("/v1/papers/none", headers={"If-None-Match": "*"}).status_code == 404


def test_a_change_of_the_store_changes_the_tag(own: TestClient, url: str) -> None:
    before = own.get("/v1/papers").headers["etag"]
    store = open_store(url)
    store.write(lambda writer: put(writer, (), [tagged("new", "New", "A GLUE.", Names("GLUE"))], (), Curated()))
    store.close()
    after = own.get("/v1/papers", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.headers["etag"] != before
    assert "new" in {row["id"] for row in after.json()["items"]}


@pytest.mark.parametrize("given", ["abc-123", "x", "a=b:c+d@e/f~g_h.i"])
def test_a_request_id_is_given_back(client: TestClient, given: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", [b"", b"with space", b"x" * 129, b"<b>", b"\xff"])
def test_a_request_id_that_is_none_is_replaced(client: TestClient, given: bytes) -> None:
    for path in ("/healthz", "/v1/nothing", "/"):
        made = client.get(path, headers={b"X-Request-ID": given}).headers["x-request-id"]
        assert len(made) == 32
        assert made.isalnum()


def test_every_request_gets_an_id_of_its_own(client: TestClient) -> None:
    assert client.get("/healthz").headers["x-request-id"] != client.get("/healthz").headers["x-request-id"]


def test_long_answers_are_compressed_for_those_who_take_it(client: TestClient) -> None:
    with client.stream("GET", "/v1/papers/nested", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["content-encoding"] == "gzip"
        assert response.headers["vary"] == "Accept-Encoding"
        assert b"nested" in gzip.decompress(b"".join(response.iter_raw()))
    with client.stream("GET", "/v1/papers/nested", headers={"Accept-Encoding": "identity"}) as response:
        assert "content-encoding" not in response.headers
    assert "content-encoding" not in client.get("/healthz").headers


@pytest.mark.parametrize("path", [*ANSWERS, *PAGES, "/healthz", "/nothing", "/v1/nothing", "/static/concite.css"])
def test_browsers_are_told_what_they_may_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy == POLICY
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in client.get(path, headers={"Origin": "https://example.org"}).headers


@pytest.mark.parametrize("path", ["/", "/v1/papers", "/healthz", "/v1/nothing"])
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_other_pages_may_ask_where_it_is_set(url: str) -> None:
    with TestClient(create_app(Settings(store=url, cors_origins="https://a.org https://b.org"))) as client:
        for origin, allowed in (("https://a.org", "https://a.org"), ("https://c.org", None)):
            got = client.get("/v1/papers", headers={"Origin": origin})
            assert (got.status_code, got.headers.get("access-control-allow-origin")) == (200, allowed)
        asked = {"Origin": "https://b.org", "Access-Control-Request-Method": "PUT"}
        asked["Access-Control-Request-Headers"] = "Authorization"
        assert client.options("/v1/sources/x", headers=asked).status_code == 200
        assert client.options("/v1/sources/x", headers=asked | {"Origin": "https://c.org"}).status_code == 400


def test_what_takes_too_long_is_answered_all_the_same(own: TestClient, url: str) -> None:
    go_on = threading.Event()

    class Slow:
        def read(self, work: object) -> None:
            go_on.wait(10)

        def close(self) -> None:
            pass

    with TestClient(create_app(Settings(store=url, time_limit=1))) as client:
        state = client.app_state["concite"]
        client.app_state["concite"] = dataclasses.replace(state, store=Slow())
        try:
            assert check_problem(client.get("/v1/papers"), 503)["type"] == "/problems/too-slow"
            assert client.get("/healthz").status_code == 200
        finally:
            go_on.set()
        client.app_state["concite"] = state


def test_figures_are_told_by_the_template_of_a_route(own: TestClient) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    for path in ("/v1/papers/nested", "/v1/papers/bert", "/v1/papers/none", "/nothing", "/", "/static/concite.css"):
        own.get(path)
    got = own.get("/metrics")
    assert got.headers["content-type"].startswith("text/plain")
    rows = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(got.text)
        for sample in family.samples
    }

    def count(route: str, status: int) -> float | None:
        labels = (("method", "GET"), ("route", route), ("status", str(status)))
        return rows.get(("concite_request_seconds_count", *labels))

    assert (count("/v1/papers/{id:path}", 200), count("/v1/papers/{id:path}", 404)) == (2, 1)
    assert (count("none", 404), count("/", 200), count("/static", 200)) == (1, 1, 1)
    assert rows["concite_store_up",] == 1
    assert rows["concite_store_papers",] == 8
    assert rows["concite_model_loaded",] == 0
    break_store(own, StoreUnreachable("gone"))
    assert "concite_store_up 0.0" in own.get("/metrics").text


def test_a_store_that_cannot_be_opened_is_told_until_it_can(tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    file.write_text("no database, but long enough to be taken for one by its size" * 20)
    with TestClient(create_app(Settings(store=str(file)))) as client:
        for path in ("/readyz", "/v1/papers"):
            answer = client.get(path)
            assert check_problem(answer, 503)["detail"] == "file.db is not a Concite store", (
                "it does not say where it is"
            )
            assert answer.headers["retry-after"] == "5"
        assert client.get("/healthz").status_code == 200
        file.unlink()
        check_problem(client.get("/readyz"), 503)  # it was only just looked at
        client.app_state["concite"].store._again = 0.0
        assert client.get("/readyz").status_code == 200
        assert client.get("/v1/papers").json()["items"] == []


def test_an_answer_that_goes_on_is_not_too_slow() -> None:
    async def sends(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for more in (True, True, True, False):
            await asyncio.sleep(0.6)
            await send({"type": "http.response.body", "body": b"a part ", "more_body": more})

    assert TestClient(Deadline(sends, seconds=2)).get("/").text == "a part " * 4
