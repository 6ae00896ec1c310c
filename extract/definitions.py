"""Abbreviations as a component: which definitions count, and the spans that they complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.abbreviations import abbreviations
from extract.found import Found, found, write
from graph.fold import fold, name

GROUP = "abbreviations"


@dataclass(frozen=True, slots=True)
class Short:
    """An abbreviation defined in the Doc: tokens of short and long form, and their folded names."""

    start: int
    end: int
    long_start: int
    long_end: int
    short: str
    long: str


def defined(doc: Doc) -> list[Short]:
    """The definitions in title and abstract whose short and long form fold to different names."""
    rows = []
    for part in ("title", "abstract"):
        for span in doc.spans.get(part, ()):
            for pair in abbreviations(span.text):
                short, long = (_span(doc, span.start_char, *place) for place in (pair.short, pair.long))
                names = fold(short.text), fold(long.text)
                if all(names) and names[0] != names[1]:
                    rows.append(Short(short.start, short.end, long.start, long.end, *names))
    return rows


def _span(doc: Doc, offset: int, start: int, end: int) -> Span:
    span = doc.char_span(offset + start, offset + end, alignment_mode="expand")
    if span is None:  # expanding always finds tokens for a stretch inside the text
        raise ValueError(f"{start}:{end} is not in the text")
    return span


def confirmed(rows: Sequence[Found], defined: Sequence[Short]) -> list[Short]:
    """Definitions of which one end at least is a concept: others are units, places, ordinary words."""
    return [
        d
        for d in defined
        if any(r.start < d.end and r.end > d.start for r in rows)
        or any(r.end == d.long_end and r.start < d.long_end for r in rows)
    ]


def complete(rows: Sequence[Found], defined: Sequence[Short]) -> list[Found]:
    """Spans with both ends of each definition among them.

    A span over both ends gives way to the two; one that ends with the long form but begins later
    is widened to it; a missing end takes the probabilities of the other.
    """
    out = list(rows)
    for d in defined:
        long, short = (d.long_start, d.long_end), (d.start, d.end)
        model = max(
            (r for r in rows if r.start < d.end and r.end > d.long_start or r.start < d.long_end and r.end > d.start),
            key=lambda r: r.score,
        )
        out = [
            r
            for r in out
            if not (r.start <= min(long[0], short[0]) and r.end >= max(long[1], short[1]))
            and not (r.end == long[1] and r.start > long[0] and r.rule == "tagger")
        ]
        for start, end in (long, short):
            if not any((r.start, r.end) == (start, end) for r in out):
                out.append(replace(model, start=start, end=end, rule="definition"))
    return out


@Language.component("concite_definitions", requires=["doc.spans"], assigns=["doc.spans"])
def concite_definitions(doc: Doc) -> Doc:
    """Put confirmed definitions into ``doc.spans["abbreviations"]`` and complete ``doc.spans["concepts"]`` by them."""
    rows = found(doc)
    shorts = confirmed(rows, defined(doc))
    completed = complete(rows, shorts)
    shorts = [_named(doc, d, completed) for d in shorts]
    doc.spans[GROUP] = [doc[d.start : d.end] for d in shorts]
    doc.spans[GROUP].attrs["rows"] = [asdict(d) for d in shorts]
    write(doc, completed)
    return doc


def _named(doc: Doc, one: Short, rows: Sequence[Found]) -> Short:
    """A definition whose long form has the name that a mention of it has: a data set's goes without its unit."""
    kind = next(row.type for row in rows if (row.start, row.end) == (one.long_start, one.long_end))
    return replace(one, long=name(doc[one.long_start : one.long_end].text, kind))


def definitions(doc: Doc) -> list[Short]:
    """What :func:`concite_definitions` found."""
    return [Short(**row) for row in doc.spans[GROUP].attrs["rows"]]
