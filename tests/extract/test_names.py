"""Vectors of names, by the shipped encoder."""

from __future__ import annotations

import os

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.names import NameEncoder
from extract.weights import MODEL
from graph.near import UNIT
from graph.proposers import qualified


@pytest.fixture(scope="module")
def encoder() -> NameEncoder:
    if not (MODEL / "names.onnx").is_file():
        assert os.environ.get("CI") != "true", "the name encoder is missing"
        pytest.skip("the name encoder is not there yet")
    return NameEncoder()


def row(vector: bytes) -> NDArray[np.int64]:
    return np.frombuffer(vector, np.int8).astype(np.int64)


def test_a_vector_has_the_length_of_all(encoder: NameEncoder) -> None:
    for name in ("bert", "personalized federated learning", "çatalhöyük", "?", "word " * 400):
        vector = row(encoder(name))
        assert vector.shape == (384,)
        assert np.linalg.norm(vector) == pytest.approx(UNIT, rel=0.02)


def test_names_that_mean_much_the_same_are_closer(encoder: NameEncoder) -> None:
    said, same, other = (row(encoder(name)) for name in ("image classification", "image recognition", "case system"))
    assert said @ same > 0.7 * UNIT**2 > 0.3 * UNIT**2 > said @ other


def test_the_same_name_has_the_same_vector_whatever_came_before(encoder: NameEncoder) -> None:
    assert NameEncoder()("graph neural network") == (encoder("bert"), encoder("graph neural network"))[1]


def test_the_proposer_of_a_contested_name_is_not_read(encoder: NameEncoder) -> None:
    assert encoder(qualified("star", "000-003")) == encoder("star")
