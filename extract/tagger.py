"""The trained concept tagger as a spaCy component: one pass of an ONNX encoder over a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.found import Found, write
from extract.labels import HEADS, TAGS, decode
from extract.pieces import Pieces, Window
from extract.weights import session
from graph.records import TYPES, Type

_EDGE = frozenset(".,;:!?\"'`“”‘’()[]{}-–—")
Scores = dict[str, NDArray[np.float32]]
"""Log-probabilities by head, of shape (words, tags)."""


class Encoder:
    """``tagger.onnx`` in one thread; one window a run and nothing padded, so that a text's scores are its own."""

    def __init__(self, path: Path) -> None:
        self._session = session(path)

    def __call__(self, window: Window) -> NDArray[np.float32]:
        """Scores of all heads side by side, for each word that begins in the window."""
        (scores,) = self._session.run(None, {"ids": window.ids[None], "shapes": window.shapes[None]})
        rows: NDArray[np.float32] = scores[0][window.piece_of]
        return rows


def score(encoder: Encoder, windows: Sequence[Window], count: int) -> Scores:
    """Log-probabilities of ``count`` words; a word in two windows is read where it stands further from the edge.

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
    return split(rows)


def split(rows: NDArray[np.float32]) -> Scores:
    """Raw scores of all heads side by side → log-probabilities by head."""
    out: Scores = {}
    first = 0
    for head, tags in HEADS.items():
        part = rows[:, first : first + len(tags)]
        part = part - part.max(axis=1, keepdims=True)
        out[head] = part - np.log(np.exp(part).sum(axis=1, keepdims=True))
        first += len(tags)
    return out


def match(tokens: Sequence[Token], scores: Scores) -> list[Found]:
    """The spans that the scores of these tokens speak for: outer ones, and other names inside them."""
    outer = [span for span in (_trim(tokens, *s) for s in decode(scores["outer"])) if span]
    places = {(start, end) for start, end, _ in outer}
    found = [_found(tokens, scores, "outer", *span) for span in outer]
    for inner in decode(scores["inner"]):
        span = _trim(tokens, *inner)
        if span and span[:2] not in places and any(s <= span[0] and span[1] <= e for s, e in places):
            found.append(_found(tokens, scores, "inner", *span))
    return found


def _trim(tokens: Sequence[Token], start: int, end: int, kind: str) -> tuple[int, int, Type] | None:
    """A span without punctuation at its edges; None where nothing is left."""
    while start < end and tokens[start].text in _EDGE:
        start += 1
    while start < end and tokens[end - 1].text in _EDGE:
        end -= 1
    return (start, end, next(t for t in TYPES if t == kind)) if start < end else None


def _found(tokens: Sequence[Token], scores: Scores, head: str, start: int, end: int, kind: Type) -> Found:
    tags = np.exp(scores[head][start:end])
    types = tuple(float(tags[:, [TAGS.index(f"B-{t}"), TAGS.index(f"I-{t}")]].sum(axis=1).mean()) for t in TYPES)
    return Found(
        start=tokens[start].i,
        end=tokens[end - 1].i + 1,
        type=kind,
        score=float(np.exp(np.log(1 - tags[:, 0] + 1e-9).mean())),
        types=types,
        roles=tuple(float(x) for x in np.exp(scores["role"][start:end]).mean(axis=0)),
        broad=float(np.exp(scores["broad"][start:end]).mean(axis=0)[1]),
        rule="tagger" if head == "outer" else "nested",
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
