"""Papers that are distributed like real ones: a few concepts in very many papers, most in very few."""

from __future__ import annotations

import random
from collections.abc import Iterator

from graph.records import ROLES, TYPES, Mention, Paper, Place, Record, Source, Tagged, Tags

_CONCEPTS_A_PAPER = 9
_SOURCE = Source("generated.jsonl", "0" * 64)


def papers(count: int, *, concepts: int | None = None, seed: int = 1) -> Iterator[Tagged]:
    """``count`` papers over about as many concepts, whose popularity falls as their rank grows (Zipf 1935)."""
    rng = random.Random(seed)
    names = concepts or count
    weights = [1 / (rank + 3) for rank in range(names)]
    for n, drawn in enumerate(_draws(rng, weights, count)):
        mentions, text = [], ""
        for rank in dict.fromkeys(drawn):
            surface = f"thing {rank}"
            sentence = f"It has {surface}."
            start = len(text) + 7
            place = Place("abstract", start, start + len(surface), len(text), len(text) + len(sentence))
            kind, role = TYPES[rank % 3], ROLES[rng.randrange(3)]
            mentions.append(
                Mention(place, surface, surface, surface, kind, role, round(rng.uniform(0.4, 1), 3), False, "tagger")
            )
            text += sentence + " "
        record = Record(_SOURCE, f"generated-{n:07d}", None, text, key=f"g{n:07d}")
        yield Tagged(Paper(record.key or "", None, text, (record,)), Tags("generator 1", tuple(mentions)))


def _draws(rng: random.Random, weights: list[float], count: int) -> Iterator[list[int]]:
    total: list[float] = []
    for weight in weights:
        total.append(weight + (total[-1] if total else 0))
    ranks = range(len(weights))
    for _ in range(count):
        yield rng.choices(ranks, cum_weights=total, k=_CONCEPTS_A_PAPER)
