from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.score import DIGITS, idf, rounded


def test_idf_is_telling_for_the_rare_and_never_negative() -> None:
    assert idf(100, 1) > idf(100, 10) > idf(100, 100) > 0
    assert idf(197, 3) == pytest.approx(math.log(1 + 194.5 / 3.5))


@given(st.dictionaries(st.text(max_size=3), st.floats(-1, 9)))
def test_rounded_parts_add_up(terms: dict[str, float]) -> None:
    total, shares = rounded(terms)
    assert total == round(math.fsum(terms.values()), DIGITS)
    assert math.fsum(shares.values()) == pytest.approx(total, abs=1e-9)
    assert all(share == pytest.approx(terms[key], abs=(len(terms) + 2) * 10**-DIGITS) for key, share in shares.items())
