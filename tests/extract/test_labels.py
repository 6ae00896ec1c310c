from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from extract.labels import TAGS, decode, spans


def test_decodes_the_best_legal_row() -> None:
    """An I- that scores best after O is not taken: it follows only its own type."""
    scores = np.full((3, len(TAGS)), -10, dtype=np.float32)
    scores[0, TAGS.index("O")] = 0
    scores[1, TAGS.index("I-Task")] = 0
    scores[1, TAGS.index("B-Task")] = -1
    scores[2, TAGS.index("I-Task")] = 0
    assert decode(scores) == [(1, 3, "Task")]
    assert decode(scores[:0]) == []


@given(hnp.arrays(np.float32, st.tuples(st.integers(0, 12), st.just(len(TAGS))), elements=st.floats(-9, 0, width=32)))
def test_spans_are_in_order_and_apart(scores: np.ndarray) -> None:
    found = decode(scores)
    assert all(start < end for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_spans_of_tags() -> None:
    assert spans(["B-Method", "I-Method", "O", "B-Task", "B-Task"]) == [
        (0, 2, "Method"), (3, 4, "Task"), (4, 5, "Task"),
    ]  # fmt: skip
