"""How long links, writes and an ingest take on Neo4j, as ratios to SQLite measured in one run: ``make bench``."""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from api.cli.files import write_into
from api.embedding import EmbeddingStore
from api.ingest import add
from extract import readers
from extract.document import Text
from extract.names import NameEncoder
from extract.pipeline import Taggers
from graph.add import put
from graph.connect import open_store
from graph.curated import Curated, shipped
from graph.export import FOLDERS, select
from graph.links import links
from graph.records import TYPES, Record, Tagged
from graph.store import Reader, Store
from tests.benchmarks.generate import papers
from tests.benchmarks.links_speed import filled
from tests.servers.neo4j import CURRENT, GIVEN, LASTING, LOGIN, VERSIONS, Servers

SIZES, QUERIES, WRITTEN, BATCH = (10_000, 100_000), 200, 512, 64
WARM = 2048  # papers that are written before it counts: Java compiles what runs often

# Of shared concepts alone, the rarer the better, in nothing but SQL that every SQLite has.
_ONE_STATEMENT = """
    SELECT other.id, sum(mine.unit * theirs.unit / concept.papers) AS score
    FROM paper AS me
    CROSS JOIN holding AS mine ON mine.paper = me.n
    CROSS JOIN concept ON concept.n = mine.concept
    CROSS JOIN holding AS theirs ON theirs.concept = concept.n AND theirs.paper <> me.n
    CROSS JOIN paper AS other ON other.n = theirs.paper
    WHERE me.id = ?
    GROUP BY other.n
    ORDER BY score DESC, other.id
    LIMIT 20
"""


def seconds(asked: Iterable[str], question: Callable[[str], object]) -> tuple[float, float]:
    """The median and the 99th of a hundred, in seconds of the clock; the first few answers warm up."""
    times = []
    for paper in asked:
        start = time.perf_counter()
        question(paper)
        times.append(time.perf_counter() - start)
    cut = statistics.quantiles(times[QUERIES // 10 :], n=100)
    return cut[49], cut[98]


def ask(store: Store, question: Callable[[Reader, str], object], paper: str) -> object:
    return store.read(lambda reader: question(reader, paper))


def written(store: Store, rows: list[Tagged]) -> float:
    """Papers a second, of the last of them."""
    start = 0.0
    for at in range(0, len(rows), BATCH):
        if at == len(rows) - WRITTEN:
            start = time.perf_counter()
        store.write(lambda writer, at=at: put(writer, (), rows[at : at + BATCH], (), Curated()))  # type: ignore[misc]
    return WRITTEN / (time.perf_counter() - start)


@pytest.mark.skipif(bool(GIVEN), reason="a server that is given takes no import")
@pytest.mark.parametrize("size", SIZES)
def test_neo4j(size: int, tmp_path: Path, servers: Servers, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [f"g{n:07d}" for n in random.Random(1).sample(range(size), QUERIES)]
    ours = filled(tmp_path, size)
    write_into(tmp_path / "csv", FOLDERS["neo4j-admin"](select(ours)))
    theirs = open_store(servers.start(CURRENT, imported=tmp_path / "csv", java=LASTING).url, LOGIN)
    with closing(sqlite3.connect(tmp_path / f"{size}.db")) as db:
        statement = seconds(asked, lambda paper: db.execute(_ONE_STATEMENT, (paper,)).fetchall())
    told = [f"{size:,} papers, {QUERIES} asked for 20 links; p50 and p99 as multiples of one SQL statement"]
    for name, store in (("SQLite", ours), ("Neo4j", theirs)):
        rows = seconds(
            asked, partial(ask, store, lambda reader, paper: reader.candidates(paper, kinds=TYPES, limit=20))
        )
        whole = seconds(asked, partial(ask, store, lambda reader, paper: links(reader, paper, limit=20)))
        pairs = [f"{one / two:.1f} x" for found in (rows, whole) for one, two in zip(found, statement, strict=True)]
        told.append(f"{name}: candidates {pairs[0]} and {pairs[1]}, links with evidence {pairs[2]} and {pairs[3]}")
    more = list(islice(papers(size + WARM + WRITTEN), size, None))
    rates = [written(store, more) for store in (ours, theirs)]
    told.append(
        f"writes: SQLite {rates[0]:.0f} papers a second, Neo4j {rates[1]:.0f}: {rates[0] / rates[1]:.1f} x slower"
    )
    for store in (ours, theirs):
        store.close()
    with capsys.disabled():
        print("\n" + "\n".join(told))  # noqa: T201 - what a benchmark is for


def test_ingest(tmp_path: Path, servers: Servers, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the seeds, as `concite add` does it; by the server again and again, as Java compiles what runs often."""
    rows = [row for file in readers.find([seeds]) for row in readers.read(file) if isinstance(row, Record)]
    texts = [Text(row.title or "", row.abstract or "") for row in rows]
    server = servers.get(VERSIONS[0]) if GIVEN else servers.start(CURRENT, java=LASTING)
    took: dict[str, float] = {}
    with Taggers() as taggers:
        list(taggers(texts[:5]))
        start = time.perf_counter()
        list(taggers(texts))
        took["the tagger alone"] = time.perf_counter() - start
        urls = {"SQLite": f"sqlite:///{tmp_path / 'store.db'}"}
        urls |= {f"Neo4j {times}": server.url for times in ("at first", "again", "a third time", "a fourth time")}
        for name, url in urls.items():
            if url == server.url:
                server.clean()
            with closing(EmbeddingStore(open_store(url, LOGIN), NameEncoder())) as store:
                start = time.perf_counter()
                with store.bulk() as bulk:
                    add(bulk, [seeds], taggers, shipped())
                took[name] = time.perf_counter() - start
    alone = took["the tagger alone"]
    said = ", ".join(f"{name} {len(texts) / seconds:.1f} ({seconds / alone:.2f} x)" for name, seconds in took.items())
    with capsys.disabled():
        print(f"\nrecords a second (time as a multiple): {said}")  # noqa: T201 - what a benchmark is for
