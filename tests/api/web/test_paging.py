"""One shape for every list."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api import paging
from graph.errors import UsageError
from tests.api.web.papers import CORPUS
from tests.api.web.test_errors import OPERATIONS

LISTS = {
    "listPapers": "/v1/papers",
    "listPaperLinks": "/v1/papers/10.1145/3292500.3330701/links",
    "listLinksOfPapers": "/v1/links?paper=10.1145/3292500.3330701&paper=nested",
    "listConcepts": "/v1/concepts",
    "listConceptPapers": "/v1/concepts/FooNet/papers",
    "listDecisions": "/v1/decisions",
}


def test_every_operation_with_a_cursor_is_a_list() -> None:
    found = {
        operation["operationId"]
        for _, _, operation in OPERATIONS
        if "cursor" in {row["name"] for row in operation.get("parameters", ())}
    }
    whole = {"listConceptNeighbours"}  # told in one part
    few = {"listJobs", "listSources"}  # not in this store: tested where there are some
    lists = {row[2]["operationId"] for row in OPERATIONS if row[2]["operationId"][:4] == "list"}
    assert found - few == set(LISTS) == lists - whole - few


@pytest.mark.parametrize("path", LISTS.values(), ids=LISTS)
def test_parts_put_together_are_the_whole(client: TestClient, path: str) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}"
    whole = client.get(f"{asked}limit=200")
    assert set(whole.json()) == {"items", "next"}
    assert whole.json()["next"] is None
    assert "link" not in whole.headers

    items: list[dict[str, Any]] = []
    following: str | None = f"{asked}limit=2"
    while following is not None:
        part = client.get(following)
        assert 0 < len(part.json()["items"]) <= 2
        items += part.json()["items"]
        following = part.links["next"]["url"] if "next" in part.links else None
        assert (part.json()["next"] is None) == (following is None)
        if following is not None:
            again = client.get(f"{asked}limit=2&cursor={part.json()['next']}")
            assert again.json() == client.get(following).json()
    assert items == whole.json()["items"]
    assert len(items) > 2


def test_a_part_that_ends_with_the_list_is_the_last(client: TestClient) -> None:
    assert client.get("/v1/papers", params={"limit": len(CORPUS)}).json()["next"] is None


def test_the_next_part_keeps_what_was_asked_for(client: TestClient) -> None:
    part = client.get("/v1/papers/10.1145%2F3292500.3330701/links?type=Dataset&limit=1&type=Method")
    following = part.links["next"]["url"]
    assert following.startswith("/v1/papers/10.1145%2F3292500.3330701/links?type=Dataset&limit=1&type=Method&cursor=")
    assert client.get(following).json()["items"][0] != part.json()["items"][0]


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    of_papers = client.get("/v1/papers?limit=1").json()["next"]
    assert client.get("/v1/concepts", params={"cursor": of_papers}).status_code == 400


@pytest.mark.parametrize("where", ["10.1/x", "ü/ö 🚀", "", "0"])
def test_a_cursor_says_where_it_stands(where: str) -> None:
    assert paging.after(paging.encode(where)) == where
    with pytest.raises(UsageError):
        paging.offset(paging.encode(where))


def test_a_list_that_is_counted_ends_where_it_is_not_told_further() -> None:
    assert paging.counted(0, 10, 11, deepest=11) == paging.encode(10)
    assert paging.counted(0, 10, 11, deepest=10) is None
    assert paging.counted(0, 10, 10) is None
