"""What the components of the pipeline hand to each other in ``doc.spans["concepts"]``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from spacy.tokens import Doc, Span

from graph.records import Role, Type

GROUP = "concepts"


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``start:end`` that the tagger takes for a concept, with its probabilities.

    ``score``: that the words are part of a concept at all (geometric mean). ``whole``: that a concept is these words,
    no more and no less. ``types``, ``roles``: one number a type and a role, in the order of TYPES and ROLES. ``rule``:
    ``tagger``, ``nested`` (inside a longer one) or ``definition`` (the other end of an abbreviation).
    """

    start: int
    end: int
    type: Type
    score: float
    whole: float
    types: tuple[float, ...]
    roles: tuple[float, ...]
    broad: float
    rule: str = "tagger"


@dataclass(frozen=True, slots=True)
class Kept:
    """A found span with what its paper says of the concept as a whole."""

    start: int
    end: int
    name: str
    type: Type
    role: Role
    broad: bool
    confidence: float
    rule: str


def write(doc: Doc, rows: Iterable[Found | Kept]) -> None:
    """Put the spans into the Doc, in the order of the text, what is known of each beside them in ``attrs``."""
    ordered = sorted(rows, key=lambda row: (row.start, -row.end, row.rule))
    doc.spans[GROUP] = [Span(doc, row.start, row.end, label=row.type) for row in ordered]
    doc.spans[GROUP].attrs["rows"] = [asdict(row) for row in ordered]


def found(doc: Doc) -> list[Found]:
    return [
        Found(**{**row, "types": tuple(row["types"]), "roles": tuple(row["roles"])})
        for row in doc.spans[GROUP].attrs["rows"]
    ]


def kept(doc: Doc) -> list[Kept]:
    return [Kept(**row) for row in doc.spans[GROUP].attrs["rows"]]
