"""Papers and sources over REST: added and removed at once, or by a job that outlives the server."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.jobs import MOST_WAITING, TRIES, jobs_of
from api.settings import Settings
from api.working import work_off
from tests.api.web.conftest import SENT, TOKEN
from tests.api.web.papers import fill
from tests.api.web.test_errors import check_problem

PAPER = {
    "id": "new",
    "title": "PIIP",
    "abstract": "We propose PIIP. We evaluate it on ImageNet.",
    "year": 2024,
    "categories": ["cs.CV"],
}
COUNTS = {"records": 1, "new": 0, "changed": 0, "unchanged": 0, "removed": 0, "skipped": 0, "reasons": []}


def lines(count: int) -> bytes:
    """So many papers, each with a text of its own."""
    rows = (
        {"id": f"n{n}", "abstract": f"We train network number {n} on ImageNet. It is {n} deep."} for n in range(count)
    )
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def ended(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    """The job, when it has ended."""
    deadline = time.monotonic() + 120
    while job["state"] in {"queued", "running"} and time.monotonic() < deadline:
        time.sleep(0.1)
        job = client.get(f"/v1/jobs/{job['id']}").json()
    return job


@pytest.fixture
def settings(url: str) -> Settings:
    fill(url)
    return Settings(store=url, api_token=SecretStr(TOKEN))


@pytest.fixture
def running(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def test_a_paper_is_there_with_the_answer_and_changes_with_the_next(writable: TestClient) -> None:
    first = writable.post("/v1/papers", json=[PAPER], headers=SENT)
    assert (first.status_code, first.json()) == (201, COUNTS | {"new": 1})
    shown = writable.get("/v1/papers/new").json()
    assert (shown["year"], shown["categories"]) == (2024, ["cs.CV"])
    assert "imagenet" in {row["id"] for row in writable.get("/v1/papers/new").json()["concepts"]}
    tag = writable.get("/v1/stats").headers["etag"]
    again = writable.post("/v1/papers", json=[PAPER], headers=SENT)
    assert (again.status_code, again.json()) == (200, COUNTS | {"unchanged": 1})
    assert writable.get("/v1/stats").headers["etag"] == tag
    changed = writable.post("/v1/papers", json=[PAPER | {"year": 2025}], headers=SENT)
    assert (changed.status_code, changed.json()) == (200, COUNTS | {"changed": 1})
    assert writable.get("/v1/papers/new").json()["year"] == 2025

    gone = writable.delete("/v1/papers/new", headers=SENT)
    assert (gone.status_code, gone.json()) == (200, {"removed": 1})
    check_problem(writable.get("/v1/papers/new"), 404)
    check_problem(writable.delete("/v1/papers/new", headers=SENT), 404)


def test_what_cannot_be_taken_costs_only_itself(writable: TestClient) -> None:
    rows = [PAPER, {"id": "empty"}, PAPER | {"id": "old", "year": -3, "abstract": "Another."}]
    got = writable.post("/v1/papers", json=rows, headers=SENT).json()
    assert (got["new"], got["skipped"]) == (1, 2)
    assert [row["where"] for row in got["reasons"]] == ["posted.jsonl:2", "posted.jsonl:3"]
    assert all(row["reason"] and row["hint"] for row in got["reasons"])


@pytest.mark.parametrize("body", [{}, [], [{"id": 1}], [{"titel": "x"}], [{"title": "\ud800"}], "x", [PAPER] * 10_001])
def test_a_list_of_papers_that_is_none(writable: TestClient, body: Any) -> None:
    check_problem(writable.post("/v1/papers", content=json.dumps(body), headers=SENT), 422)


def test_a_source_is_what_its_file_holds(writable: TestClient) -> None:
    before = writable.get("/v1/papers").json()
    put = writable.put("/v1/sources/my papers.jsonl", content=lines(3), headers=SENT)
    assert (put.status_code, put.json()["new"]) == (201, 3)
    less = writable.put("/v1/sources/my papers.jsonl", content=lines(2), headers=SENT)
    assert (less.status_code, less.json()["unchanged"], less.json()["removed"]) == (200, 0, 1)
    assert writable.get("/v1/papers/n1").json()["records"][0]["source"] == "my papers.jsonl"
    gone = writable.delete("/v1/sources/my papers.jsonl", headers=SENT)
    assert (gone.status_code, gone.json()) == (200, {"removed": 2})
    assert writable.get("/v1/papers").json() == before
    check_problem(writable.delete("/v1/sources/my papers.jsonl", headers=SENT), 404)


def test_columns_of_a_table_are_named_at_once_and_for_a_job(running: TestClient) -> None:
    table, asked = "Titel,Jahr\n{},2019\n", {"columns": "title=Titel,year=Jahr"}
    put = running.put("/v1/sources/a.csv", content=table.format("Now"), params=asked, headers=SENT)
    assert put.status_code == 201
    packed = gzip.compress(table.format("Later").encode())
    put = running.put("/v1/sources/b.csv.gz", content=packed, params=asked, headers=SENT)
    assert put.status_code == 202
    assert ended(running, put.json())["report"]["new"] == 1
    years = {row["title"]: row["year"] for row in running.get("/v1/papers").json()["items"]}
    assert (years["Now"], years["Later"]) == (2019, 2019)
    for wrong in ("title", "titel=Titel"):
        check_problem(running.put("/v1/sources/c.csv", content="x", params={"columns": wrong}, headers=SENT), 400)


def test_what_two_files_say_of_a_paper_is_kept_and_shown(writable: TestClient) -> None:
    bib = b"@article{x1, title={We train BERT}, abstract={We train BERT on GLUE.}, year={2020}, doi={10.1000/X}}"
    table = b"Title,Year,Journal,DOI\nWe train BERT on <x>,2021,Tides,https://doi.org/10.1000/x\n"
    for name, body in (("two.bib", bib), ("one.csv", table)):
        assert writable.put(f"/v1/sources/{name}", content=body, headers=SENT).status_code < 300
    paper = writable.get("/v1/papers/10.1000/x").json()
    assert (paper["title"], paper["year"], paper["venue"]) == ("We train BERT", 2020, "Tides")
    assert [(one["source"], one["otherwise"]) for one in paper["records"]] == [
        ("one.csv", {"title": "We train BERT on <x>", "year": 2021}), ("two.bib", {}),
    ]  # fmt: skip
    page = writable.get("/papers/10.1000/x").text
    assert "says otherwise: year 2021" in page
    assert "says otherwise: title We train BERT on &lt;x&gt;" in page
    for name in ("two.bib", "one.csv"):
        writable.delete(f"/v1/sources/{name}", headers=SENT)


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("a%2Fb", b"x", 404), ("%2e%2e", b"x", 422), ("a%5Cb", b"x", 422), ("a%00", b"x", 422), ("x" * 201, b"x", 422),
        ("a.jsonl", b"", 422), ("a.jsonl", b"%PDF-1", 422), ("a.zip", b"PK\x03\x04", 422),
        ("a.txt?from=none", b"x", 400),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(writable: TestClient, name: str, body: bytes, status: int) -> None:
    check_problem(writable.put(f"/v1/sources/{name}", content=body, headers=SENT), status)


def test_a_file_over_the_limit_is_not_kept(settings: Settings, tmp_path: Path) -> None:
    small = settings.model_copy(update={"upload_limit": 1000})
    with TestClient(create_app(small)) as client:
        for content in (lines(100), iter([lines(10)] * 10)):
            response = client.put("/v1/sources/big.jsonl", content=content, headers=SENT)
            assert check_problem(response, 413)["type"] == "/problems/too-large"
    assert list((tmp_path / "data").rglob("big.jsonl*")) == []


def test_a_long_upload_becomes_a_job(running: TestClient) -> None:
    response = running.put("/v1/sources/many.jsonl.gz", content=gzip.compress(lines(70) + b"{}\n"), headers=SENT)
    assert response.status_code == 202
    job = response.json()
    assert (job["state"], job["source"]) == ("queued", "many.jsonl.gz")
    assert response.headers["location"] == f"/v1/jobs/{job['id']}"
    assert running.get("/v1/papers").status_code == 200
    job = ended(running, job)
    assert (job["state"], job["tries"], job["problem"]) == ("done", 1, None)
    assert (job["report"]["new"], job["report"]["skipped"]) == (70, 1)
    assert running.get("/v1/papers/n69").status_code == 200
    assert [row["id"] for row in running.get("/v1/jobs").json()["items"]] == [job["id"]]

    gone = running.delete("/v1/sources/many.jsonl.gz", headers=SENT)
    assert gone.status_code == 202
    assert ended(running, gone.json())["removed"] == {"removed": 70}
    check_problem(running.get("/v1/papers/n69"), 404)


def test_jobs_and_sources_come_in_parts(writable: TestClient, settings: Settings) -> None:
    jobs = jobs_of(settings)
    writable.put("/v1/sources/one.jsonl", content=lines(1), headers=SENT)
    with jobs.alone():
        made = [jobs.add("delete", f"none {n}").id for n in range(3)]
        for path, key, whole in (("jobs", "id", made), ("sources", "name", ["000_page.txt", "one.jsonl"])):
            found: list[str] = []
            following: str | None = f"/v1/{path}?limit=1"
            while following:
                part = writable.get(following)
                found += [row[key] for row in part.json()["items"]]
                following = part.links.get("next", {}).get("url")
            assert found == whole


def test_a_job_that_cannot_be_done_says_why(running: TestClient) -> None:
    job = running.put("/v1/sources/broken.jsonl.gz", content=b"no archive", headers=SENT).json()
    job = ended(running, job)
    assert job["state"] == "failed"
    assert job["problem"]["type"] == "/problems/unreadable-input"
    check_problem(running.get("/v1/jobs/none"), 404)
    check_problem(running.get(f"/v1/jobs/{'0' * 24}"), 404)


def test_a_job_that_was_cut_off_goes_on_but_not_for_ever(settings: Settings, tmp_path: Path) -> None:
    """A process that ended in the middle leaves its job running; whoever comes next takes it up."""
    jobs = jobs_of(settings)
    upload = tmp_path / "x.jsonl"
    for tries in (1, TRIES):
        upload.write_bytes(lines(2))
        begun = jobs.add("add", "x.jsonl", upload)
        jobs.save(begun.model_copy(update={"state": "running", "tries": tries}))
    with jobs.alone() as alone:
        assert alone
        work_off(settings, jobs)
        assert [job.state for job in jobs.all()] == ["running", "running"], "another is at them"
    with TestClient(create_app(settings)) as client:
        first, last = client.get("/v1/jobs").json()["items"]
        assert ended(client, first)["state"] == "done"
        assert ended(client, first)["report"]["new"] == 2
        assert ended(client, last)["state"] == "interrupted"
    assert not any(jobs.upload(job).exists() for job in jobs.all())


def test_a_job_waits_while_the_store_does_not_answer(settings: Settings, tmp_path: Path) -> None:
    """It was taken on, so it is not lost; and it was not tried."""
    down = Settings(store="bolt://127.0.0.1:1", api_token=SecretStr(TOKEN))
    jobs = jobs_of(down)
    upload = tmp_path / "x.jsonl"
    upload.write_bytes(lines(2))
    id_ = jobs.add("add", "x.jsonl", upload).id
    with TestClient(create_app(down)) as client:
        deadline = time.monotonic() + 120
        while not (job := client.get(f"/v1/jobs/{id_}").json())["problem"] and time.monotonic() < deadline:
            time.sleep(0.1)
    assert (job["state"], job["tries"], job["problem"]["type"]) == ("queued", 0, "/problems/store-unreachable")
    work_off(settings, jobs)
    done = jobs.get(id_)
    assert (done.state, done.problem) == ("done", None)
    assert done.report is not None
    assert done.report.new == 2


def test_only_so_many_wait(writable: TestClient, settings: Settings) -> None:
    jobs = jobs_of(settings)
    with jobs.alone():
        for _ in range(MOST_WAITING):
            jobs.add("delete", "none")
        response = writable.put("/v1/sources/x.jsonl.gz", content=b"x", headers=SENT)
        assert check_problem(response, 429)["type"] == "/problems/busy"
