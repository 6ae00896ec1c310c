"""One shape for everything that goes wrong."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.problems import kind, kinds
from api.settings import Settings
from graph.errors import ConciteError, StoreUnreachable
from tests.api.web.conftest import break_store


def check_problem(response: Any, status: int) -> dict[str, Any]:
    """It is a problem as RFC 9457 has it, of this status, and says what to do."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) <= {"type", "title", "status", "detail", "hint", "near", "errors", "request_id"}
    assert problem["status"] == status
    assert problem["type"].removeprefix("/problems/") in kinds()
    assert all(problem[member] for member in ("title", "detail", "hint"))
    return problem


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of everything that REST takes."""
    for path, methods in create_app(Settings(store="none.db")).openapi()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


OPERATIONS = list(operations())
BY_NAME = [pytest.param(*row, id=row[2]["operationId"]) for row in OPERATIONS]
READS = [row for row in BY_NAME if row.values[0] == "GET" and str(row.values[1]).startswith("/v1")]
ASK = [row for row in READS if not str(row.values[1]).startswith("/v1/jobs")]
"""Those that ask the store."""


def filled(path: str) -> str:
    return re.sub(r"\{\w+\}", "no/such thing", path.replace("{form}", "markdown"))


@pytest.mark.parametrize("path", sorted({row[1] for row in OPERATIONS}))
def test_a_method_that_is_not_taken(client: TestClient, path: str) -> None:
    address = filled(path).replace("no/such thing", "thing")
    response = client.patch(address)
    check_problem(response, 405)
    # An id may have slashes: what is the links of a paper may be a paper too.
    taken = {method for method, other, _ in OPERATIONS if re.fullmatch(re.sub(r"\{\w+\}", ".+", other), address)}
    assert response.headers["allow"] == ", ".join(sorted(taken))


@pytest.mark.parametrize(("method", "path", "operation"), READS)
def test_an_unknown_thing_or_a_wrong_parameter(
    client: TestClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    schemas = {row["name"]: row["schema"] for row in operation.get("parameters", ())}
    names = {name: one.get("anyOf", [one])[0] for name, one in schemas.items()}  # without null
    if "id" in names:
        problem = check_problem(client.get(filled(path)), 404)
        assert "no/such thing" in problem["detail"]
    wrong = [("type", "Mthod")]
    for name in ("limit", "concepts", "top"):
        if name in names:
            wrong += [(name, str(names[name]["minimum"] - 1)), (name, str(names[name]["maximum"] + 1)), (name, "x")]
            assert names[name]["maximum"] <= 5000
    for name, value in wrong:
        if name in names:
            problem = check_problem(client.get(filled(path), params={name: value, "q": "x"}), 422)
            assert problem["errors"][0]["where"] == f"query.{name}" or problem["errors"][0]["where"].startswith(
                "query."
            )
    if "cursor" in names:
        for cursor in ("?", "x", "IjEi!", "bnVsbA", "W10", "dHJ1ZQ", "LTE", "é"):
            check_problem(client.get(filled(path), params={"cursor": cursor, "paper": "a"}), 400)


@pytest.mark.parametrize(("method", "path", "operation"), ASK)
def test_a_store_that_does_not_answer(own: TestClient, method: str, path: str, operation: dict[str, Any]) -> None:
    break_store(own, StoreUnreachable("web.db is gone"))
    query = {"q": "x", "here": "a", "there": "b", "paper": "a"}
    assert check_problem(own.get(filled(path), params=query), 503)["type"] == "/problems/store-unreachable"


@pytest.mark.parametrize(("method", "path", "operation"), ASK)
def test_an_unexpected_error_is_logged_and_not_shown(
    own: TestClient,
    caplog: pytest.LogCaptureFixture,
    method: str,
    path: str,
    operation: dict[str, Any],
) -> None:
    break_store(own, RuntimeError("the secret"))
    with caplog.at_level(logging.ERROR, "concite.api"):
        response = own.get(
            filled(path),
            params={"q": "x", "here": "a", "there": "b", "paper": "a"},
            headers={"X-Request-ID": "this-one"},
        )
    problem = check_problem(response, 500)
    assert problem["request_id"] == response.headers["x-request-id"] == "this-one"
    assert "secret" not in response.text
    assert "this-one" in caplog.text
    assert "the secret" in caplog.text


@pytest.mark.parametrize(("method", "path", "operation"), BY_NAME)
def test_every_problem_that_is_documented_has_its_media_type(method: str, path: str, operation: dict[str, Any]) -> None:
    documented = {int(status): response for status, response in operation["responses"].items()}
    if path.startswith("/v1"):
        assert {422, 503} <= set(documented)
    for status, response in documented.items():
        if status >= 400:
            assert list(response["content"]) == ["application/problem+json"]


def test_an_address_that_leads_nowhere(client: TestClient) -> None:
    assert check_problem(client.get("/v1/nothing"), 404)["type"] == "/problems/no-such-address"
    assert client.get("/nothing", headers={"Accept": "application/json"}).json()["status"] == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"title": " "}', 422),
        (b'{"title": 1}', 422),
        (b'{"titel": "x"}', 422),
        (b'{"title": "\\ud800"}', 422),
        (b'{"title": "\xff"}', 400),
        (b"[" * 20_000, 400),
    ],
)
def test_a_body_that_cannot_be_read(client: TestClient, body: bytes, status: int) -> None:
    check_problem(client.post("/v1/extract", content=body, headers={"Content-Type": "application/json"}), status)


def test_what_a_request_brings_is_not_given_back_at_length(client: TestClient) -> None:
    long = "x" * 20_000
    for response in (
        client.get(f"/v1/papers/{long}"),
        client.get("/v1/papers", params={"limit": long}),
        client.get("/v1/papers", params={"cursor": long}),
        client.post("/v1/extract", json={long: 1}),
        client.post("/v1/extract", json={f"{long[:2000]}{n}": 1 for n in range(50)}),
    ):
        assert response.status_code in {400, 404, 422}
        assert len(response.content) < 12_000


def test_a_store_whose_folder_is_gone_is_not_ready(own: TestClient, tmp_path: Path) -> None:
    assert own.get("/readyz").status_code == 200
    shutil.rmtree(tmp_path / "store")
    problem = check_problem(own.get("/readyz"), 503)
    assert problem["detail"] == "own.db is gone", "where the file lies is told to nobody"
    assert own.get("/healthz").status_code == 200


def test_a_damaged_store_is_told_by_its_name(own: TestClient, tmp_path: Path) -> None:
    own.get("/v1/stats")
    for file in (tmp_path / "store").iterdir():
        file.write_bytes(b"no database" * 2000)
    for response in (own.get("/v1/papers"), own.get("/papers")):
        assert response.status_code == 503
        assert "own.db" in response.text
        assert str(tmp_path) not in response.text


def test_every_error_of_concite_has_a_page_that_says_what_it_means(client: TestClient) -> None:
    def tree(root: type[ConciteError]) -> set[type[ConciteError]]:
        return {root}.union(*(tree(child) for child in root.__subclasses__()))

    for error in tree(ConciteError):
        page = client.get(f"/problems/{kind(error)}")
        assert page.status_code == 200
        assert str(error.status) in page.text
    assert client.get("/problems/no-such-kind").status_code == 404


def test_operation_ids_are_stable(client: TestClient) -> None:
    app = cast(FastAPI, client.app)
    assert app.openapi()["openapi"].startswith("3.1")
    assert {row[2]["operationId"]: f"{row[0]} {row[1]}" for row in OPERATIONS} == {
        "listPapers": "GET /v1/papers",
        "addPapers": "POST /v1/papers",
        "deletePaper": "DELETE /v1/papers/{id}",
        "putSource": "PUT /v1/sources/{name}",
        "deleteSource": "DELETE /v1/sources/{name}",
        "listJobs": "GET /v1/jobs",
        "getJob": "GET /v1/jobs/{id}",
        "listSources": "GET /v1/sources",
        "listLinksOfPapers": "GET /v1/links",
        "listConceptNeighbours": "GET /v1/concepts/{id}/neighbours",
        "getGraph": "GET /v1/graph",
        "listPaperLinks": "GET /v1/papers/{id}/links",
        "getPaper": "GET /v1/papers/{id}",
        "explainLink": "GET /v1/explain",
        "listConcepts": "GET /v1/concepts",
        "listConceptPapers": "GET /v1/concepts/{id}/papers",
        "getConcept": "GET /v1/concepts/{id}",
        "search": "GET /v1/search",
        "getPaperBuilds": "GET /v1/papers/{id}/builds-on",
        "findPaths": "GET /v1/path",
        "getMap": "GET /v1/map",
        "getBridges": "GET /v1/bridges",
        "exportPapers": "GET /v1/export/{form}",
        "listDecisions": "GET /v1/decisions",
        "takeDecision": "POST /v1/decisions",
        "undoDecision": "DELETE /v1/decisions/{id}",
        "getStats": "GET /v1/stats",
        "getReport": "GET /v1/report",
        "linkText": "POST /v1/links",
        "extractConcepts": "POST /v1/extract",
        "getHealth": "GET /healthz",
        "getReadiness": "GET /readyz",
        "getMetrics": "GET /metrics",
    }
    assert client.get("/openapi.json").json() == app.openapi()
