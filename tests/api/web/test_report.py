"""The report over REST: the same that the command line prints."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api import ask
from api.doubts import ReportShape
from graph.connect import open_store
from graph.store import Reader
from tests.api.web.conftest import SENT


def test_what_the_store_leaves_open(client: TestClient) -> None:
    got = client.get("/v1/report").json()
    assert got["papers"] == 8
    assert [row["id"] for row in got["without_concepts"]["items"]] == ["bare"]
    assert got["without_concepts"]["items"][0]["title"] == "Nothing is known of this one"
    assert [(row["id"], row["papers"], row["share"]) for row in got["hubs"]["items"]] == [
        ("foonet", 3, 0.375), ("glue", 3, 0.375), ("imagenet", 3, 0.375),
    ]  # fmt: skip
    empty = {"total": 0, "items": []}
    assert [got[name] for name in ("not_english", "ambiguous", "generic", "decided", "models")] == [empty] * 5


def test_each_list_is_cut_and_says_how_many_there_are(client: TestClient) -> None:
    assert client.get("/v1/report?limit=1").json()["hubs"] == {
        "total": 3, "items": client.get("/v1/report").json()["hubs"]["items"][:1],
    }  # fmt: skip


def test_a_decision_is_told(writable: TestClient) -> None:
    made = writable.post("/v1/decisions", json={"kind": "block", "subject": ["FooNet"], "who": "me"}, headers=SENT)
    (row,) = writable.get("/v1/report", headers=SENT).json()["decided"]["items"]
    assert row == {**made.json(), "papers": 3}


def test_it_is_what_the_command_line_prints(own: TestClient, url: str) -> None:
    store = open_store(url)
    printed = store.read(ask.report).model_dump_json()
    store.close()
    assert own.get("/v1/report").text == printed


def test_it_is_made_once_for_all_who_ask(writable: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    whole = ask.report

    def report(reader: Reader, *, limit: int) -> ReportShape:
        made.append(limit)
        return whole(reader, limit=limit)

    monkeypatch.setattr(ask, "report", report)
    told = [writable.get(f"/v1/report?limit={limit}", headers=sent).json() for limit in (1, 200) for sent in ({}, SENT)]
    assert len(made) == 1
    assert [len(one["hubs"]["items"]) for one in told] == [1, 1, 3, 3]
    writable.post("/v1/decisions", json={"kind": "block", "subject": ["FooNet"], "who": "me"}, headers=SENT)
    assert writable.get("/v1/report").json() != told[2]
