"""Word pieces: what the encoder reads of a title and an abstract, in windows that it can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.words import shape

WINDOW = 512  # positions that the encoder has, the marks around the text included
_STRIDE = 384  # pieces from one window's start to the next: an overlap of 126 pieces
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Window:
    """One run of the encoder: ids and case shapes of its pieces, and which word begins at which piece."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    word_of: NDArray[np.int64]  # indices of the words that begin in this window
    piece_of: NDArray[np.int64]  # the piece where each of them begins


class Pieces:
    """Splits words into pieces by the WordPiece vocabulary in ``tokenizer.json``."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, path: Path) -> Pieces:
        return cls(Tokenizer.from_file(str(path)))

    def windows(self, title: Sequence[str], abstract: Sequence[str]) -> list[Window]:
        """``[CLS] title [SEP] abstract [SEP]`` in windows; word indices count through title and abstract.

        A text longer than one window is read in several that overlap. A word without pieces (a
        control character, say) belongs to no window.
        """
        ids: list[int] = []
        word: list[int] = []  # the word of each piece, -1 for the mark between title and abstract
        for first, part in ((0, title), (len(title), abstract)):
            if not part:
                continue
            if ids:
                ids.append(_SEP)
                word.append(-1)
            encoded = self._tokenizer.encode(list(part), is_pretokenized=True, add_special_tokens=False)
            ids.extend(encoded.ids)
            word.extend(first + (index or 0) for index in encoded.word_ids)  # never None without special tokens
        shapes = [0 if w < 0 else shape(title[w] if w < len(title) else abstract[w - len(title)]) for w in word]
        room = WINDOW - 2
        starts = range(0, max(1, len(ids) - room + _STRIDE), _STRIDE) if len(ids) > room else (0,)
        return [_window(ids[s : s + room], shapes[s : s + room], word[s : s + room]) for s in starts]


def _window(ids: list[int], shapes: list[int], word: list[int]) -> Window:
    begins = [i for i, w in enumerate(word) if w >= 0 and (i == 0 or word[i - 1] != w)]
    return Window(
        ids=np.array([_CLS, *ids, _SEP], dtype=np.int64),
        shapes=np.array([0, *shapes, 0], dtype=np.int64),
        word_of=np.array([word[i] for i in begins], dtype=np.int64),
        piece_of=np.array([i + 1 for i in begins], dtype=np.int64),
    )
