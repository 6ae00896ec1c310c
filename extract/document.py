"""From a title and an abstract as given to a ``Doc``, and back to offsets as given.

The ``Doc`` holds the cleaned title, a blank line and the cleaned abstract; ``doc.spans["title"]`` and
``doc.spans["abstract"]`` say which is which.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extract.clean import Cleaned, clean
from graph.records import Field, Place

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Text:
    """A title and an abstract as given; either may be empty."""

    title: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a :class:`Text` stand in its ``Doc``, and the way back."""

    title: Cleaned
    abstract: Cleaned
    abstract_start: int  # in the Doc

    def raw(self, start: int, end: int) -> tuple[Field, int, int]:
        """The place, in its field as given, of ``start:end`` (not empty, in one field) of the Doc."""
        if start >= self.abstract_start:
            return "abstract", *self.abstract.raw(start - self.abstract_start, end - self.abstract_start)
        return "title", *self.title.raw(start, end)


def make_doc(nlp: Language, text: Text) -> tuple[Doc, Layout]:
    """Clean and tokenize a text; no component has run on the Doc yet."""
    title, abstract = clean(text.title), clean(text.abstract)
    gap = _GAP if title.text and abstract.text else ""
    layout = Layout(title, abstract, len(title.text) + len(gap))
    doc = nlp.make_doc(title.text + gap + abstract.text)
    for part, start, end in (
        ("title", 0, len(title.text)),
        ("abstract", layout.abstract_start, layout.abstract_start + len(abstract.text)),
    ):
        span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
        doc.spans[part] = [] if span is None else [span]
    return doc, layout


def place(doc: Doc, layout: Layout, start: int, end: int) -> Place:
    """Tokens ``start:end`` of a Doc as a place in the text as given, with the sentence around it."""
    span = doc[start:end]
    field, raw_start, raw_end = layout.raw(span.start_char, span.end_char)
    first, last = span[0].sent, span[-1].sent  # a span over a wrong boundary: both sentences
    words = [token for token in doc[first.start : last.end] if not token.is_space]
    _, sentence_start, sentence_end = layout.raw(words[0].idx, words[-1].idx + len(words[-1]))
    return Place(field, raw_start, raw_end, min(sentence_start, raw_start), max(sentence_end, raw_end))
