"""Which concepts are near, and what two near names are to each other."""

from __future__ import annotations

import numpy as np
import pytest

from graph.near import LEAST, UNIT, block, cosine, offers, why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cifar 10", "cifar 100"),
        ("gpt 3", "gpt 4"),
        ("gpt", "gpt 3.5"),
        ("yolov5", "yolo v8"),
        ("bert", "bert large"),
        ("supervised learning", "self supervised learning"),
        ("convex optimization", "nonconvex optimization"),
        ("lstm", "bilstm"),
    ],
)
def test_a_version_or_affix_makes_another_version(one: str, other: str) -> None:
    assert why(one, other) == why(other, one) == "another version of"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("case system", "morphological case"),
        ("image classification", "image recognition"),
        ("content", "context"),
    ],
)
def test_other_words_are_close(one: str, other: str) -> None:
    assert why(one, other) == why(other, one) == "close in meaning to"


def test_dot_products_are_exact_at_the_greatest_width() -> None:
    """384 components, each as great as can be, and one less at the end."""
    most = np.full(384, UNIT, dtype=np.int8)
    less = most.copy()
    less[-1] -= 1
    asked = block([(1, most.tobytes(), LEAST)])
    found = list(offers(asked, [block([(2, most.tobytes(), LEAST), (3, less.tobytes(), LEAST)])]))
    assert found == [(1, 2, 384 * UNIT**2), (1, 3, 384 * UNIT**2 - UNIT)]


def test_cosines_are_rounded_and_never_above_one() -> None:
    assert cosine(LEAST) == 0.5
    assert cosine(UNIT**2 + 40) == 1.0
    assert cosine(12_345) == 0.7654


def test_a_name_that_ends_with_another_is_narrower() -> None:
    assert why("personalized federated learning", "federated learning") == "narrower than"
    assert why("federated learning", "personalized federated learning") == "broader than"
