"""What resolving costs: 100,000 papers with 900,000 mentions at once, and one paper more among them: ``make bench``."""

from __future__ import annotations

import resource
import statistics
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from api.ingest import rebuild
from graph.add import put
from graph.curated import Curated
from graph.store import Store
from tests.benchmarks.generate import papers
from tests.benchmarks.links_speed import filled

SIZES = (1_000, 100_000)
ADDED = 20


def peak() -> float:
    """Most memory that this process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def adding(store: Store, size: int) -> tuple[float, float, float]:
    """Medians for one paper more: CPU seconds, statements run, rows changed."""
    found: list[tuple[float, int, int]] = []
    for n, drawn in enumerate(islice(papers(size, seed=2), ADDED)):
        (record,) = drawn.paper.records
        record = replace(record, key=f"new{n}", position=f"new-{n}")
        one = replace(drawn, paper=replace(drawn.paper, id=f"new{n}", records=(record,)))
        statements: list[str] = []

        def work(writer: Any, one: Any = one, statements: Any = statements) -> int:
            writer._db.set_trace_callback(statements.append)
            before = writer._db.total_changes
            put(writer, (), [one], (), Curated())
            writer._db.set_trace_callback(None)
            return int(writer._db.total_changes - before)

        start = time.process_time()
        rows = store.write(work)
        found.append((time.process_time() - start, len(statements), rows))
    seconds, said, rows_changed = zip(*found, strict=True)
    return statistics.median(seconds), statistics.median(said), statistics.median(rows_changed)


def test_resolving(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    costs: dict[int, tuple[float, float, float]] = {}
    for size in SIZES:
        store = filled(tmp_path, size)
        before, start = peak(), time.process_time()
        rebuild(store, Curated())
        took = time.process_time() - start
        mentions = store.read(lambda reader: reader.counts()).mentions
        costs[size] = adding(store, size)
        store.close()
        with capsys.disabled():
            print(  # noqa: T201 - what a benchmark is for
                f"\n{size:>8,} papers: {mentions:,} mentions resolved anew in {took:.0f} s CPU, peak memory "
                f"{before:.0f} MiB before and {peak():.0f} MiB after; one paper more: {costs[size][1]:.0f} statements, "
                f"{costs[size][2]:.0f} rows"
            )
    small, large = (costs[size] for size in SIZES)
    with capsys.disabled():
        times, said, rows = (b / a for a, b in zip(small, large, strict=True))
        print(  # noqa: T201
            f"one paper more at {SIZES[1]:,} papers: {times:.1f} x the time at {SIZES[0]:,}, {said:.1f} x the "
            f"statements, {rows:.1f} x the rows"
        )
