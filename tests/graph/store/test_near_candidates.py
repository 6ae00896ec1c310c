"""Papers that promise a link by shared and close concepts, against a sum over all pairs."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

from graph.near import LEAST, MOST, cosine
from graph.records import TYPES, Type
from graph.score import DIGITS
from graph.store import Frequency, Store
from tests.graph.store.builders import Say, fill, tagged
from tests.graph.store.test_near import WORDS, dots, embed


def populate(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    rows = []
    for number in range(80):
        words = chance.sample(WORDS, chance.randrange(5))
        rows.append(tagged(f"p{number:02}", *(Say(word, TYPES[WORDS.index(word) % 3]) for word in words)))
    fill(store, *rows)
    embed(store)


def expected(store: Store, paper: str, kinds: Sequence[Type]) -> list[tuple[str, float]]:
    """All papers that promise something, written out, best first."""
    ids = store.read(lambda reader: reader.paper_ids())
    units: dict[str, dict[str, float]] = defaultdict(dict)
    for row in store.read(lambda reader: reader.postings(ids)):
        units[row.paper][row.concept] = row.weight / row.norm
    names = sorted({concept for held in units.values() for concept in held})
    told = {}
    for name in names:
        df = sum(name in held for held in units.values())
        wanted = TYPES[WORDS.index(name) % 3] in kinds
        told[name] = math.log(1 + (len(ids) - df + 0.5) / (df + 0.5)) if wanted else 0.0
    compared = dots(names)
    lists = {}
    for name in names:
        own = sorted((-dot, other) for (one, other), dot in compared.items() if one == name)
        lists[name] = {other: -dot for dot, other in own[:MOST] if -dot >= LEAST}
    factors: dict[str, float] = defaultdict(float)
    for mine, unit in units[paper].items():
        factors[mine] = max(factors[mine], told[mine] * unit)
        for other in names:
            dot = lists[mine].get(other) or lists[other].get(mine)
            if dot:
                factors[other] = max(factors[other], (told[mine] + told[other]) / 2 * unit * cosine(dot))
    sums = {
        other: round(math.fsum(factors[c] * unit for c, unit in held.items()), DIGITS) for other, held in units.items()
    }
    found = [(other, score) for other, score in sums.items() if other != paper and score]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def candidates(store: Store, paper: str, kinds: Sequence[Type], limit: int) -> list[str]:
    return store.read(lambda reader: reader.candidates(paper, kinds=kinds, limit=limit))


@pytest.mark.parametrize("kinds", [TYPES, ("Method",), ("Dataset", "Task"), ()])
def test_against_brute_force(store: Store, kinds: tuple[Type, ...]) -> None:
    populate(store, 1)
    ids = store.read(lambda reader: reader.paper_ids())
    for paper in ids[::7]:
        best = expected(store, paper, kinds)
        for limit in (10, 1000):
            chosen = candidates(store, paper, kinds, limit)
            least = best[min(limit, len(best)) - 1][1] if best else 0.0
            scores = dict(best)
            assert len(chosen) == min(limit, len(best))
            # Sums made in another order may differ in the last digit.
            assert all(scores[other] >= least - 2 * 10**-DIGITS for other in chosen)


def test_papers_that_share_nothing_are_found_by_close_concepts(store: Store) -> None:
    near = next(pair for pair, dot in dots(WORDS).items() if dot > LEAST)
    fill(store, tagged("1", near[0]), tagged("2", near[1]))
    assert candidates(store, "1", TYPES, 5) == []
    embed(store)
    assert candidates(store, "1", TYPES, 5) == ["2"]
    assert candidates(store, "unknown", TYPES, 5) == []
    assert candidates(store, "1", TYPES, 0) == []
    assert store.read(lambda reader: reader.frequencies([near[0], "nowhere"])) == {near[0]: Frequency(1, "Method")}
