"""The trained concept tagger as a spaCy component: one pass of an ONNX encoder over a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.chain import FREE, Array, Chain, Reading
from extract.found import Found, write
from extract.labels import HEADS, TAGS
from extract.pieces import Pieces, Window
from extract.weights import session
from graph.records import TYPES

_EDGE = frozenset(".,;:!?\"'`“”‘’()[]{}-–—")


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What each head says of the words of a text."""

    outer: Reading
    inner: Reading
    role: Array
    broad: Array

    def by_head(self) -> dict[str, Array]:
        """Probabilities of shape (words, tags)."""
        return {"outer": self.outer.tags, "inner": self.inner.tags, "role": self.role, "broad": self.broad}


class Encoder:
    """``tagger.onnx`` in one thread; one window a run and nothing padded, so that a text's scores are its own."""

    def __init__(self, path: Path) -> None:
        self._session = session(path)
        chain = self._session.get_modelmeta().custom_metadata_map.get("chain")
        self.chain = Chain.of(**json.loads(chain)) if chain else FREE

    def __call__(self, window: Window) -> NDArray[np.float32]:
        """Scores of all heads side by side, for each word that begins in the window."""
        (scores,) = self._session.run(None, {"ids": window.ids[None], "shapes": window.shapes[None]})
        rows: NDArray[np.float32] = scores[0][window.piece_of]
        return rows


def score(encoder: Encoder, windows: Sequence[Window], count: int) -> Scores:
    """What the heads say of ``count`` words; a word in two windows is read where it stands further from the edge.

    A word without pieces is outside for certain.
    """
    columns = sum(map(len, HEADS.values()))
    rows = np.zeros((count, columns), dtype=np.float32)
    rows[:, [0, len(TAGS)]] = 50.0
    depth = np.full(count, -1)
    for window in windows:
        inside = np.minimum(window.piece_of, len(window.ids) - 1 - window.piece_of)
        better = inside > depth[window.word_of]
        scores = encoder(window)
        rows[window.word_of[better]] = scores[better]
        depth[window.word_of[better]] = inside[better]
    return split(rows, encoder.chain)


def split(rows: NDArray[np.float32], chain: Chain) -> Scores:
    """Raw scores of all heads side by side → what each says; ``chain`` ties the outer tags together."""
    outer, inner, role, broad = np.split(rows, np.cumsum([len(tags) for tags in HEADS.values()])[:-1], axis=1)
    return Scores(chain.read(outer), FREE.read(inner), _softmax(role), _softmax(broad))


def _softmax(scores: NDArray[np.float32]) -> Array:
    said = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    shares: Array = said / said.sum(axis=1, keepdims=True)
    return shares


def match(tokens: Sequence[Token], scores: Scores) -> list[Found]:
    """The spans that the scores of these tokens speak for: outer ones, and other names inside them."""
    outer = [one for span in scores.outer.spans() if (one := _found(tokens, scores, *span, "tagger"))]
    places = {(one.start, one.end) for one in outer}
    inner = [one for span in scores.inner.spans() if (one := _found(tokens, scores, *span, "nested"))]
    return outer + [
        one
        for one in inner
        if (one.start, one.end) not in places and any(s <= one.start and one.end <= e for s, e in places)
    ]


def _found(tokens: Sequence[Token], scores: Scores, first: int, last: int, kind: str, rule: str) -> Found | None:
    """The span of words ``first:last`` without punctuation at its edges; None where nothing is left."""
    said = scores.outer if rule == "tagger" else scores.inner
    start, end = first, last
    while start < end and tokens[start].text in _EDGE:
        start += 1
    while start < end and tokens[end - 1].text in _EDGE:
        end -= 1
    if start == end:
        return None
    tags = said.tags[start:end]
    return Found(
        start=tokens[start].i,
        end=tokens[end - 1].i + 1,
        type=next(t for t in TYPES if t == kind),
        score=float(np.exp(np.log(1 - tags[:, 0] + 1e-9).mean())),
        whole=said.whole(first, last),
        types=tuple(float(tags[:, [TAGS.index(f"B-{t}"), TAGS.index(f"I-{t}")]].sum(axis=1).mean()) for t in TYPES),
        roles=tuple(float(x) for x in scores.role[start:end].mean(axis=0)),
        broad=float(scores.broad[start:end].mean(axis=0)[1]),
        rule=rule,
    )


@Language.factory("concite_tagger", assigns=["doc.spans"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    return Tagger(name)


class Tagger:
    """Puts what it finds into ``doc.spans["concepts"]``; ``from_disk`` loads the weights."""

    def __init__(self, name: str = "concite_tagger") -> None:
        self.name = name
        self._encoder: Encoder | None = None
        self._pieces: Pieces | None = None

    def __call__(self, doc: Doc) -> Doc:
        tokens, scores = self.score(doc)
        write(doc, match(tokens, scores))
        return doc

    def score(self, doc: Doc) -> tuple[list[Token], Scores]:
        """The words of title and abstract, and what the encoder says of each."""
        if self._encoder is None or self._pieces is None:
            raise ValueError("the tagger has no weights yet: call from_disk first")
        parts = [
            [token for span in doc.spans[part] for token in span if not token.is_space]
            for part in ("title", "abstract")
        ]
        windows = self._pieces.windows(*([token.text for token in part] for part in parts))
        tokens = parts[0] + parts[1]
        return tokens, score(self._encoder, windows, len(tokens))

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Tagger:
        """Load ``tagger.onnx`` and ``tokenizer.json`` from a folder."""
        self._encoder = Encoder(Path(path) / "tagger.onnx")
        self._pieces = Pieces.load(Path(path) / "tokenizer.json")
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """The weights stay where they are: they are made by ``extract.train`` and never change here."""
