"""Vectors of concept names, to tell how near two of them are in meaning.

The encoder is all-MiniLM-L6-v2 (Reimers & Gurevych, Sentence-BERT, 2019), with the mean over a name's pieces. The cells
of a vector are those of a fixed codebook to whose middles it is nearest.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.weights import MODEL, session
from graph.near import CELLS, UNIT, celled
from graph.proposers import plain

_PIECES = 32  # that are read of a name, the marks around it included


class NameEncoder:
    """Vectors of names, a run each, so that a name's vector is its own; the weights are loaded with the first."""

    def __init__(self, path: Path = MODEL) -> None:
        self._path = path

    def __call__(self, name: str) -> bytes:
        """A name's vector and cells (``graph.near``); one that a single paper proposes is read without the paper."""
        vector = self.vector(name)
        # Whole numbers, as all dot products here; of equal ones the first cell is nearer.
        dots = self._codebook @ vector.astype(np.float32)
        return celled(vector, np.argsort(-dots, kind="stable")[:CELLS])

    def vector(self, name: str) -> NDArray[np.int8]:
        """A vector of length ``UNIT``, rounded to int8."""
        ids = np.array([self._tokenizer.encode(plain(name)).ids], dtype=np.int64)
        ((mean,),) = self._session.run(None, {"ids": ids})
        return scaled(mean)

    @cached_property
    def id(self) -> str:
        """Names the weights and the codebook."""
        return str(json.loads((self._path / "names.json").read_text(encoding="utf-8"))["id"])

    @cached_property
    def _session(self) -> Any:
        return session(self._path / "names.onnx")

    @cached_property
    def _codebook(self) -> NDArray[np.float32]:
        middles: NDArray[np.int8] = np.load(self._path / "cells.npy", allow_pickle=False)
        return middles.astype(np.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self._path / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_PIECES)
        return tokenizer


def scaled(rows: NDArray[np.float32]) -> NDArray[np.int8]:
    """Rows at length ``UNIT``, rounded."""
    whole: NDArray[np.float32] = np.rint(rows * (UNIT / np.linalg.norm(rows, axis=-1, keepdims=True)))
    return whole.astype(np.int8)
