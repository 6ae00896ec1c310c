"""How long links take, as ratios measured in one run: ``make bench``."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from graph.add import put
from graph.connect import open_store
from graph.curated import Curated
from graph.links import links
from graph.measure import Asked
from graph.records import TYPES
from graph.store import Reader, Store
from graph.ties import Ties
from tests.benchmarks.generate import papers

SIZES = (2_000, 20_000)
QUERIES = 40


def filled(folder: Path, size: int) -> Store:
    store = open_store(f"sqlite:///{folder / f'{size}.db'}")
    rows = papers(size)
    while batch := list(islice(rows, 500)):
        store.write(lambda writer, batch=batch: put(writer, (), batch, (), Curated()))  # type: ignore[misc]
    return store


def median(store: Store, asked: list[str], question: Callable[[Reader, str], object]) -> float:
    """Median CPU seconds of a question, over some papers."""
    times = []
    for paper in asked:
        start = time.process_time()
        store.read(lambda reader, paper=paper: question(reader, paper))  # type: ignore[misc]
        times.append(time.process_time() - start)
    return statistics.median(times)


def everything(reader: Reader, paper: str) -> object:
    """All papers measured, not those alone that promise most."""
    return Ties(reader, reader.paper_ids(limit=10**9), Asked()).best(paper, 20)


def test_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(1)
    took: dict[int, float] = {}
    for size in SIZES:
        store = filled(tmp_path, size)
        asked = [f"g{n:07d}" for n in rng.sample(range(size), QUERIES)]
        trivial = median(store, asked, lambda reader, paper: reader.size())
        rows = median(store, asked, lambda reader, paper: reader.candidates(paper, kinds=TYPES, limit=20))
        took[size] = median(store, asked, lambda reader, paper: links(reader, paper, limit=20))
        alone = median(store, asked, lambda reader, paper: links(reader, paper, Asked(shared_only=True), limit=20))
        slow = median(store, asked[:2], everything)
        store.close()
        with capsys.disabled():
            print(  # noqa: T201 - what a benchmark is for
                f"\n{size:>8,} papers: links with evidence {took[size] / trivial:.0f} x a trivial read (of shared "
                f"concepts alone {alone / trivial:.0f} x), candidates {rows / trivial:.0f} x; measuring all papers "
                f"{slow / took[size]:.0f} x the links"
            )
    with capsys.disabled():
        print(f"links at {SIZES[1]:,} papers: {took[SIZES[1]] / took[SIZES[0]]:.1f} x those at {SIZES[0]:,}")  # noqa: T201
