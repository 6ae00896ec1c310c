"""Who builds on whom: a method that one paper proposes, or a data set that it introduces, and the other uses.

Only by a proper name that no other paper proposes: that "data augmentation" is proposed here and used there says
nothing, nor does a name that five papers claim. CiTO (Peroni & Shotton 2012) has the words for it: ``usesMethodIn``,
``usesDataFrom``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.proposers import plain
from graph.records import Concept, Direction, Side
from graph.store import Reader

Sole = Mapping[str, str]
"""By concept the one paper that proposes it by a proper name."""


def sole_proposers(reader: Reader, concepts: Iterable[str]) -> Sole:
    """Concepts that one paper alone proposes by one of their names (``graph.proposers.proposal``)."""
    names = reader.names_of(concepts)
    found = reader.proposals({plain(name) for own in names.values() for name in own})
    papers: dict[str, set[str]] = defaultdict(set)
    for concept, own in names.items():
        for name in own:
            papers[concept] |= {one.paper for one in found.get(plain(name), ()) if one.type is not None}
    return {concept: next(iter(who)) for concept, who in papers.items() if len(who) == 1}


def direction(concept: Concept, here: tuple[str, Side], there: tuple[str, Side], sole: Sole) -> Direction | None:
    """``to`` where the paper here uses what the one there alone proposes, ``from`` where it is the other way round."""
    if concept.type == "Task" or concept.broad:
        return None
    for (paper, own), (_, other), word in ((there, here, "to"), (here, there, "from")):
        if own.role == "own" and other.role == "used" and sole.get(concept.id) == paper:
            return "to" if word == "to" else "from"
    return None
