"""How long links take in an embedded store, as multiples of other things in the same run.

    python -m tests.benchmarks.links_speed SIZE…

For each size it fills a store with generated papers (:mod:`tests.benchmarks.generate`). CPU seconds of this process,
medians over some papers: other processes do not count.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import islice
from pathlib import Path

import networkx as nx

from graph.add import delete, put
from graph.connect import open_store
from graph.curated import Curated
from graph.links import explain, links
from graph.measure import ANY, Asked
from graph.memory import Memory
from graph.records import TYPES
from graph.score import idf
from graph.store import Reader, Store
from graph.ties import Ties
from tests.benchmarks.generate import papers

QUERIES = 40
_UNDER_WAY = 400  # papers of an export that are behind it
_WRITTEN = 200  # papers that another process adds meanwhile
ONE_STATEMENT = """
    SELECT other.id, sum(ln(1 + ((SELECT papers FROM state) - concept.papers + 0.5) / (concept.papers + 0.5))) AS score
    FROM paper
    CROSS JOIN holding AS mine ON mine.paper = paper.n
    CROSS JOIN concept ON concept.n = mine.concept
    CROSS JOIN holding AS theirs INDEXED BY holding_by_concept ON theirs.concept = mine.concept
    CROSS JOIN paper AS other ON other.n = theirs.paper
    WHERE paper.id = ? AND other.n <> paper.n
    GROUP BY other.n
    ORDER BY score DESC, other.id
    LIMIT 20
"""
"""The best twenty by shared concepts alone: the sum of their idf."""


@dataclass(frozen=True, slots=True)
class Took:
    """Median CPU seconds of questions at one size."""

    size: int
    seconds: dict[str, float]

    def told(self) -> Iterator[str]:
        trivial, sql = self.seconds["trivial read"], self.seconds["one SQL statement"]
        yield f"{self.size:,} papers; medians of {QUERIES}, as multiples of a trivial read and of one SQL statement"
        yield from (f"  {what:<40} {x / trivial:>8.1f} x {x / sql:>8.2f} x" for what, x in self.seconds.items())


def filled(folder: Path, size: int) -> Store:
    """A store of so many papers, in ``folder / "SIZE.db"``."""
    store = open_store(f"sqlite:///{folder / f'{size}.db'}")
    write(store, 0, size)
    return store


def write(store: Store, start: int, end: int) -> None:
    rows = islice(papers(end), start, None)
    while batch := list(islice(rows, 500)):
        store.write(lambda writer, batch=batch: put(writer, (), batch, (), Curated()))  # type: ignore[misc]


def median(asked: list[str], question: Callable[[str], object]) -> float:
    """Median CPU seconds of a question; the first few warm up."""
    times = []
    for paper in [*asked[:3], *asked]:
        start = time.process_time()
        question(paper)
        times.append(time.process_time() - start)
    return statistics.median(times[3:])


def measure(folder: Path, size: int) -> Took:
    """Fill a store and put the questions."""
    asked = [f"g{n:07d}" for n in random.Random(1).sample(range(size), QUERIES)]
    path = folder / f"{size}.db"
    url = f"sqlite:///{path}"
    with closing(filled(folder, size)) as store, closing(sqlite3.connect(path)) as db:

        def read(question: Callable[[Reader, str], object]) -> float:
            return median(asked, lambda paper: store.read(lambda reader: question(reader, paper)))

        def near(reader: Reader, paper: str) -> object:
            return reader.candidates(paper, kinds=TYPES, limit=20)

        seconds = {
            "trivial read": read(lambda reader, _: reader.size()),
            "opening the store and a trivial read": median(asked, lambda _: opened(url)),
            "one SQL statement": median(asked, lambda paper: db.execute(ONE_STATEMENT, (paper,)).fetchall()),
            "networkx": median(asked, in_networkx(db)),
            "candidates": read(near),
            "explanation of the best link": read(lambda r, p: explain(r, p, near(r, p)[0])),  # type: ignore[index]
            "links with evidence, shared only": read(lambda r, p: links(r, p, Asked(shared_only=True))),
            "links with evidence": read(links),
        }
        with writing(url, size):
            seconds["links while another process writes"] = read(links)
        everyone = store.read(lambda reader: reader.paper_ids(limit=size))
        memory = Memory()
        for paper in everyone[:_UNDER_WAY]:
            store.read(partial(links, paper=paper, memory=memory))
        seconds["links in an export that is under way"] = read(lambda r, p: links(r, p, memory=memory))
        some = asked[: 2 if size > 20_000 else 5]
        whole = median(some, lambda p: store.read(lambda reader: Ties(reader, everyone, ANY).best([p], 20)))
        seconds["measuring all papers"] = whole
    return Took(size, seconds)


def opened(url: str) -> int:
    with closing(open_store(url)) as store:
        return store.read(lambda reader: reader.size())


def in_networkx(db: sqlite3.Connection) -> Callable[[str], object]:
    """The same question as :data:`ONE_STATEMENT`, to a graph of papers and concepts."""
    graph = nx.Graph()
    rows = db.execute("SELECT paper.id, holding.concept FROM holding JOIN paper ON paper.n = holding.paper")
    graph.add_edges_from(rows)
    ((size,),) = db.execute("SELECT papers FROM state")

    def best(paper: str) -> object:
        scores: dict[str, float] = defaultdict(float)
        for concept in graph.adj.get(paper, ()):
            held_by = graph[concept]
            told = idf(size, len(held_by))
            for other in held_by:
                scores[other] += told
        scores.pop(paper, None)
        return nlargest(20, scores.items(), key=lambda row: (row[1], row[0]))

    return best


@contextmanager
def writing(url: str, size: int) -> Iterator[None]:
    """Meanwhile another process adds papers, and takes them away again, for as long as it takes."""
    code = (
        "import sys; from tests.benchmarks.links_speed import keep_writing; keep_writing(sys.argv[1], int(sys.argv[2]))"
    )
    with subprocess.Popen([sys.executable, "-c", code, url, str(size)]) as other:
        try:
            yield
        finally:
            other.terminate()


def keep_writing(url: str, size: int) -> None:
    with closing(open_store(url)) as store:
        more = [f"g{n:07d}" for n in range(size, size + _WRITTEN)]
        while True:
            write(store, size, size + _WRITTEN)
            store.write(lambda writer: delete(writer, more, Curated()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="+", metavar="SIZE")
    with tempfile.TemporaryDirectory() as folder:
        for size in parser.parse_args().sizes:
            print("\n".join(measure(Path(folder), size).told()), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
