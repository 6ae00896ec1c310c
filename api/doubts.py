"""What Concite answers of what is doubtful: the report and suggested merges, in the way of ``api.shapes``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from pydantic import Field

from api.shapes import ConceptSummaryShape, DecisionShape, PaperSummaryShape, Shape, VotesShape
from graph.records import Concept
from graph.report import Ambiguous, Decided, Dropped, Hub, Part, Report

if TYPE_CHECKING:
    from graph.suggest import Suggestion

T = TypeVar("T")
Item = TypeVar("Item", bound=Shape)


class ListedShape(Shape, Generic[Item]):
    """The first few of a list, and how many there are in all."""

    total: int
    items: list[Item]

    @classmethod
    def of(cls, part: Part[T], shape: Callable[[T], Item]) -> ListedShape[Item]:
        return cls(total=part.total, items=[shape(row) for row in part.rows])

    def cut(self, limit: int) -> Self:
        return self.model_copy(update={"items": self.items[:limit]})


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
    without_abstract: ListedShape[PaperSummaryShape]
    retracted: ListedShape[PaperSummaryShape]
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
            without_abstract=ListedShape[PaperSummaryShape].of(one.without_abstract, papers.__getitem__),
            retracted=ListedShape[PaperSummaryShape].of(one.retracted, papers.__getitem__),
            ambiguous=ListedShape[AmbiguousShape].of(one.ambiguous, AmbiguousShape.of),
            type_conflicts=ListedShape[TypeConflictShape].of(one.type_conflicts, TypeConflictShape.by),
            generic=ListedShape[DroppedShape].of(one.generic, DroppedShape.of),
            decided=ListedShape[DecidedShape].of(one.decided, DecidedShape.by),
            hubs=ListedShape[HubShape].of(one.hubs, HubShape.by),
            models=ListedShape[ModelShape].of(one.models, ModelShape.of),
        )

    def cut(self, limit: int) -> ReportShape:
        """The first ``limit`` of each list."""
        lists = {name: part.cut(limit) for name, part in self if isinstance(part, ListedShape)}
        return self.model_copy(update=lists)

    def unsigned(self) -> ReportShape:
        """The same for those who may not know who decided."""
        items = [row.unsigned() for row in self.decided.items]
        return self.model_copy(update={"decided": self.decided.model_copy(update={"items": items})})


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
