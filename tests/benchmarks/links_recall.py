"""How many of a paper's best links its candidates contain: ``python -m tests.benchmarks.links_recall STORE``.

Links measure only the papers that promise most. Here some papers' links are asked for as a user does, and by the whole
measure over every paper of the store; printed is the share of the latter's first 20 among the former's, and how much
of their score is kept. Slow: every question reads the whole store.
"""

from __future__ import annotations

import argparse
import random

from graph import links as module
from graph.connect import open_store
from graph.links import links
from graph.measure import ANY
from graph.store import Reader
from graph.ties import Ties

_TOP = 20


def best(reader: Reader, paper: str) -> dict[str, float]:
    """The strongest links among all papers, by the measure alone."""
    found = Ties(reader, [paper, *(id_ for id_ in reader.paper_ids(limit=10**9) if id_ != paper)], ANY)
    return {other: tied[paper].score for other, tied in found.best([paper], _TOP)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", help="URL of a store")
    parser.add_argument("--papers", type=int, default=20, help="papers whose links are asked for")
    given = parser.parse_args()
    store = open_store(given.store)
    ids = store.read(lambda reader: reader.paper_ids(limit=10**9))
    recalls, kept = [], []
    for paper in random.Random(1).sample(ids, given.papers):
        whole = store.read(lambda reader, paper=paper: best(reader, paper))  # type: ignore[misc]
        if not whole:
            continue
        found = store.read(lambda reader, paper=paper: links(reader, paper, limit=_TOP))  # type: ignore[misc]
        recalls.append(len(whole.keys() & {link.there for link in found}) / len(whole))
        kept.append(sum(link.score for link in found) / sum(whole.values()))
    store.close()
    recall, score = (sum(rows) / len(rows) for rows in (recalls, kept))
    print(  # noqa: T201 - what a benchmark is for
        f"{len(ids):,} papers, {module.LOOKED_AT} looked at, {len(recalls)} asked for: "
        f"recall@{_TOP} {recall:.3f}, {score:.3f} of the score"
    )


if __name__ == "__main__":
    main()
