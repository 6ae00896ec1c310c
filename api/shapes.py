"""What Concite answers: one model a noun, the same for REST and for ``--json``.

Offsets (``start``, ``end``) are code points of the field as given; ``end`` is the one behind the last.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from graph.broader import Relation
from graph.decisions import Decision
from graph.evidence import quote
from graph.holdings import PaperConcept
from graph.near import Why
from graph.records import (
    Concept,
    Evidence,
    Paper,
    Record,
    Type,
    Votes,
    role_word,
)
from graph.records import Field as FieldName
from graph.said import Said
from graph.store import Counts, Summary
from graph.works import otherwise

RoleWord = Literal["proposed", "introduced", "addressed", "used", "mentioned"]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SentenceShape(Shape):
    start: int
    end: int
    text: str


class EvidenceShape(Shape):
    """The words that name a concept and the sentence they stand in."""

    field: FieldName
    start: int
    end: int
    surface: str
    sentence: SentenceShape

    @classmethod
    def of(cls, evidence: Evidence) -> EvidenceShape:
        return cls(
            field=evidence.field,
            start=evidence.start,
            end=evidence.end,
            surface=evidence.surface,
            sentence=SentenceShape(start=evidence.sentence_start, end=evidence.sentence_end, text=evidence.sentence),
        )


class PaperConceptShape(Shape):
    """A concept as one paper has it. ``id`` names it in the store; null where the text is in none."""

    id: str | None = None
    name: str
    type: Type
    role: RoleWord
    confidence: float = Field(ge=0, le=1)
    broad: bool
    surfaces: list[str]
    mentions: list[EvidenceShape]

    @classmethod
    def of(cls, paper: Paper, concept: PaperConcept, *, stored: bool) -> PaperConceptShape:
        return cls(
            id=concept.id if stored else None,
            name=concept.name,
            type=concept.type,
            role=word(concept.type, concept.role),
            confidence=concept.confidence,
            broad=concept.broad,
            surfaces=list(concept.surfaces),
            mentions=[EvidenceShape.of(quote(paper, mention.place)) for mention in concept.mentions],
        )


class ExtractionShape(Shape):
    """The concepts of a text that need not be in a store."""

    id: str
    title: str | None
    concepts: list[PaperConceptShape]


class RecordShape(Shape):
    """Where a paper was read. ``otherwise`` has the fields in which the record says something else than the paper."""

    source: str
    sha256: str
    position: str
    otherwise: dict[str, str | int | tuple[str, ...]]

    @classmethod
    def of(cls, record: Record, paper: Paper) -> RecordShape:
        source = record.source
        return cls(
            source=source.name, sha256=source.sha256, position=record.position, otherwise=otherwise(record, paper)
        )


class SourceShape(Shape):
    """A file that papers were read from: its base name and the hash of its bytes."""

    name: str
    sha256: str
    papers: int

    @property
    def key(self) -> str:
        return f"{self.name}/{self.sha256}"


class PaperShape(Shape):
    """A paper with its concepts. ``shown`` is what it is called: its title, or the method it proposes."""

    id: str
    shown: str
    title: str | None
    abstract: str | None
    authors: list[str]
    year: int | None
    venue: str | None
    doi: str | None
    arxiv: str | None
    url: str | None
    categories: list[str]
    model: str
    records: list[RecordShape]
    concepts: list[PaperConceptShape]


class PaperSummaryShape(Shape):
    """A paper in a list."""

    id: str
    title: str
    year: int | None
    venue: str | None
    concepts: int

    @classmethod
    def of(cls, summary: Summary) -> PaperSummaryShape:
        return cls(
            id=summary.id, title=summary.title, year=summary.year, venue=summary.venue, concepts=summary.concepts
        )


class VotesShape(Shape):
    Method: int
    Dataset: int
    Task: int

    @classmethod
    def of(cls, votes: Votes) -> VotesShape:
        return cls(Method=votes.method, Dataset=votes.dataset, Task=votes.task)


class AliasShape(Shape):
    """Another name of a concept, the ground on which it is one, and where a text says so."""

    name: str
    form: str
    rule: str
    paper: str | None = None
    evidence: EvidenceShape | None = None


class ConceptSummaryShape(Shape):
    """A concept in a list."""

    id: str
    name: str
    type: Type
    papers: int

    @classmethod
    def of(cls, concept: Concept) -> ConceptSummaryShape:
        return cls(id=concept.id, name=concept.name, type=concept.type, papers=concept.papers)


class RelationShape(ConceptSummaryShape):
    """A broader or narrower concept, and what shows it. By ``ending``, names (folded): ``longer`` ends with ``ending``.
    By ``text``, the words of a paper.
    """

    rule: Literal["ending", "text"]
    longer: str | None = None
    ending: str | None = None
    paper: str | None = None
    evidence: EvidenceShape | None = None

    @classmethod
    def by(cls, one: Relation | Said) -> RelationShape:
        concept = ConceptSummaryShape.of(one.concept).model_dump()
        if isinstance(one, Said):
            return cls(**concept, rule="text", paper=one.paper, evidence=EvidenceShape.of(one.evidence))
        return cls(**concept, rule="ending", longer=one.name, ending=one.ending)


class NearShape(ConceptSummaryShape):
    """A concept that is close in meaning to another: the cosine of the two names, and what this one is to that."""

    cosine: float = Field(ge=0, le=1)
    why: Why

    @classmethod
    def by(cls, one: Concept, cosine: float, why: Why) -> NearShape:
        return cls(**ConceptSummaryShape.of(one).model_dump(), cosine=cosine, why=why)


class ConceptShape(ConceptSummaryShape):
    """A concept with its votes and names, the nearest broader and narrower ones (up to 50, most papers first), and
    those that are near in meaning (up to 16, nearest first).
    """

    votes: VotesShape
    aliases: list[AliasShape]
    broader: list[RelationShape] = []
    narrower: list[RelationShape] = []
    near: list[NearShape] = []


class DecisionShape(Shape):
    """What a person decided of names (folded) or papers (ids)."""

    id: str
    kind: str
    subject: list[str]
    value: str
    who: str | None = Field(description="Who said so; the server tells it only to those who send its token.")
    when: str
    why: str

    @classmethod
    def of(cls, one: Decision) -> DecisionShape:
        return cls(id=one.id, **asdict(one))

    def unsigned(self) -> Self:
        """The same for those who may not know who said so."""
        return self.model_copy(update={"who": None})


class FoundShape(Shape):
    """What a search found."""

    papers: list[PaperSummaryShape]
    concepts: list[ConceptSummaryShape]


class StatsShape(Shape):
    """What is in a store."""

    revision: int
    papers: int
    records: int
    sources: int
    mentions: int
    concepts: int
    names: int
    definitions: int
    decisions: int
    papers_without_concepts: int
    untagged: int
    models: dict[str, int]
    types: dict[str, int]

    @classmethod
    def of(cls, counts: Counts) -> StatsShape:
        return cls(**{name: getattr(counts, name) for name in cls.model_fields})


def word(kind: Type, role: str) -> RoleWord:
    """A role as people word it, typed."""
    return role_word(kind, role)  # type: ignore[arg-type,return-value] # the words are those of RoleWord
