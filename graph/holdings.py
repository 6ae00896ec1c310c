"""What one paper holds: its mentions, taken together by concept."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.fold import fold
from graph.records import ROLES, Holding, Mention, Role, Tags, Type, Votes

ROLE_WEIGHTS: dict[Role, float] = {"own": 1.0, "used": 0.8, "mentioned": 0.4}
"""How much a role counts in a link: what a paper makes or works on says more than what it compares with."""


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


def concepts_of(tags: Tags, concept_of: Mapping[str, str] | None = None) -> list[PaperConcept]:
    """The concepts of one paper, most certain first; without ``concept_of`` each name is its own concept."""
    by_concept: dict[str, list[Mention]] = defaultdict(list)
    for mention in tags.mentions:
        by_concept[concept_of[mention.name] if concept_of else mention.name].append(mention)
    rows = [_together(concept, mentions) for concept, mentions in by_concept.items()]
    return sorted(rows, key=lambda row: (-row.confidence, row.id))


def _together(concept: str, mentions: Sequence[Mention]) -> PaperConcept:
    votes = Counter(mention.type for mention in mentions)
    role = min((mention.role for mention in mentions), key=ROLES.index)
    kind = Votes(votes["Method"], votes["Dataset"], votes["Task"]).type
    return PaperConcept(
        id=concept,
        name=shown(mentions, role),
        type=kind,
        role="own" if kind == "Task" and role == "used" else role,
        confidence=max(mention.confidence for mention in mentions),
        broad=all(mention.broad for mention in mentions),
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


def holdings(tags: Tags, concept_of: Mapping[str, str]) -> tuple[Holding, ...]:
    """The rows that links are made of, in the order of concept id."""
    rows = [
        Holding(
            one.id, one.type, one.role, one.confidence, one.broad, round(one.confidence * ROLE_WEIGHTS[one.role], 6)
        )
        for one in concepts_of(tags, concept_of)
    ]
    return tuple(sorted(rows, key=lambda row: row.concept))


def norm(rows: Iterable[Holding]) -> float:
    """The length that a paper's part in a score is divided by: ``sqrt(Σ w²)``, free of idf; 0 without concepts."""
    return round(math.sqrt(math.fsum(row.weight**2 for row in rows)), 9)
