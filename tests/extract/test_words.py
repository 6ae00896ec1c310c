from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract.words import WordTokenizer, shape, words

VOCAB = spacy.blank("en").vocab


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT-3-based CIFAR-10/100", ["GPT", "-", "3", "-", "based", "CIFAR", "-", "10", "/", "100"]),
        ("C++, x_1", ["C", "+", "+", ",", "x", "_", "1"]),
        ("cafe\u0301 😀", ["cafe\u0301", "😀"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("BERT", 1), ("Bert", 2), ("A", 2), ("StackFLOW", 3), ("mAP", 4), ("v2", 5), ("model", 6), (",", 7)],
)
def test_shape(word: str, expected: int) -> None:
    assert shape(word) == expected


@given(st.text(max_size=100))
def test_a_doc_gives_back_its_text(text: str) -> None:
    """Offsets in a Doc are offsets in the text, also with odd white space."""
    doc = WordTokenizer(VOCAB)(text)
    assert doc.text == text
    assert [(t.idx, t.idx + len(t)) for t in doc if not t.is_space] == words(text)
