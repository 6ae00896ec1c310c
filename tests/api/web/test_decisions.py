"""Decisions over REST: what is decided is there with the answer, and undone it is as before."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.web.conftest import SENT, TOKEN
from tests.api.web.papers import DECISIONS, fill
from tests.api.web.test_errors import check_problem

DOI = "10.1145/3292500.3330701"
SAME: dict[str, Any] = {"kind": "same", "subject": ["FooNets", "GLUE"], "why": "A test.", "who": "Ada"}


def decide(client: TestClient, asked: dict[str, Any], status: int = 201) -> dict[str, Any]:
    response = client.post("/v1/decisions", json=asked, headers=SENT)
    if status >= 400:
        return check_problem(response, status)
    assert response.status_code == status, response.text
    row: dict[str, Any] = response.json()
    return row


def derived(client: TestClient) -> list[Any]:
    """What follows from decisions, as REST shows it."""
    paths = ("/v1/papers", "/v1/concepts", "/v1/decisions", f"/v1/papers/{DOI}/links", f"/v1/papers/{DOI}")
    return [client.get(path).json() for path in paths]


def test_they_are_listed_as_they_were_taken(client: TestClient) -> None:
    rows = client.get("/v1/decisions").json()["items"]
    assert [row["id"] for row in rows] == sorted(one.id for one in DECISIONS)
    assert rows[0] | {"id": "", "subject": []} == {
        "id": "", "kind": "same", "subject": [], "value": "", "who": None, "when": "2026-01-01T00:00:00+00:00",
        "why": "“alike”",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/v1/decisions", "/v1/report"])
def test_who_decided_is_told_only_for_the_token(writable: TestClient, path: str) -> None:
    decide(writable, {"kind": "block", "subject": ["foonet"], "who": "Grace"})
    stranger, trusted = writable.get(path), writable.get(path, headers=SENT)
    assert "Grace" not in stranger.text
    assert "Grace" in trusted.text
    assert stranger.headers["etag"] != trusted.headers["etag"]
    for response in (stranger, trusted):
        assert "Authorization" in response.headers["vary"]
        known = {"If-None-Match": response.headers["etag"]}
        assert [writable.get(path, headers=known | sent).status_code for sent in ({}, SENT)] == (
            [304, 200] if response is stranger else [200, 304]
        )
    assert check_problem(writable.get(path, headers={"Authorization": "Bearer x"}), 401)


def test_who_decided_is_exported_only_for_the_token(writable: TestClient) -> None:
    decide(writable, {"kind": "block", "subject": ["foonet"], "who": "Grace"})
    told = []
    for sent in ({}, SENT):
        archive = ZipFile(io.BytesIO(writable.get("/v1/export/neo4j-admin", headers=sent).content))
        told.append(b"Grace" in archive.read("Decision.csv"))
    assert told == [False, True]


def test_a_server_without_a_token_tells_nobody_who_decided(client: TestClient) -> None:
    assert {row["who"] for row in client.get("/v1/decisions", headers=SENT).json()["items"]} == {None}


def test_what_is_decided_is_there_with_the_answer(writable: TestClient) -> None:
    before = derived(writable)
    row = decide(writable, SAME)
    assert row["subject"] == ["foonet", "glue"], "names are folded"
    assert (row["kind"], row["value"], row["who"], row["why"]) == ("same", "", "Ada", "A test.")
    assert timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(row["when"]) < timedelta(minutes=1)
    assert writable.get("/v1/concepts/glue").json()["id"] == writable.get("/v1/concepts/foonet").json()["id"]
    assert row in writable.get("/v1/decisions", headers=SENT).json()["items"]

    gone = writable.delete(f"/v1/decisions/{row['id']}", headers=SENT)
    assert (gone.status_code, gone.json()) == (200, row)
    assert derived(writable) == before
    check_problem(writable.delete(f"/v1/decisions/{row['id']}", headers=SENT), 404)


def test_a_name_is_split_by_type(writable: TestClient) -> None:
    before = derived(writable)
    row = decide(writable, {"kind": "by-type", "subject": ["ImageNet"], "value": "Dataset"})
    assert (row["subject"], row["value"]) == (["imagenet"], "Dataset")
    path = "/v1/concepts/imagenet%20⟨dataset⟩"
    assert writable.get(path).json()["papers"] == 3
    assert writable.get("/concepts/imagenet%20⟨dataset⟩").status_code == 200
    check_problem(writable.get("/v1/concepts/imagenet"), 404)
    writable.delete(f"/v1/decisions/{row['id']}", headers=SENT)
    assert derived(writable) == before
    check_problem(writable.get(path), 404)


def test_what_was_decided_before_stays_as_it_is(writable: TestClient) -> None:
    first = decide(writable, SAME)
    tag = writable.get("/v1/decisions").headers["etag"]
    again = decide(writable, {"kind": "same", "subject": ["glue", "foonet"], "who": "Grace"}, 200)
    assert again == first
    assert writable.get("/v1/decisions").headers["etag"] == tag


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ({"kind": "different", "subject": ["BERTs", "GLUE"]}, ["bert", "glue"]),
        ({"kind": "shown", "subject": ["GLUE"], "value": "GLUE 🚀"}, ["glue"]),
        ({"kind": "type", "subject": ["glue"], "value": "Task"}, ["glue"]),
        ({"kind": "generic", "subject": ["ImageNet"]}, ["imagenet"]),
        ({"kind": "specific", "subject": ["ImageNet"]}, ["imagenet"]),
        ({"kind": "block", "subject": ["<script>"]}, ["<script>"]),
        ({"kind": "reject-link", "subject": ["nested", f"https://doi.org/{DOI}"]}, [DOI, "nested"]),
        ({"kind": "reject-link", "subject": ["arxiv:2301.00001", "000-evil"]}, ["evil", "nested"]),
        ({"kind": "reject-mention", "subject": [f"doi:{DOI}", "abstract", "011", "17"]}, [DOI, "abstract", "11", "17"]),
    ],
)
def test_every_kind_is_taken(writable: TestClient, asked: dict[str, Any], subject: list[str]) -> None:
    """Papers go by any of their identifiers, as on the command line."""
    row = decide(writable, asked)
    assert (row["subject"], row["value"], row["who"]) == (subject, asked.get("value", ""), "api")


def test_a_rejected_link_is_gone(writable: TestClient) -> None:
    decide(writable, {"kind": "reject-link", "subject": [DOI, "nested"]})
    assert "nested" not in {row["paper"] for row in writable.get(f"/v1/papers/{DOI}/links").json()["items"]}
    assert "rejected" in writable.get("/v1/explain", params={"here": DOI, "there": "nested"}).json()["reason"]


def test_a_contradiction_names_the_older_one(writable: TestClient) -> None:
    older = decide(writable, SAME)
    before = writable.get("/v1/decisions").json()
    problem = decide(writable, {**SAME, "kind": "different"}, 409)
    assert problem["type"] == "/problems/contradiction"
    assert older["id"] in problem["detail"]
    assert writable.get("/v1/decisions").json() == before


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 422),
        ([], 422),
        ({"kind": "merge", "subject": ["a", "b"]}, 422),
        ({"kind": "same"}, 422),
        ({"kind": "same", "subject": []}, 422),
        ({"kind": "same", "subject": "ab"}, 422),
        ({"kind": "same", "subject": ["a", 1]}, 422),
        ({"kind": "same", "subject": ["a", "b"], "when": "2020-01-01"}, 422),
        ({"kind": "same", "subject": ["a", "b"], "why": "\x1b[31m"}, 422),
        ({"kind": "same", "subject": ["a", "b"], "who": "\x00"}, 422),
        ({"kind": "same", "subject": ["a", "b\ud800"]}, 422),
        ({"kind": "same", "subject": ["a"]}, 400),
        ({"kind": "same", "subject": ["a", "A"]}, 400),
        ({"kind": "same", "subject": ["a", "-"]}, 400),
        ({"kind": "block", "subject": ["a", "b"]}, 400),
        ({"kind": "type", "subject": ["a"]}, 400),
        ({"kind": "type", "subject": ["a"], "value": "Metric"}, 400),
        ({"kind": "reject-mention", "subject": ["evil", "abstract", "3"]}, 400),
        ({"kind": "reject-mention", "subject": ["evil", "venue", "3", "4"]}, 400),
        ({"kind": "reject-link", "subject": ["evil", "nowhere"]}, 404),
        ({"kind": "block", "subject": ["a"], "why": "x" * 300_000}, 413),
    ],
)
def test_what_makes_no_sense(writable: TestClient, asked: Any, status: int) -> None:
    before = writable.get("/v1/decisions").json()
    given = {**SENT, "Content-Type": "application/json"}
    check_problem(writable.post("/v1/decisions", content=json.dumps(asked), headers=given), status)
    assert writable.get("/v1/decisions").json() == before


def test_the_beginning_of_an_id_is_not_enough_to_undo(writable: TestClient) -> None:
    whole = DECISIONS[0].id
    for id_ in (whole[:6], whole.upper() + "x", "%20", whole + "%00"):
        check_problem(writable.delete(f"/v1/decisions/{id_}", headers=SENT), 404)
    assert writable.delete(f"/v1/decisions/{whole}", headers=SENT).json()["id"] == whole


def test_the_users_own_aliases_count_too(url: str, tmp_path: Path) -> None:
    """A decision that is taken over REST settles with them, also when it touches their concept."""
    file = tmp_path / "mine.tsv"
    file.write_text("name\thead\tsource\nFooNet\tGLUE\t\n", encoding="utf-8")
    fill(url)
    settings = Settings(store=url, api_token=SecretStr(TOKEN), aliases=file)
    with TestClient(create_app(settings)) as client:
        decide(client, {"kind": "type", "subject": ["GLUE"], "value": "Task"})
        assert client.get("/v1/concepts/FooNet").json()["id"] == "glue"
        file.write_text("name\thead\nFooNet\tGLUE\n", encoding="utf-8")
        problem = decide(client, {"kind": "generic", "subject": ["GLUE"]}, 422)
        assert "mine.tsv:1" in problem["detail"]
    with pytest.raises(Exception, match=r"CONCITE_ALIASES: mine\.tsv:1"):
        create_app(settings)
