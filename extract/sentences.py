"""Sentence boundaries of scientific prose: a stop counts when what follows looks like a beginning."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

_STOP = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[$]*[^\W_])")
# Words whose full stop does not end a sentence; a capital may well follow.
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|vs|cf|figs?|eqs?|sec|approx|resp|w\.r\.t|a\.k\.a|dr|no|vol|pp|st|u\.s|viz)"
    r"|(?<![\w.])[A-Z])$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of ``text``, white space around it left out."""
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        before, after = text[start : stop.start()], text[stop.end()]
        if after.islower() or (text[stop.start()] == "." and _ABBREVIATION.search(before)):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    found.append((start, len(text)))
    trimmed = [(s + len(part) - len(part.lstrip()), s + len(part.rstrip())) for s, e in found for part in [text[s:e]]]
    return [(s, e) for s, e in trimmed if s < e]


@Language.component("concite_sentences", assigns=["token.is_sent_start"])
def concite_sentences(doc: Doc) -> Doc:
    """Mark where sentences begin; title and abstract (``doc.spans``) never share one."""
    starts: set[int] = set()
    for part in ("title", "abstract"):
        for span in doc.spans.get(part, ()):
            starts.update(span.start_char + start for start, _ in sentences(span.text))
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc
