"""Words: the tokens of a ``Doc``, the same for training and tagging.

A word is a run of letters and digits (with the marks that combine with them) or one other visible
character, so that any span of the text that a person would name begins and ends at a word's edge.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u200d]+[^\W_]*)*|\S")
SHAPES = 8  # how many classes of letter case there are


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of ``text``, in code points."""
    return [match.span() for match in _WORD.finditer(text)]


def shape(word: str) -> int:
    """The class of a word's case, since the encoder reads lower case only: 1 to 7 (0 is for marks around words)."""
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[0].isupper():
        return 2 if word[1:].islower() else 3
    if any(map(str.isupper, word)):
        return 4
    if any(map(str.isdigit, word)):
        return 5
    return 6 if word.isalpha() else 7


class WordTokenizer:
    """spaCy's tokenizer slot, filled with :func:`words`; white space other than one blank makes tokens of its own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in words(text):
            gap = text[at:start]
            if tokens and gap.startswith(" "):
                spaces[-1], gap = True, gap[1:]
            if gap:
                tokens.append(gap)
                spaces.append(False)
            tokens.append(text[start:end])
            spaces.append(False)
            at = end
        if rest := text[at:]:
            if tokens and rest.startswith(" "):
                spaces[-1], rest = True, rest[1:]
            if rest:
                tokens.append(rest)
                spaces.append(False)
        return Doc(self.vocab, words=tokens, spaces=spaces)

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing to keep: the rule is the code."""

    def from_disk(self, path: object, **kwargs: object) -> WordTokenizer:
        return self

    def to_bytes(self, **kwargs: object) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> WordTokenizer:
        return self


@registry.tokenizers("concite.Words.v1")  # type: ignore[untyped-decorator] # catalogue is untyped
def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    return lambda nlp: WordTokenizer(nlp.vocab)
