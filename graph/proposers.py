"""Proper names that papers propose for different things: STAR and STaR, HINT the method and HINT the data set.

Where two papers propose a name with other inner capitals or as another type, each proposer's is a
concept of its own: its mentions there bear the name with the paper behind it, ``star ⟨paper⟩``. All
other papers' mentions keep the plain name, a concept that says which of them is open. Which names
are contested follows from the papers in the store, so their order does not matter.

People part a name that is used as several types (ScreenAgent, the agent and its benchmark): mentions of
a type that they set apart bear the name with the type behind it, ``screenagent ⟨dataset⟩``, also where
the name is contested.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from graph.fold import fold
from graph.fold import name as name_of
from graph.records import TYPES, Mention, Tagged, Type

_OPEN, _CLOSE = " ⟨", "⟩"
_LIKE_A_TYPE = re.compile(f"(?:paper )*(?:{'|'.join(TYPES).lower()})")
SURE = 0.6
"""Confidence from which a paper is taken at its word."""


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """A paper that proposes a name: as which type, and with which capitals.

    Without a type it defines the name as an abbreviation. Two definitions never conflict here: whether
    their long forms agree says more.
    """

    name: str
    paper: str
    type: Type | None
    capitals: str

    def conflicts(self, other: Proposal) -> bool:
        if self.type is None or other.type is None:
            return self.type is not other.type and self.capitals != other.capitals
        return (self.type, self.capitals) != (other.type, other.capitals)


def qualified(name: str, paper: str) -> str:
    """A contested name in a paper that proposes it; one whose id would read as a type is said to be a paper."""
    return _marked(name, f"paper {paper}" if _LIKE_A_TYPE.fullmatch(paper) else paper)


def typed(name: str, kind: str) -> str:
    """The name of the mentions of one type, where people set them apart."""
    return _marked(name, kind.lower())


def _marked(name: str, mark: str) -> str:
    return f"{name}{_OPEN}{mark}{_CLOSE}"


def folded(text: str) -> str:
    """The name that a person means by ``text``: folded, but for a paper or type behind it."""
    form, mark, paper = text.partition(_OPEN)
    return fold(form) + mark + paper


def plain(name: str) -> str:
    """A name without the paper or type that may stand behind it."""
    return name.partition(_OPEN)[0]


def proposal(paper: str, mention: Mention) -> Proposal | None:
    """What a mention proposes: a method or data set of the paper's own, by a proper name.

    An abbreviation that the paper defines bears its long form's name, which tells it from others already.
    """
    if mention.role != "own":
        return None
    return proposed(paper, mention.name, mention.form, mention.type, mention.confidence)


def proposed(paper: str, name: str, form: str, kind: Type, confidence: float) -> Proposal | None:
    """The same of a mention that is the paper's own, or of the surest of several that are written so."""
    if not proper(form) or kind == "Task" or confidence < SURE or name_of(form, kind) != plain(name):
        return None
    return Proposal(plain(name), paper, kind, capitals(form))


def proper(form: str) -> bool:
    """Whether a form is one word with a capital or digit inside (inside a part of it: "Human-in-the-Loop" is ordinary
    words in capitals).
    """
    inside = "".join(part[1:] for part in form.split("-"))
    return " " not in form and any(char.isupper() or char.isdigit() for char in inside)


def capitals(form: str) -> str:
    """Which letters of a form are capitals, a plural's small s aside: ``PaLM`` → ``X.XX``."""
    bare = form[:-1] if len(form) > 2 and form.endswith("s") and form[-2].isupper() else form
    return "".join("X" if char.isupper() else "." for char in bare if char.isalnum())


def defines(paper: str, short: str, form: str) -> Proposal:
    """What a definition of ``short``, written so, proposes."""
    return Proposal(short, paper, None, capitals(form))


def proposals(tagged: Iterable[Tagged]) -> set[Proposal]:
    found: set[Proposal | None] = set()
    for one in tagged:
        found.update(proposal(one.paper.id, mention) for mention in one.tags.mentions)
        found.update(defines(one.paper.id, d.short, d.short_form) for d in one.tags.definitions)
    return {one for one in found if one is not None}


def contested(found: Iterable[Proposal]) -> set[str]:
    """Names that two papers propose for different things; a paper that writes it both ways is at odds with neither."""
    said: dict[str, dict[str, set[Proposal]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        said[one.name][one.paper].add(replace(one, paper=""))
    return {name for name, papers in said.items() if _at_odds({frozenset(kinds) for kinds in papers.values()})}


def _at_odds(kinds: Collection[frozenset[Proposal]]) -> bool:
    return any(
        any(one.conflicts(other) for one in ours for other in theirs)
        for ours, theirs in combinations(kinds, 2)
        if not ours & theirs
    )


def named(
    tagged: Tagged, names: Collection[str], open_names: Collection[str], apart: Mapping[str, Collection[str]]
) -> Tagged:
    """A paper with its mentions named anew: of ``names``, those of ``open_names`` that it proposes bear its id, and
    those of a type that people set ``apart`` bear that.
    """
    own = {one.name for one in proposals([tagged]) if one.type} & set(open_names)

    def name(mention: Mention) -> str:
        base = plain(mention.name)
        if mention.type in apart.get(base, ()):
            return typed(base, mention.type)
        return qualified(base, tagged.paper.id) if base in own else base

    mentions = tuple(
        replace(mention, name=name(mention)) if plain(mention.name) in names else mention
        for mention in tagged.tags.mentions
    )
    return replace(tagged, tags=replace(tagged.tags, mentions=mentions))


def together(
    stored: Mapping[str, Iterable[Proposal]], changed: Collection[str], now: Iterable[Proposal]
) -> set[Proposal]:
    """All proposals there are once the papers ``changed`` say what is in ``now``."""
    others = {one for rows in stored.values() for one in rows if one.paper not in changed}
    return others | set(now)
