from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import TYPES, Type
from graph.score import DIGITS, idf, rank
from graph.store import Posting


def test_idf_is_telling_for_the_rare_and_never_negative() -> None:
    assert idf(100, 1) > idf(100, 10) > idf(100, 100) > 0
    assert idf(197, 3) == pytest.approx(math.log(1 + 194.5 / 3.5))


def test_a_link_by_hand() -> None:
    postings = [
        Posting("a", "x", 0.5, 2.0),
        Posting("a", "y", 1.0, 2.0),
        Posting("b", "x", 0.8, 1.0),
        Posting("b", "z", 1.0, 1.0),
    ]
    (link,) = rank("a", postings, {"x": 3.0, "y": 1.0, "z": 1.0}, {"x": "Dataset", "y": "Method", "z": "Task"})
    assert link.score == pytest.approx(3.0 * 0.5 * 0.8 / 2.0)
    assert link.by_type == {"Method": 0.0, "Dataset": link.score, "Task": 0.0}
    assert link.shares == (("x", link.score),)


def test_ties_go_by_id_and_the_limit_holds() -> None:
    postings = [Posting(p, "x", 1.0, 1.0) for p in ("a", "d", "c", "b")]
    found = rank("a", postings, {"x": 1.0}, {"x": "Task"}, limit=2)
    assert [link.paper for link in found] == ["b", "c"]


def test_no_concepts_no_links() -> None:
    assert rank("a", [], {}, {}) == []
    assert rank("a", [Posting("a", "x", 1.0, 1.0)], {"x": 1.0}, {"x": "Task"}) == []


_WEIGHT = st.floats(0.001, 1.0)


@given(
    st.dictionaries(
        st.sampled_from("uvwxyz"), st.tuples(_WEIGHT, _WEIGHT, st.floats(0.0, 12.0), st.sampled_from(TYPES)), min_size=1
    ),
    st.floats(0.1, 5.0),
)
def test_the_parts_add_up(concepts: dict[str, tuple[float, float, float, Type]], norm: float) -> None:
    postings = [Posting("a", c, w, norm) for c, (w, *_) in concepts.items()]
    postings += [Posting("b", c, w, norm) for c, (_, w, *_) in concepts.items()]
    (link,) = rank(
        "a", postings, {c: row[2] for c, row in concepts.items()}, {c: row[3] for c, row in concepts.items()}
    )
    assert sum(share for _, share in link.shares) == pytest.approx(link.score, abs=1e-9)
    assert sum(link.by_type.values()) == pytest.approx(link.score, abs=1e-9)
    assert link.score == round(math.fsum(i * v * w / norm / norm for v, w, i, _ in concepts.values()), DIGITS)
