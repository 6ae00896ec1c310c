"""Tagging a text over HTTP."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.tagging import Extractor
from extract import weights
from extract.document import Text
from graph.records import Tags
from tests.api.web.papers import Names, tagged
from tests.api.web.test_errors import check_problem

TEXT = "We propose PIIP and evaluate it on ImageNet for object detection."


@pytest.fixture
def model() -> None:
    """The shipped model; a continuous integration that lacks it has failed."""
    if not (weights.MODEL / "tagger.onnx").is_file():
        assert os.environ.get("CI") != "true", "the model is missing"
        pytest.skip("the model is not there yet")


@pytest.mark.usefixtures("model")
def test_a_text_is_tagged_and_not_kept(own: TestClient) -> None:
    before = own.get("/v1/stats").json()
    got = own.post("/v1/extract", json={"title": "PIIP 🚀", "abstract": TEXT})
    assert got.status_code == 200
    concepts = got.json()["concepts"]
    assert "ImageNet" in {concept["name"] for concept in concepts}
    for concept in concepts:
        assert concept["id"] is None
        for mention in concept["mentions"]:
            field = "PIIP 🚀" if mention["field"] == "title" else TEXT
            assert field[mention["start"] : mention["end"]] == mention["surface"]
    assert own.get("/v1/stats").json() == before


@pytest.mark.usefixtures("model")
def test_a_text_is_linked_and_not_kept(own: TestClient) -> None:
    before = own.get("/v1/stats").json()
    got = own.post("/v1/links?limit=2", json={"title": "PIIP 🚀", "abstract": TEXT}).json()
    assert {concept["name"]: concept["id"] for concept in got["concepts"]}["ImageNet"] == "imagenet"
    assert len(got["links"]) == 2
    for link in got["links"]:
        assert sum(link["by_type"].values()) + link["wording"] == pytest.approx(link["score"], abs=1e-9)
        for row in link["shared"]:
            assert TEXT[row["here"]["start"] : row["here"]["end"]] == row["here"]["surface"]
    kinds = own.post("/v1/links?type=Task", json={"abstract": TEXT}).json()["links"]
    assert {row["type"] for link in kinds for row in link["shared"]} == {"Task"}
    assert own.get("/v1/stats").json() == before


def test_a_model_that_is_not_there_is_said_so(own: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "MODEL", tmp_path)
    problem = check_problem(own.post("/v1/extract", json={"abstract": TEXT}), 503)
    assert problem["type"] == "/problems/no-model"


def test_a_text_that_is_too_long_is_refused(url: str) -> None:
    with TestClient(create_app(Settings(store=url, text_limit=100))) as client:
        for body in ({"abstract": "x" * 101}, {"title": "x" * 50, "abstract": "x" * 51}, {"abstract": "🚀" * 101}):
            assert check_problem(client.post("/v1/extract", json=body), 413)["type"] == "/problems/too-large"


def test_a_body_that_is_too_long_is_not_read(url: str) -> None:
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"abstract": "'
        for _ in range(100):
            sent += 1
            yield b"x" * 1000

    with TestClient(create_app(Settings(store=url, text_limit=100))) as client:
        given = {"Content-Type": "application/json"}
        check_problem(client.post("/v1/extract", content=pieces(), headers=given), 413)
        check_problem(client.post("/v1/extract", content=b'"' + b"x" * 20_000 + b'"', headers=given), 413)


class Counting:
    """Counts how often it is made, and that it is never used by two threads at once."""

    made = 0

    def __init__(self) -> None:
        Counting.made += 1
        self._busy = threading.Lock()
        time.sleep(0.05)

    def __call__(self, texts: Iterable[Text]) -> Iterator[Tags]:
        assert self._busy.acquire(blocking=False)
        time.sleep(0.005)
        for text in texts:
            yield tagged("x", text.title, text.abstract, Names("PIIP", role="own")).tags
        self._busy.release()


def test_many_threads_load_the_model_once() -> None:
    extractor = Extractor(cast(Any, Counting))
    assert Counting.made == 0
    with ThreadPoolExecutor(8) as threads:
        got = list(threads.map(lambda n: extractor(f"title {n}", TEXT), range(16)))
    assert Counting.made == 1
    assert [one.title for one in got] == [f"title {n}" for n in range(16)]
    assert len({one.id for one in got}) == 1  # the abstract makes the id
    assert [concept.name for concept in got[0].concepts] == ["PIIP"]
