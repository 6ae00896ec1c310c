"""Vectors of names, by the shipped encoder."""

from __future__ import annotations

import os

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.names import NameEncoder
from extract.weights import MODEL
from graph.near import CELLS, TAIL, UNIT, components
from graph.proposers import qualified


@pytest.fixture(scope="module")
def encoder() -> NameEncoder:
    if not (MODEL / "names.onnx").is_file():
        assert os.environ.get("CI") != "true", "the name encoder is missing"
        pytest.skip("the name encoder is not there yet")
    return NameEncoder()


def row(vector: bytes) -> NDArray[np.int64]:
    found: NDArray[np.int64] = components([vector])[0].astype(np.int64)
    return found


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


def test_a_name_stands_in_the_cells_whose_middles_are_nearest(encoder: NameEncoder) -> None:
    middles = np.load(MODEL / "cells.npy").astype(np.int64)
    for name in ("bert", "image classification", "?"):
        dots = middles @ row(encoder(name))
        cells = np.frombuffer(encoder(name)[-TAIL:], "<u2").tolist()
        assert cells == sorted(range(len(dots)), key=lambda cell: (-dots[cell], cell))[:CELLS]


def test_names_that_mean_much_the_same_share_a_cell(encoder: NameEncoder) -> None:
    """A codebook that does not fit the encoder, or is in another order, would keep near names apart."""
    pairs = [
        ("image classification", "image recognition"),
        ("federated learning", "personalized federated learning"),
        ("human pose estimation", "3d human pose estimation"),
        ("bert", "roberta"),
        ("imagenet", "imagenet 1k"),
        ("diffusion model", "denoising diffusion model"),
    ]
    for pair in pairs:
        one, other = ({*np.frombuffer(encoder(name)[-TAIL:], "<u2").tolist()} for name in pair)
        assert one & other, pair
