"""Neo4j or an ingest is killed in the middle: what was acknowledged is there, and the same again ends the same."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from starlette.testclient import TestClient

from api import ingest
from api.app import create_app
from api.embedding import EmbeddingStore, open_embedding
from api.settings import Settings
from extract.names import NameEncoder
from extract.pipeline import Taggers
from graph.connect import open_store
from graph.curated import Curated
from graph.dump import dump
from graph.errors import StoreUnreachable
from graph.store import Reader, Store, Writer
from tests.api.faults.conftest import papers, settings, start
from tests.api.serving import serving
from tests.servers.neo4j import LOGIN, Own

T = TypeVar("T")

COUNT = 2 * ingest.BATCH + 8
FEW = 16
"""A batch of the run that clients look on at: what they ask takes as long as there are papers."""
ASKED = "/v1/papers/p0/links?limit=5"
CLIENTS = 64
PATIENCE = 120  # seconds


class Watched:
    """A store with something to do before each of its commits, and behind it."""

    def __init__(
        self, store: Store, before: Callable[[], object] = lambda: None, after: Callable[[], object] = lambda: None
    ) -> None:
        self.url, self._store = store.url, store
        self._before, self._after = before, after

    def read(self, work: Callable[[Reader], T]) -> T:
        return self._store.read(work)

    def write(self, work: Callable[[Writer], T]) -> T:
        def whole(writer: Writer) -> T:
            result = work(writer)
            self._before()
            return result

        result = self._store.write(whole)
        self._after()
        return result

    def check(self) -> None:
        self._store.check()

    def close(self) -> None:
        self._store.close()


def answers(file: Path, taggers: Taggers, url: str) -> set[bytes]:
    """All that may be answered while these papers come into a store."""
    found: set[bytes] = set()
    with TestClient(create_app(Settings(store=url))) as client:

        def ask() -> None:
            answer = client.get(ASKED)
            assert answer.status_code == 200
            found.add(answer.content)

        with closing(EmbeddingStore(Watched(open_store(url), after=ask), NameEncoder())) as store:
            ingest.add(store, [file], taggers, Curated())
    return found


def dumped(url: str) -> list[str]:
    with closing(open_store(url, LOGIN)) as store:
        return list(dump(store))


@pytest.fixture(scope="module")
def taggers() -> Iterator[Taggers]:
    with Taggers() as taggers:
        yield taggers


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return papers(tmp_path_factory.mktemp("papers") / "papers.jsonl", range(COUNT))


@pytest.fixture(scope="module")
def expected(file: Path, taggers: Taggers, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The dump of a store that nothing happened to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('expected') / 'x.db'}"
    with closing(open_store(url)) as store:
        ingest.add(store, [file], taggers, Curated())
    return dumped(url)


class Clients:
    """They ask all the time; what they should not have been answered is kept in ``wrong``."""

    def __init__(self, port: int, right: set[bytes]) -> None:
        self._port, self._right = port, right
        self._stop = threading.Event()
        self._seen: list[set[int]] = [set() for _ in range(CLIENTS)]
        self._threads = [threading.Thread(target=self._ask, args=(seen,)) for seen in self._seen]
        self.wrong: list[tuple[int, bytes]] = []

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def all_see(self, status: int) -> None:
        """Wait until each of them was answered with this status from now on."""
        for seen in self._seen:
            seen.clear()
        deadline = time.monotonic() + PATIENCE
        while not all(status in seen for seen in self._seen):
            assert not self.wrong, self.wrong[0]
            assert time.monotonic() < deadline, self._seen
            time.sleep(0.1)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _ask(self, seen: set[int]) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)) as connection:
            while not self._stop.is_set():
                connection.request("GET", ASKED)
                answer = connection.getresponse()
                body = answer.read()
                down = answer.status == 503 and answer.headers["Retry-After"] and b"/problems/store-unreachable" in body
                if not down and not (answer.status == 200 and body in self._right):
                    self.wrong.append((answer.status, body))
                seen.add(answer.status)
                self._stop.wait(2)  # many clients, little work


@contextmanager
def asking(port: int, right: set[bytes]) -> Iterator[Clients]:
    clients = Clients(port, right)
    try:
        yield clients
    finally:
        clients.stop()


def test_the_server_while_many_read_and_one_writes(
    running: Own, taggers: Taggers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "BATCH", FEW)
    url, calm = running.server.url, f"sqlite:///{tmp_path / 'x.db'}"
    file = papers(tmp_path / "papers.jsonl", range(2 * FEW + 8))
    with serving(settings(url)) as port, asking(port, answers(file, taggers, calm)) as clients:
        acknowledged = 0

        def report(totals: ingest.Totals) -> None:
            nonlocal acknowledged
            if not acknowledged:
                clients.begin()
                clients.all_see(200)
            acknowledged = totals.records

        def kill() -> None:
            if acknowledged:
                running.kill()  # before the commit, so that the transaction is open

        with (
            closing(EmbeddingStore(Watched(open_store(url, LOGIN), before=kill), NameEncoder())) as watched,
            pytest.raises(StoreUnreachable, match="nothing listens"),
        ):
            ingest.add(watched, [file], taggers, Curated(), report=report)
        assert acknowledged == FEW
        clients.all_see(503)
        assert get(port, "/readyz") == get(port, "/v1/stats") == 503
        assert get(port, "/healthz") == 200

        running.start()
        clients.all_see(200)
        assert get(port, "/readyz") == 200
        with closing(open_embedding(settings(url))) as store:
            assert store.read(lambda reader: reader.size()) == acknowledged
            ingest.add(store, [file], taggers, Curated())
        assert dumped(url) == dumped(calm)
    assert clients.wrong == []


def get(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def test_the_ingest(running: Own, file: Path, expected: list[str]) -> None:
    """Its own process, killed after its first batch."""
    url = running.server.url
    with closing(open_store(url, LOGIN)) as store, start("add", file, "--store", url) as adding:
        while not (size := store.read(lambda reader: reader.size())):
            assert adding.poll() is None, adding.communicate()
            time.sleep(0.05)
        adding.kill()
        adding.wait()
        assert size % ingest.BATCH == 0, "a batch is there whole or not at all"
        left = store.read(lambda reader: reader.size())
        assert size <= left < COUNT, "it was killed in the middle"
        with start("add", file, "--store", url) as again:
            assert again.wait() == 0, again.communicate()
    assert dumped(url) == expected


def test_two_ingests_at_once(running: Own, file: Path, expected: list[str]) -> None:
    """Of the same papers, into a database that is none of ours yet: both come to their end."""
    url = running.server.url
    forget(running)
    with start("add", file, "--store", url) as one, start("add", file, "--store", url) as other:
        for ingested in (one, other):
            _, said = ingested.communicate()
            assert ingested.returncode == 0, said
    assert dumped(url) == expected


def forget(running: Own) -> None:
    """Leave nothing of the store's layout."""
    with running.server.driver.session(database="neo4j") as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
        for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
            rows = session.run(f"SHOW {kinds} YIELD name, type WHERE type <> 'LOOKUP' RETURN name").values()
            for (name,) in rows:
                session.run(f"DROP {kind} `{name}`").consume()
