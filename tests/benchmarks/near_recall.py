"""How many near concepts the cells keep together: ``python -m tests.benchmarks.near_recall STORE``.

Some concepts are compared with all others of the store. Printed is the share of all pairs that have a cell in common,
which is what comparing costs, and of those that would stand in a concept's list if all were compared the share that
does, by how near they are.
"""

from __future__ import annotations

import argparse
import random

import numpy as np

from graph.connect import open_store
from graph.near import LEAST, MOST, UNIT, block
from graph.store import Reader

_BATCH = 20_000
_COSINES = (0.5, 0.6, 0.7, 0.8)


def nearest(reader: Reader, ids: list[str], asked: list[str]) -> tuple[dict[str, dict[str, int]], int]:
    """For each asked concept its list if all are compared, and how many pairs of them with others share a cell."""
    mine = block((n, vector, LEAST) for n, vector in enumerate(reader.vectors(asked).values()))
    lists: dict[str, dict[str, int]] = {id_: {} for id_ in asked}
    together = -len(asked)  # each with itself
    for start in range(0, len(ids), _BATCH):
        vectors = reader.vectors(ids[start : start + _BATCH])
        names, other = list(vectors), block((n, vector, LEAST) for n, vector in enumerate(vectors.values()))
        dots = (mine.vectors.astype(np.float32) @ other.vectors.astype(np.float32).T).astype(int)
        for id_, row, cells in zip(asked, dots, mine.cells, strict=True):
            together += int(np.isin(other.cells, cells).any(axis=1).sum())
            every = lists[id_] | {names[n]: int(row[n]) for n in np.flatnonzero(row >= LEAST) if names[n] != id_}
            lists[id_] = {name: every[name] for name in sorted(every, key=lambda name: (-every[name], name))[:MOST]}
    return lists, together


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", help="URL of a store")
    parser.add_argument("--concepts", type=int, default=1000, help="concepts that are compared with all others")
    given = parser.parse_args()
    store = open_store(given.store)
    ids = store.read(lambda reader: reader.concept_ids(limit=10**9))
    chosen = random.Random(1).sample(ids, min(given.concepts, len(ids)))
    asked = store.read(lambda reader: list(reader.vectors(chosen)))
    lists, together = store.read(lambda reader: nearest(reader, ids, asked))
    kept = store.read(lambda reader: reader.nearest(asked))
    store.close()
    pairs = [(dot, other in kept.get(id_, {})) for id_, own in lists.items() for other, dot in own.items()]
    lines = [f"{len(ids):,} concepts, {len(asked)} asked: {together / len(asked) / len(ids):.3f} of pairs share a cell"]
    for least in _COSINES:
        found = [there for dot, there in pairs if dot >= least * UNIT**2]
        lines += [f"cosine {least} and more: {sum(found) / len(found):.4f} of {len(found):,} kept"] if found else []
    print("\n".join(lines))  # noqa: T201 - what a benchmark is for


if __name__ == "__main__":
    main()
