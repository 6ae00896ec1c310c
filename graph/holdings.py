"""What one paper holds: its mentions, taken together by concept."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.decisions import Decision
from graph.fold import fold
from graph.generic import GenericNames, shipped
from graph.measure import emphasis
from graph.records import ROLES, Holding, Mention, Role, Tags, Type, Votes


@dataclass(frozen=True, slots=True)
class PaperConcept:
    """A concept as one paper has it: the paper's own vote, every way it is written there, every mention."""

    id: str
    name: str
    type: Type
    role: Role
    confidence: float
    broad: bool
    surfaces: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people decided that bears on what papers hold."""

    blocked: frozenset[str] = frozenset()  # concepts that are none
    broad: Mapping[str, bool] = field(default_factory=dict)  # by concept
    rejected: frozenset[tuple[str, ...]] = frozenset()  # mentions: paper, field, start, end
    generic: GenericNames = field(default_factory=shipped)

    @classmethod
    def of(cls, decisions: Iterable[Decision], concept_of: Mapping[str, str]) -> Verdicts:
        """The verdicts of decisions on papers and names, of which ``concept_of`` gives the concept."""
        blocked, broad, rejected = set(), {}, set()
        for one in sorted(decisions, key=lambda one: one.subject, reverse=True):  # the smallest name has the last word
            concept = concept_of.get(one.subject[0])
            if one.kind == "reject-mention":
                rejected.add(one.subject)
            elif concept is not None and one.kind == "block":
                blocked.add(concept)
            elif concept is not None and one.kind in ("generic", "specific"):
                broad[concept] = one.kind == "generic"
        return cls(frozenset(blocked), broad, frozenset(rejected))

    def count(self, paper: str, mention: Mention, concept: str) -> bool:
        """Whether a paper's mention of a concept counts."""
        return self.reason(paper, mention, concept) is None

    def reason(self, paper: str, mention: Mention, concept: str) -> str | None:
        """Why a paper's mention of a concept does not count; None where it does."""
        at = mention.place
        if self.generic.drops(mention.name, self.broad.get(concept)):
            return f"generic: {self.generic.reasons[mention.name]}"
        if concept in self.blocked:
            return "no concept, by a decision"
        if (paper, at.field, str(at.start), str(at.end)) in self.rejected:
            return "rejected, by a decision"
        return None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What a paper names that is none of its concepts: how it is written, why, and how often."""

    form: str
    reason: str
    mentions: int


def uncounted(tags: Tags, concept_of: Mapping[str, str], *, paper: str, verdicts: Verdicts) -> list[Uncounted]:
    """What was found in a paper and does not count, in the order of the text."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in tags.mentions:
        if reason := verdicts.reason(paper, mention, concept_of[mention.name]):
            found[mention.name, reason].append(mention.form)
    return [Uncounted(forms[0], reason, len(forms)) for (_, reason), forms in found.items()]


def concepts_of(
    tags: Tags, concept_of: Mapping[str, str] | None = None, *, paper: str = "", verdicts: Verdicts | None = None
) -> list[PaperConcept]:
    """The concepts of one paper, most certain first; without ``concept_of`` each name is its own concept."""
    given = verdicts or Verdicts()
    by_concept: dict[str, list[Mention]] = defaultdict(list)
    for mention in tags.mentions:
        concept = concept_of[mention.name] if concept_of else mention.name
        if given.count(paper, mention, concept):
            by_concept[concept].append(mention)
    rows = [_together(concept, mentions, given.broad.get(concept)) for concept, mentions in by_concept.items()]
    return sorted(rows, key=lambda row: (-row.confidence, row.id))


def _together(concept: str, mentions: Sequence[Mention], broad: bool | None) -> PaperConcept:
    votes = Counter(mention.type for mention in mentions)
    role = min((mention.role for mention in mentions), key=ROLES.index)
    kind = Votes(votes["Method"], votes["Dataset"], votes["Task"]).type
    return PaperConcept(
        id=concept,
        name=shown(mentions, role),
        type=kind,
        role="own" if kind == "Task" and role == "used" else role,
        confidence=max(mention.confidence for mention in mentions),
        broad=all(mention.broad for mention in mentions) if broad is None else broad,
        surfaces=tuple(dict.fromkeys(mention.surface for mention in mentions)),
        mentions=tuple(mentions),
    )


def shown(mentions: Iterable[Mention], role: Role) -> str:
    """How a paper's concept is shown: as its name is mostly written; a paper's own by its abbreviation."""
    written = Counter(mention.form for mention in mentions)
    names = {mention.name for mention in mentions}
    short = [form for form in written if fold(form) not in names and " " not in form]
    plain = [form for form in written if fold(form) in names]
    best = short if short and (role == "own" or not plain) else plain or list(written)
    return min(best, key=lambda form: (-written[form], len(form), form))


def holdings(
    tags: Tags, concept_of: Mapping[str, str], *, paper: str = "", verdicts: Verdicts | None = None
) -> tuple[Holding, ...]:
    """The rows that links are made of, in the order of concept id."""
    rows = [
        Holding(one.id, one.type, one.role, one.confidence, one.broad, weight(one))
        for one in concepts_of(tags, concept_of, paper=paper, verdicts=verdicts)
    ]
    return tuple(sorted(rows, key=lambda row: row.concept))


def weight(one: PaperConcept) -> float:
    """How much its paper is about a concept (``graph.measure.emphasis``)."""
    named = any(mention.place.field == "title" for mention in one.mentions)
    return round(emphasis(one.role, len(one.mentions), in_title=named, broad=one.broad), 6)


def norm(rows: Iterable[Holding]) -> float:
    """``sqrt(Σ w²)``, 0 without concepts: what weights are compared by where candidates of a link are looked for."""
    return round(math.sqrt(math.fsum(row.weight**2 for row in rows)), 9)
