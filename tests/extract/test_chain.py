from __future__ import annotations

from collections import Counter
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from extract.chain import FREE, Chain, path
from extract.labels import TAGS, spans

_ROWS = hnp.arrays(np.float32, st.tuples(st.integers(0, 12), st.just(len(TAGS))), elements=st.floats(-9, 0, width=32))


def legal(row: list[int]) -> bool:
    tags = ["O", *(TAGS[tag] for tag in row)]
    return all(tag[0] != "I" or before[1:] == tag[1:] for before, tag in pairwise(tags))


def test_decodes_the_best_legal_row() -> None:
    """An I- that scores best after O is not taken: it follows only its own type."""
    scores = np.full((3, len(TAGS)), -10, dtype=np.float32)
    scores[0, TAGS.index("O")] = 0
    scores[1, TAGS.index("I-Task")] = 0
    scores[1, TAGS.index("B-Task")] = -1
    scores[2, TAGS.index("I-Task")] = 0
    assert spans([TAGS[tag] for tag in path(scores)]) == [(1, 3, "Task")]
    assert path(scores[:0]) == []


@given(_ROWS)
def test_spans_are_in_order_and_apart(scores: np.ndarray) -> None:
    found = FREE.read(scores).spans()
    assert all(start < end for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(_ROWS)
def test_a_path_is_legal(scores: np.ndarray) -> None:
    assert legal(path(scores))


@pytest.mark.parametrize("seed", range(3))
def test_reads_what_all_rows_say(seed: int) -> None:
    """Against every row of three words."""
    rng = np.random.default_rng(seed)
    chain = Chain.of(rng.normal(size=7).tolist(), rng.normal(size=(7, 7)).tolist(), rng.normal(size=7).tolist())
    scores = rng.normal(scale=3, size=(3, 7))
    weights = {
        row: chain.start[row[0]]
        * np.prod([chain.step[pair] for pair in pairwise(row)])
        * chain.end[row[-1]]
        * np.exp(scores[range(3), row].sum())
        for row in product(range(7), repeat=3)
    }
    assert {row for row, weight in weights.items() if weight} == {row for row in weights if legal(list(row))}
    total = sum(weights.values())
    tags = [[sum(w for row, w in weights.items() if row[i] == tag) / total for tag in range(7)] for i in range(3)]
    read = chain.read(scores)
    assert read.tags == pytest.approx(np.array(tags), abs=1e-9)
    held: Counter[tuple[int, int]] = Counter()
    for row, weight in weights.items():
        if weight:
            held.update({(start, end): weight / total for start, end, _ in spans([TAGS[tag] for tag in row])})
    for start, end in ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)):
        assert read.whole(start, end) == pytest.approx(held[start, end], abs=1e-9)
    best = max((row for row in weights if legal(list(row))), key=lambda row: scores[range(3), row].sum())
    assert path(scores) == list(best)


@given(_ROWS)
def test_what_is_read_are_probabilities(scores: np.ndarray) -> None:
    """Also where every word speaks for what is not legal, and by far."""
    read = FREE.read(scores * 50)
    assert read.tags.shape == scores.shape
    assert read.tags.sum(axis=1) == pytest.approx(np.ones(len(scores)))
    assert all(((on >= 0) & (on <= 1)).all() for on in (read.begun, read.held))
