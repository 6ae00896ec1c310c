"""Vectors of concept names, to tell how near two of them are in meaning.

The encoder is all-MiniLM-L6-v2 (Reimers & Gurevych, Sentence-BERT, 2019), with the mean over a name's pieces.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from extract.weights import MODEL, session
from graph.near import UNIT
from graph.proposers import plain

_PIECES = 32  # that are read of a name, the marks around it included


class NameEncoder:
    """Vectors of names, a run each, so that a name's vector is its own; the weights are loaded with the first."""

    def __init__(self, path: Path = MODEL) -> None:
        self._path = path

    def __call__(self, name: str) -> bytes:
        """A vector of length ``UNIT``, rounded to int8; a name that one paper proposes is read without the paper."""
        ids = np.array([self._tokenizer.encode(plain(name)).ids], dtype=np.int64)
        ((mean,),) = self._session.run(None, {"ids": ids})
        return bytes(np.rint(mean * (UNIT / np.linalg.norm(mean))).astype(np.int8).data)

    @cached_property
    def id(self) -> str:
        """Names the weights."""
        return str(json.loads((self._path / "names.json").read_text(encoding="utf-8"))["id"])

    @cached_property
    def _session(self) -> Any:
        return session(self._path / "names.onnx")

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self._path / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_PIECES)
        return tokenizer
