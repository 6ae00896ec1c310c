"""How long links take, as ratios measured in one run: ``make bench``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.links_speed import measure

SIZES = (2_000, 20_000)


def test_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small, large = (measure(tmp_path, size) for size in SIZES)
    grown = {what: large.seconds[what] / seconds for what, seconds in small.seconds.items()}
    with capsys.disabled():
        print("\n" + "\n".join([*small.told(), *large.told()]))  # noqa: T201 - what a benchmark is for
        for what in ("one SQL statement", "networkx", "candidates", "links with evidence"):
            print(f"{what} at {SIZES[1]:,} papers: {grown[what]:.1f} x at {SIZES[0]:,}")  # noqa: T201
