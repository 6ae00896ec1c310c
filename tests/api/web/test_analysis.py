"""Questions across the graph over HTTP, and how what takes long stays apart."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

from starlette.testclient import TestClient

from api import analysis
from api.apart import Apart
from api.app import create_app
from api.settings import Settings
from graph.add import put
from graph.connect import open_store
from graph.curated import Curated
from graph.store import Reader
from tests.api.web.papers import Names, fill, tagged
from tests.api.web.test_errors import check_problem
from tests.api.web.test_pages import read

MADE = tagged("set", "Quizzes", "We construct QuizSet, a data set.", Names("QuizSet", "Dataset", "own"), year=2020)
USED = tagged("net/builds-on", "Readers", "They are tried on QuizSet.", Names("QuizSet", "Dataset"), year=2021)


def test_who_builds_on_whom_is_told_both_ways(url: str) -> None:
    fill(url, [MADE, USED])
    with TestClient(create_app(Settings(store=url))) as client:
        used = client.get("/v1/papers/net%2Fbuilds-on/builds-on").json()
        (use,) = used["builds_on"]
        assert (use["paper"], use["how"], use["name"]) == ("set", "uses the data of", "QuizSet")
        assert use["there"]["sentence"]["text"] == "We construct QuizSet, a data set."
        (back,) = client.get("/v1/papers/set/builds-on").json()["built_on_by"]
        assert (back["paper"], back["here"], back["there"]) == ("net/builds-on", use["there"], use["here"])
        assert client.get("/v1/papers/net%2Fbuilds-on").json()["title"] == "Readers"
        page = read(client, "/papers/net%2Fbuilds-on/builds-on")
        assert "this paper uses the data of that one" in page.text("summary")
        assert page.all("a", href="/papers/set")
        assert read(client, "/papers/net%2Fbuilds-on").all("a", href="/papers/net%2Fbuilds-on/builds-on")


def test_paths_map_and_bridges_are_as_the_command_line_has_them(client: TestClient) -> None:
    asked = {
        "/v1/path?here=evil&there=bert&limit=2": lambda reader: analysis.paths(reader, "evil", "bert", limit=2),
        "/v1/map?concepts=3": lambda reader: analysis.concept_map(reader, limit=3),
        "/v1/bridges?limit=5&concepts=50": lambda reader: analysis.bridges(reader, limit=5, concepts=50),
    }
    store = client.app_state["concite"].store
    for path, ask in asked.items():
        assert client.get(path).json() == json.loads(store.read(ask).model_dump_json()), path
    assert len(client.get("/v1/path?here=evil&there=bert").json()["chains"][0]["steps"]) == 2
    assert client.get("/v1/path?here=evil&there=bare").json()["chains"] == []


def test_what_takes_long_takes_no_threads_of_others(url: str) -> None:
    fill(url)
    with TestClient(create_app(Settings(store=url, time_limit=1))) as client:
        go_on = threading.Event()
        state = client.app_state["concite"]

        async def busy() -> None:
            await asyncio.gather(state.apart(go_on.wait), state.exports(go_on.wait))

        holding = threading.Thread(target=lambda: asyncio.run(busy()))
        holding.start()
        try:
            with ThreadPoolExecutor(60) as many:  # there are 40 threads for requests
                paths = ["/v1/map", "/v1/bridges", "/v1/report", "/v1/export/ris"] * 15
                for answer in many.map(client.get, paths):
                    assert check_problem(answer, 503)["type"] == "/problems/too-slow"
            assert client.get("/v1/papers").status_code == 200
        finally:
            go_on.set()
            holding.join()
        assert client.get("/v1/map").status_code == 200


def test_what_was_found_is_kept_until_the_store_changes(url: str) -> None:
    fill(url)
    apart, store = Apart(), open_store(url)
    asked: list[int] = []

    def papers(reader: Reader) -> int:
        asked.append(len(asked))
        return len(reader.paper_ids(limit=100))

    def found(question: int) -> int:
        return store.read(lambda reader: apart.kept(reader, question, papers))

    before = found(1)
    assert (found(1), len(asked)) == (before, 1)
    store.write(lambda writer: put(writer, (), [tagged("new", "New", "A GLUE.", Names("GLUE"))], (), Curated()))
    assert (found(1), len(asked)) == (before + 1, 2)
    for question in (2, 3, 4, 5, 6, 7, 8, 1, 9):
        found(question)
    assert len(asked) == 10
    assert (found(1), len(asked)) == (before + 1, 10), "it was asked for of late"
    assert (found(2), len(asked)) == (before + 1, 11), "it was not"
    apart.close()
    store.close()


def test_what_is_begun_is_ended_and_what_nobody_waits_for_is_not_begun() -> None:
    begun: list[int] = []

    async def asks() -> None:
        apart, go_on = Apart(), threading.Event()
        first = asyncio.create_task(apart(go_on.wait))
        second = asyncio.create_task(apart(lambda: begun.append(2)))
        third = asyncio.create_task(apart(lambda: begun.append(3)))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(first, third)
        apart.close()

    with ThreadPoolExecutor(1) as own:  # in this one a browser's loop may run
        own.submit(asyncio.run, asks()).result()
    assert begun == [3]
