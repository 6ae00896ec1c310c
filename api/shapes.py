"""What Concite answers: one model a noun, the same for REST and for ``--json``.

Offsets (``start``, ``end``) are code points of the field as given; ``end`` is the one behind the last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.broader import Relation
from graph.decisions import Decision
from graph.holdings import PaperConcept
from graph.links import quote
from graph.records import (
    Concept,
    Evidence,
    Link,
    Paper,
    Record,
    Side,
    Type,
    Votes,
    role_word,
)
from graph.records import Field as FieldName
from graph.report import Ambiguous, Decided, Dropped, Hub, Part, Report
from graph.store import Counts, Summary

if TYPE_CHECKING:
    from graph.suggest import Suggestion

RoleWord = Literal["proposed", "introduced", "addressed", "used", "mentioned"]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


T = TypeVar("T")
Item = TypeVar("Item", bound=Shape)


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
    """Where a paper was read."""

    source: str
    sha256: str
    position: str

    @classmethod
    def of(cls, record: Record) -> RecordShape:
        return cls(source=record.source.name, sha256=record.source.sha256, position=record.position)


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
    """A broader or narrower concept, and the names (folded) that show it: ``longer`` ends with ``ending``."""

    longer: str
    ending: str

    @classmethod
    def by(cls, one: Relation) -> RelationShape:
        concept = ConceptSummaryShape.of(one.concept)
        return cls(**concept.model_dump(), longer=one.name, ending=one.ending)


class ConceptShape(ConceptSummaryShape):
    """A concept with its votes and names, and the nearest broader and narrower ones: up to 50, most papers first."""

    votes: VotesShape
    aliases: list[AliasShape]
    broader: list[RelationShape] = []
    narrower: list[RelationShape] = []


class SideShape(Shape):
    """One paper's end of a shared concept."""

    role: RoleWord
    confidence: float
    field: FieldName
    start: int
    end: int
    surface: str
    sentence: SentenceShape

    @classmethod
    def of(cls, side: Side) -> SideShape:
        shape = EvidenceShape.of(side.evidence)
        return cls(
            role=word(side.type, side.role),
            confidence=side.confidence,
            field=shape.field,
            start=shape.start,
            end=shape.end,
            surface=shape.surface,
            sentence=shape.sentence,
        )


class SharedShape(Shape):
    """A concept that both papers have, and its share of the score."""

    concept: str
    name: str
    type: Type
    papers: int
    share: float
    direction: Literal["to", "from"] | None = None
    here: SideShape
    there: SideShape


class ByTypeShape(Shape):
    Method: float
    Dataset: float
    Task: float


class LinkShape(Shape):
    """A linked paper; ``score`` is the sum of ``by_type`` and of all shares."""

    paper: str
    title: str
    score: float
    by_type: ByTypeShape
    shared: list[SharedShape]
    near: list[SharedShape] = []

    @classmethod
    def of(cls, link: Link) -> LinkShape:
        return cls(
            paper=link.there,
            title=link.title,
            score=link.score,
            by_type=ByTypeShape(**link.by_type),
            shared=[
                SharedShape(
                    concept=shared.concept.id,
                    name=shared.concept.name,
                    type=shared.concept.type,
                    papers=shared.concept.papers,
                    share=shared.share,
                    here=SideShape.of(shared.here),
                    there=SideShape.of(shared.there),
                )
                for shared in link.shared
            ],
        )


class ExplanationShape(Shape):
    """Why two papers are linked; ``link`` is null where they share no concept, and ``reason`` says so."""

    here: str
    here_title: str
    there: str
    there_title: str
    reason: str
    link: LinkShape | None


class DecisionShape(Shape):
    """What a person decided of names (folded) or papers (ids)."""

    id: str
    kind: str
    subject: list[str]
    value: str
    who: str
    when: str
    why: str

    @classmethod
    def of(cls, one: Decision) -> DecisionShape:
        return cls(id=one.id, **asdict(one))


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


class ListedShape(Shape, Generic[Item]):
    """The first few of a list, and how many there are in all."""

    total: int
    items: list[Item]

    @classmethod
    def of(cls, part: Part[T], shape: Callable[[T], Item]) -> ListedShape[Item]:
        return cls(total=part.total, items=[shape(row) for row in part.rows])


class ReadingShape(ConceptSummaryShape):
    """What some papers define an acronym to be. ``defined`` is how many do, ``share`` their part of all that define it;
    ``papers`` counts those that have the concept by any name.
    """

    defined: int
    share: float


class AmbiguousShape(Shape):
    """An acronym that papers define in several ways; ``concept`` is where it leads in a paper that does not."""

    name: str
    form: str
    concept: str
    defined: int
    readings: list[ReadingShape]

    @classmethod
    def of(cls, one: Ambiguous) -> AmbiguousShape:
        readings = [
            ReadingShape(
                **ConceptSummaryShape.of(reading.concept).model_dump(), defined=reading.papers, share=reading.share
            )
            for reading in one.readings
        ]
        return cls(name=one.name, form=one.form, concept=one.concept, defined=one.papers, readings=readings)


class TypeConflictShape(ConceptSummaryShape):
    """A concept whose mentions disagree on its type."""

    votes: VotesShape

    @classmethod
    def by(cls, concept: Concept) -> TypeConflictShape:
        return cls(**ConceptSummaryShape.of(concept).model_dump(), votes=VotesShape.of(concept.votes))


class DroppedShape(Shape):
    """A generic name: papers mention it, and it is no concept of any."""

    name: str
    papers: int
    reason: str

    @classmethod
    def of(cls, one: Dropped) -> DroppedShape:
        return cls(name=one.name, papers=one.papers, reason=one.reason)


class DecidedShape(DecisionShape):
    """A decision that blocks or marks a name, and how many papers mention that name."""

    papers: int

    @classmethod
    def by(cls, one: Decided) -> DecidedShape:
        return cls(**DecisionShape.of(one.decision).model_dump(), papers=one.papers)


class HubShape(ConceptSummaryShape):
    """A concept that many papers have; ``share`` is their part of all."""

    share: float

    @classmethod
    def by(cls, hub: Hub) -> HubShape:
        return cls(**ConceptSummaryShape.of(hub.concept).model_dump(), share=hub.share)


class ModelShape(Shape):
    """How many papers a model tagged; null: they are not tagged yet."""

    model: str | None
    papers: int

    @classmethod
    def of(cls, row: tuple[str | None, int]) -> ModelShape:
        return cls(model=row[0], papers=row[1])


class ReportShape(Shape):
    """What a store leaves open: what is missing, doubtful, dropped or decided, the first few of each with their number.

    ``models`` is empty where one model tagged all papers.
    """

    papers: int
    without_concepts: ListedShape[PaperSummaryShape]
    not_english: ListedShape[PaperSummaryShape]
    ambiguous: ListedShape[AmbiguousShape]
    type_conflicts: ListedShape[TypeConflictShape]
    generic: ListedShape[DroppedShape]
    decided: ListedShape[DecidedShape]
    hubs: ListedShape[HubShape]
    models: ListedShape[ModelShape]

    @classmethod
    def of(cls, one: Report, papers: Mapping[str, PaperSummaryShape]) -> ReportShape:
        """``papers`` are those that are told of, by id."""
        return cls(
            papers=one.papers,
            without_concepts=ListedShape[PaperSummaryShape].of(one.without_concepts, papers.__getitem__),
            not_english=ListedShape[PaperSummaryShape].of(one.not_english, papers.__getitem__),
            ambiguous=ListedShape[AmbiguousShape].of(one.ambiguous, AmbiguousShape.of),
            type_conflicts=ListedShape[TypeConflictShape].of(one.type_conflicts, TypeConflictShape.by),
            generic=ListedShape[DroppedShape].of(one.generic, DroppedShape.of),
            decided=ListedShape[DecidedShape].of(one.decided, DecidedShape.by),
            hubs=ListedShape[HubShape].of(one.hubs, HubShape.by),
            models=ListedShape[ModelShape].of(one.models, ModelShape.of),
        )


class SuggestionShape(Shape):
    """Two concepts that may be one. A merge would keep the id of ``head``; ``names`` are those that are alike."""

    score: float = Field(ge=0, le=1)
    reasons: list[str]
    names: list[str]
    head: ConceptSummaryShape
    other: ConceptSummaryShape

    @classmethod
    def of(cls, one: Suggestion) -> SuggestionShape:
        return cls(
            score=one.score,
            reasons=list(one.reasons),
            names=list(one.names),
            head=ConceptSummaryShape.of(one.head),
            other=ConceptSummaryShape.of(one.other),
        )


def word(kind: Type, role: str) -> RoleWord:
    """A role as people word it, typed."""
    return role_word(kind, role)  # type: ignore[arg-type,return-value] # the words are those of RoleWord
