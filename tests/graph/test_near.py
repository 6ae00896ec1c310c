"""Which concepts are near, and what two near names are to each other."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.near import CELLS, CLOSED, LEAST, MOST, UNIT, Block, block, celled, cosine, offers, why


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


def one_block(vectors: NDArray[np.int8], cells: NDArray[np.int64], first: int = 1, least: int = LEAST) -> Block:
    rows = zip(vectors, cells, strict=True)
    return block((first + n, celled(vector, own), least) for n, (vector, own) in enumerate(rows))


def test_dot_products_are_exact_at_the_greatest_width() -> None:
    """384 components, each as great as can be, and one less at the end."""
    most = np.full((3, 384), UNIT, dtype=np.int8)
    most[2, -1] -= 1
    cells = np.tile(np.arange(CELLS), (3, 1))
    found = offers(one_block(most[:1], cells[:1]), [one_block(most[1:], cells[1:], 2)])
    near = [(1, 2, 384 * UNIT**2), (1, 3, 384 * UNIT**2 - UNIT)]
    assert found == [*near, *((other, one, dot) for one, other, dot in near)]


@pytest.mark.parametrize("least", [LEAST, CLOSED])
def test_what_shares_a_cell_is_offered_once_and_nothing_else_is(least: int) -> None:
    """Against all pairs; lists that are closed take nothing, and those of the asked ones take the nearest."""
    chance = np.random.default_rng(5)
    rows = chance.normal(0, 0.3, (60, 6)) + np.eye(6)[0]
    vectors = np.rint(rows * UNIT / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.int8)
    cells = np.stack([chance.permutation(40)[:CELLS] for _ in rows])
    blocks = [one_block(vectors[start : start + 20], cells[start : start + 20], start, least) for start in (0, 20, 40)]
    found = offers(blocks[0], blocks)
    dots = vectors.astype(int) @ vectors.astype(int).T
    share = np.array([[bool({*one} & {*other}) for other in cells.tolist()] for one in cells.tolist()])
    assert 0.1 < share.mean() < 0.95
    assert all(dots[one, other] == dot and share[one, other] and one != other for one, other, dot in found)
    taken = {offer[:2] for offer in found if offer[0] < 20}
    for one in range(20):
        near = [other for other in range(60) if other != one and share[one, other] and dots[one, other] >= LEAST]
        assert {(one, other) for other in sorted(near, key=lambda other: -dots[one, other])[:MOST]} <= taken
    enter = {(other, one) for one in range(20) for other in range(20, 60) if share[one, other]}
    enter = {(other, one) for other, one in enter if dots[other, one] >= least}
    assert {offer[:2] for offer in found if offer[0] >= 20} == enter
    outside = [offer[:2] for offer in found if offer[0] >= 20 or offer[1] >= 20]
    assert len(outside) == len({*outside})


def test_cosines_are_rounded_and_never_above_one() -> None:
    assert cosine(LEAST) == 0.5
    assert cosine(UNIT**2 + 40) == 1.0
    assert cosine(12_345) == 0.7654


def test_a_name_that_ends_with_another_is_narrower() -> None:
    assert why("personalized federated learning", "federated learning") == "narrower than"
    assert why("federated learning", "personalized federated learning") == "broader than"
