from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use BERT. It works.", ["We use BERT.", "It works."]),
        ("As in Devlin et al. We do, e.g. BERT, i.e. This.", ["As in Devlin et al. We do, e.g. BERT, i.e. This."]),
        ("It is 3.5 better vs. GPT. See Fig. 3.", ["It is 3.5 better vs. GPT.", "See Fig. 3."]),
        ('By J. Smith. "Yes!" he said.', ["By J. Smith.", '"Yes!" he said.']),
        ("One? Two! (Three.) Four", ["One?", "Two!", "(Three.)", "Four"]),
        ("  padded. ", ["padded."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(max_size=200))
def test_sentences_are_in_order_and_cover_all_words(text: str) -> None:
    found = sentences(text)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
