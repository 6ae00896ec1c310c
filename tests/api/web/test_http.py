"""What is the same for every answer: ids, ETags, compression, headers."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.middleware import POLICY
from api.settings import Settings
from graph.add import put
from graph.connect import open_store
from graph.curated import Curated
from tests.api.web.papers import Names, tagged
from tests.api.web.test_pages import PAGES

ANSWERS = (
    "/v1/papers", "/v1/papers/nested", "/v1/papers/nested/links", "/v1/explain?here=nested&there=evil", "/v1/concepts",
    "/v1/concepts/foonet", "/v1/concepts/foonet/papers", "/v1/search?q=foonet", "/v1/stats", "/v1/report",
    "/v1/decisions", "/v1/sources", "/v1/papers?concept=foonet&year=2024", "/v1/concepts/foonet/neighbours",
    "/v1/graph?paper=nested", "/v1/graph?concept=foonet",
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
    assert policy == (f"{POLICY}; connect-src 'self'" if path == "/docs" else POLICY)
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in client.get(path, headers={"Origin": "https://example.org"}).headers


@pytest.mark.parametrize("path", ["/", "/v1/papers", "/healthz", "/v1/nothing"])
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_a_store_that_cannot_be_opened_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    file.write_text("no database, but long enough to be taken for one by its size" * 20)
    with pytest.raises(Exception, match="not a Concite store"), TestClient(create_app(Settings(store=str(file)))):
        pass
