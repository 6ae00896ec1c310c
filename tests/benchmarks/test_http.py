"""What REST adds to an answer, as ratios to a route that asks nothing: ``make bench``.

A real server on this machine, with one worker and with two; the store has 10,000 generated papers, or as
many as ``CONCITE_BENCH_PAPERS`` says.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from graph.add import put
from graph.connect import open_store
from graph.curated import Curated
from tests.benchmarks.generate import papers

ASKED = 60
"""Requests of each kind that are timed alone."""
AT_ONCE = 200
"""Requests of each kind that eight clients make together."""
CLIENTS = 8
WARM = 8
"""Requests of each kind before."""
CROWD = 64
"""Clients that ask everything at once."""


@pytest.fixture(scope="module")
def size() -> int:
    return int(os.environ.get("CONCITE_BENCH_PAPERS", "10000"))


@pytest.fixture(scope="module")
def url(size: int, tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('http') / 'bench.db'}"
    store, rows = open_store(url), papers(size)
    while batch := list(islice(rows, 500)):
        store.write(lambda writer, batch=batch: put(writer, (), batch, (), Curated()))  # type: ignore[misc]
    store.close()
    return url


@contextmanager
def server(url: str, workers: int, folder: Path) -> Iterator[int]:
    """The port of a server in processes of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port), "--workers", str(workers), "--store", url]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            for _ in range(600):
                try:
                    if get(port, ["/readyz"]):
                        break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            running.terminate()
            running.wait(30)


def get(port: int, paths: list[str]) -> list[float]:
    """Seconds that each took, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    took = []
    for path in paths:
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - start)
        assert answer.status == 200, path
    connection.close()
    return took


def together(port: int, paths: list[str], clients: int) -> float:
    """Seconds that each took, of some clients that share them and ask at once; each has to be answered."""
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda part: get(port, part), [paths[n::clients] for n in range(clients)]))
    return (time.perf_counter() - start) / len(paths)


def kinds(size: int, count: int) -> dict[str, list[str]]:
    rng = random.Random(1)
    ids = [f"g{n:07d}" for n in (rng.randrange(size) for _ in range(count))]
    return {
        "trivial": ["/healthz"] * count,
        "paper": [f"/v1/papers/{id_}" for id_ in ids],
        "links": [f"/v1/papers/{id_}/links?limit=20" for id_ in ids],
        "explain": [f"/v1/explain?here={here}&there={there}" for here, there in zip(ids, reversed(ids), strict=True)],
        "search": [f"/v1/search?q=thing+{rng.randrange(size // 10)}" for _ in range(count)],
        "common word": ["/v1/search?q=thing"] * count,
    }


def test_http(url: str, size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone: dict[str, float] = {}
    shared: list[dict[str, float]] = []
    for workers in (1, 2):
        with server(url, workers, tmp_path) as port:
            for paths in kinds(size, WARM).values():
                get(port, paths)  # what is read for the first time is not what is measured
            alone = alone or {kind: statistics.median(get(port, paths)) for kind, paths in kinds(size, ASKED).items()}
            shared.append({kind: together(port, paths, CLIENTS) for kind, paths in kinds(size, AT_ONCE).items()})
            crowd = [path for row in zip(*kinds(size, CROWD).values(), strict=True) for path in row]
            together(port, crowd, CROWD)
    one, two = shared
    heads = ("one client", f"{CLIENTS} clients", "two workers", "answers from two")
    rows = [
        (kind, *(f"{took[kind] / took['trivial']:.1f}" for took in (alone, one, two)), f"{one[kind] / two[kind]:.1f} x")
        for kind in alone
    ]
    with capsys.disabled():
        print(f"\n{size:,} papers over HTTP: the time of an answer in those of a trivial one")  # noqa: T201
        for row in (("", *heads), *rows):
            print("{:>12} {:>12} {:>12} {:>12} {:>18}".format(*row))  # noqa: T201
        print(f"{CROWD} clients at once got an answer to each of {len(crowd)} questions, from one and from two")  # noqa: T201
