"""Saved listing pages: a header, then titles and abstracts in turn, with blank lines between.

Pages are not always whole, so what is a title and what an abstract is told from the paragraphs
themselves and not by counting, and one gap never shifts the pairs behind it:

- where a title is due, a paragraph of at most 400 characters is one; a longer one has lost its title (or
  is a second paragraph of the abstract above) and is reported;
- where an abstract is due, a longer paragraph, or one that ends like a sentence, is one; any other is the
  next title, and the one before it has no abstract;
- a line of the header ends a pair wherever it stands (pages of several days are often saved together).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.readers.files import Line
from extract.readers.form import LONGEST_ABSTRACT, Form, Given, filled, record
from graph.errors import RecordError
from graph.records import Record, Source

LONGEST_TITLE = 400

_MARK = re.compile(r"get trending papers in your email inbox!|by\s?.{1,80} and the research community", re.IGNORECASE)
_DATE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?")
_BUTTONS = frozenset(("new", "subscribe"))
_SENTENCE = re.compile(r"[.…]['\"”’)\]}]*$")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines in a row without a blank one, as given."""

    where: str
    text: str
    flaw: RecordError | None

    @property
    def fits_title(self) -> bool:
        return len(self.text) <= LONGEST_TITLE

    @property
    def fits_abstract(self) -> bool:
        return not self.fits_title or bool(_SENTENCE.search(self.text))


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record a title; a paragraph that has no title counts as a record that cannot be read."""
    for index, (title, abstract) in enumerate(_pairs(_paragraphs(lines))):
        if flaw := (title and title.flaw) or (abstract and abstract.flaw):
            yield flaw
        elif title:
            try:
                yield record(source, index, title.where, Given(title.text, abstract and abstract.text))
            except RecordError as error:
                yield error
        elif abstract:
            reason = f"a title is due, but the paragraph has over {LONGEST_TITLE} characters"
            hint = "Put a title in front of it, or join it with the abstract above."
            yield RecordError(abstract.where, reason, field="title", hint=hint)


def sniff(name: str, head: str) -> bool:
    """The header names the mailing list or the community, in its first lines."""
    return any(_MARK.fullmatch(row) for row in filled(head)[:10])


def _pairs(paragraphs: Iterable[_Paragraph | None]) -> Iterator[tuple[_Paragraph | None, _Paragraph | None]]:
    """Titles with their abstracts; either may be missing. None ends a pair."""
    title: _Paragraph | None = None
    for paragraph in paragraphs:
        if title and paragraph and paragraph.fits_abstract:
            yield title, paragraph
            title = None
            continue
        if title:
            yield title, None
            title = None
        if paragraph and paragraph.fits_title:
            title = paragraph
        elif paragraph:
            yield None, paragraph
    if title:
        yield title, None


def _paragraphs(lines: Iterable[Line]) -> Iterator[_Paragraph | None]:
    """Paragraphs, and None where a line of the header stood."""
    held: list[Line] = []
    size = 0
    for line in lines:
        bare = line.text.strip()
        header = _is_header(bare)
        if bare and not header:
            # Behind the limit nothing more is held: what is here is enough to say that it is too long.
            if size <= LONGEST_ABSTRACT or line.flaw:
                held.append(line)
            size += len(line.text)
            continue
        if held:
            yield _paragraph(held)
            held, size = [], 0
        if header:
            yield None
    if held:
        yield _paragraph(held)


def _paragraph(held: list[Line]) -> _Paragraph:
    flaw = next((line.flaw for line in held if line.flaw), None)
    return _Paragraph(held[0].where, "".join(line.text for line in held).strip(), flaw)


def _is_header(bare: str) -> bool:
    return bare.lower() in _BUTTONS or bool(_MARK.fullmatch(bare) or _DATE.fullmatch(bare))


FORM = Form("listing", sniff, read)
