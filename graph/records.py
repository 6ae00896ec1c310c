"""What passes between the rooms: frozen records, the words of Concite.

Offsets are code points of a paper's title or abstract *as given*; ``start`` is the first one,
``end`` the one behind the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["Method", "Dataset", "Task"]
Role = Literal["own", "used", "mentioned"]
Field = Literal["title", "abstract"]

TYPES: tuple[Type, ...] = ("Method", "Dataset", "Task")
"""In the order that breaks ties."""
ROLES: tuple[Role, ...] = ("own", "used", "mentioned")
"""Strongest first."""

_OWN = {"Method": "proposed", "Dataset": "introduced", "Task": "addressed"}


def role_word(kind: Type, role: Role) -> str:
    """A role as people word it: an own method is ``proposed``; a task is ``addressed`` or ``mentioned``."""
    if role == "own" or (kind == "Task" and role == "used"):
        return _OWN[kind]
    return role


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where records came from: the base name of a file (never a path) and the sha256 of its bytes, in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was read, once.

    ``position`` is its place in the source: ``001-003`` is the record number 3, counted from 0, of
    file ``001_….txt``. ``key`` is the id that the file itself gives, if any. ``text`` fields are as given.
    ``categories`` are the subjects that the source files it under (``cs.CL``), the main one first.
    """

    source: Source
    position: str
    title: str | None = None
    abstract: str | None = None
    key: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One or more records of the same work; its title, abstract and other fields are the winners'."""

    id: str
    title: str | None
    abstract: str | None
    records: tuple[Record, ...]
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    categories: tuple[str, ...] = ()

    def text(self, where: Field) -> str:
        """The title or abstract as given; empty where there is none."""
        return (self.title if where == "title" else self.abstract) or ""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a paper's title or abstract, with the sentence around it."""

    field: Field
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a concept.

    ``surface`` is the text as given, ``form`` the same without markup, ``name`` its folded form (in a
    paper that defines an abbreviation, the folded long form). ``confidence``: 0 to 1, three decimals,
    that the paper is indeed about this concept. ``rule`` says what found it.
    """

    place: Place
    surface: str
    form: str
    name: str
    type: Type
    role: Role
    confidence: float
    broad: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation defined in a text: ``long form (SHORT)``; folded names, forms and places of both."""

    short: str
    long: str
    short_form: str
    long_form: str
    short_place: Place
    long_place: Place


@dataclass(frozen=True, slots=True)
class Tags:
    """All that a model found in one text; ``model`` names the model, its version and its settings."""

    model: str
    mentions: tuple[Mention, ...] = ()
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagged:
    """A paper with its tags: the unit that a store replaces as a whole."""

    paper: Paper
    tags: Tags


@dataclass(frozen=True, slots=True)
class Votes:
    """How many mentions speak for each type."""

    method: int = 0
    dataset: int = 0
    task: int = 0

    @property
    def type(self) -> Type:
        """The type with most votes; ties fall in the order of :data:`TYPES`."""
        counts = (self.method, self.dataset, self.task)
        return TYPES[counts.index(max(counts))]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a paper has of a concept: the paper's own vote for its type, its role (the strongest of
    its mentions), and the weight in scores, ``confidence × role weight``.
    """

    concept: str
    type: Type
    role: Role
    confidence: float
    broad: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a concept and the ground on which it is one: ``same`` (folding), ``spelling``, ``definition``,
    ``curated`` or ``decision``.
    """

    name: str
    form: str
    rule: str
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What people decided of a concept: its type, the form it is shown as, whether it is broad; None: not decided."""

    type: Type | None = None
    shown: str | None = None
    broad: bool | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A connected component of names.

    ``id`` is its folded anchor name, ``name`` how that is mostly spelled out, or the form decided.
    ``type`` is voted, or decided; ``broad`` is what most of its papers say, or decided.
    """

    id: str
    name: str
    votes: Votes
    papers: int
    broad: bool = False
    mark: Mark = Mark()

    @property
    def type(self) -> Type:
        return self.mark.type or self.votes.type


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention with its sentence, as shown: ``surface`` is ``text[start:end]`` of the field."""

    field: Field
    start: int
    end: int
    surface: str
    sentence_start: int
    sentence_end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Side:
    """One paper's end of a shared concept: its own vote for the type, its role there, and one sentence."""

    type: Type
    role: Role
    confidence: float
    weight: float
    evidence: Evidence


Direction = Literal["to", "from"]
"""Who builds on whom: this paper on the other one, or the other on this."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A concept that both papers of a link have, and its share of the score.

    ``direction`` says which paper uses what the other proposes by a proper name, if either does.
    """

    concept: Concept
    share: float
    here: Side
    there: Side
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A concept here that is like another there (cosine of their names), and the share of the pair."""

    concept: Concept
    other: Concept
    cosine: float
    share: float
    here: Side
    there: Side


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of papers: ``score`` is the sum of ``by_type`` and ``wording``, and that of all shares, ``faint`` and
    ``wording``, to 1e-9.

    ``faint`` is the sum of all pairs of concepts that are too unlike to be named; ``words`` are the words of both that
    count most in ``wording``.
    """

    here: str
    there: str
    title: str
    score: float
    by_type: dict[Type, float]
    shared: tuple[Shared, ...] = ()
    near: tuple[Near, ...] = ()
    faint: float = 0.0
    wording: float = 0.0
    words: tuple[tuple[str, float], ...] = ()
