"""Broader and narrower concepts, by their names: "personalized federated learning" is a kind of "federated learning".

English puts the head of a name last. Nothing is kept: relations are computed when read, and only the nearest, as
from there the way goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, dropwhile
from typing import Literal

import networkx as nx

from graph.records import Concept
from graph.store import Reader

MOST_NAMES = 5000
"""How many names with the same ending are looked at."""

_COMMON = 1000  # a word is common where at least one paper in so many holds it
_SHORT = 2  # two short words in a row are one: k-NN, re-ID, AR/VR
# Right before the ending they make another thing of it: a subgradient is no gradient, an autoencoder no encoder.
_CHANGING = frozenset(
    "non un anti semi self pseudo quasi de re dis mis pre post sub super hyper auto inverse counter no not".split()
)
# Right before the ending they join two things: "wide & deep learning" is no deep learning.
_JOINING = frozenset("and or & + plus vs versus the a an".split())
# Two of them in a row are one word: a vision-language model, contrastive language-image pretraining.
_PAIRED = frozenset("vision visual language text textual image video audio speech".split())
# What stands behind one of them is not the head: a "model for super-resolution" is a model.
_PREPOSITIONS = frozenset(
    "of for with without by from on in via under using through over at as between among across against towards toward "
    "into within beyond during before after about when that".split()
)
_BARRING = _CHANGING | _JOINING | _PREPOSITIONS
_OPENING = _PREPOSITIONS | frozenset("out off the a an".split())  # ... but "out of distribution detection" is one
# A name that begins so says what is done to its last words: "modeling human object interaction".
_DOING = frozenset(
    "modeling modelling grounding generating understanding detecting estimating predicting improving rethinking "
    "exploring evaluating reconstructing recognizing classifying synthesizing analyzing enhancing".split()
)
SAYS_LITTLE = frozenset(
    "learning model modeling network net analysis method algorithm approach framework system architecture module layer "
    "block unit component structure task problem challenge data dataset benchmark corpus technique strategy scheme "
    "mechanism function objective loss cost metric measure score process procedure theory paradigm setting training "
    "testing evaluation study application tool solution design policy agent machine computing computation "
    "flow momentum inference alignment bias kernel law field state energy memory transfer transform".split()
)
"""One word that alone says little, or different things in different names (optical and normalizing flow)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A broader or narrower concept, and the names that show it: the narrower one's ``name`` ends with ``ending``."""

    concept: Concept
    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class _Step:
    """From a concept to a nearest broader one, by one of its names."""

    narrow: Concept
    broad: Concept
    name: str
    ending: str


def broader(reader: Reader, concept_ids: Iterable[str]) -> dict[str, list[Relation]]:
    """The nearest broader concepts of each of these, most papers first; a concept that has none is left out.

    A name's nearest is by its longest ending that is a name of another concept, where neither is a dataset. One
    word counts where two papers hold it, and it is the short form of a longer name (FL), or has capitals inside
    (BERT), or is common and not broad (transformer); never where it says little alone (model, flow).
    """
    asked = dict.fromkeys(concept_ids)
    own: dict[str, list[_Step]] = defaultdict(list)
    for step in _without_circles(_climb(reader, asked)):
        own[step.narrow.id].append(step)
    return {concept: _ranked(own[concept], "broad") for concept in asked if concept in own}


def narrower(reader: Reader, concept_ids: Iterable[str], limit: int) -> dict[str, list[Relation]]:
    """The concepts of which each of these is a nearest broader one, most papers first; one of none is left out."""
    asked = dict.fromkeys(concept_ids)
    names = set(chain.from_iterable(reader.names_of(asked).values())) - SAYS_LITTLE  # saves time
    longer = {name for found in reader.names_ending(names, limit=MOST_NAMES).values() for name in found}
    own: dict[str, list[_Step]] = defaultdict(list)
    for step in _without_circles([*_steps(reader, longer), *_climb(reader, asked)]):
        own[step.broad.id].append(step)
    return {concept: _ranked(own[concept], "narrow")[:limit] for concept in asked if concept in own}


def endings(name: str) -> Iterator[str]:
    """What a name may be a kind of, judged by its words alone: the longest first."""
    words = name.split()
    if not words or words[0] in _DOING:
        return
    opening = len(words) - len(list(dropwhile(_OPENING.__contains__, words)))
    for at in range(1, len(words)):
        rest, ending = words[:at], words[at:]
        if not _PREPOSITIONS.isdisjoint(rest[opening:-1]):
            return
        if not _barred(rest[-1], ending):
            yield " ".join(ending)


def _barred(before: str, ending: Sequence[str]) -> bool:
    """Whether the word right before an ending makes another thing of it."""
    if len(ending) == 1 and (before == "to" or max(len(before), len(ending[0])) <= _SHORT):
        return True
    return before in _BARRING or (before in _PAIRED and ending[0] in _PAIRED)


def _ranked(steps: Iterable[_Step], side: Literal["broad", "narrow"]) -> list[Relation]:
    """The concepts on one side of steps, each once: shown by the narrower one's id rather than by another name."""
    best: dict[str, Relation] = {}
    for step in sorted(steps, key=lambda step: (step.name != step.narrow.id, step.name)):
        concept = step.broad if side == "broad" else step.narrow
        best.setdefault(concept.id, Relation(concept, step.name, step.ending))
    return sorted(best.values(), key=lambda one: (-one.concept.papers, one.concept.id))


def _climb(reader: Reader, concept_ids: Iterable[str]) -> list[_Step]:
    """All steps from these concepts, from those that they lead to, and so on."""
    steps: list[_Step] = []
    seen: set[str] = set()
    front = set(concept_ids)
    while front:
        seen |= front
        found = _steps(reader, set(chain.from_iterable(reader.names_of(front).values())))
        steps += found
        front = {step.broad.id for step in found} - seen
    return steps


def _without_circles(steps: Sequence[_Step]) -> list[_Step]:
    """Concepts of several names may lead to each other, and then none of them is the broader one."""
    graph = nx.DiGraph((step.narrow.id, step.broad.id) for step in steps)
    circle = {id_: n for n, ids in enumerate(nx.strongly_connected_components(graph)) for id_ in ids}
    return [step for step in steps if circle[step.narrow.id] != circle[step.broad.id]]


def _steps(reader: Reader, names: Collection[str]) -> list[_Step]:
    """The step of each of these names that has one."""
    shorter = {name: tuple(endings(name)) for name in sorted(names)}
    namings = reader.namings({*names, *chain.from_iterable(shorter.values())})
    concepts = reader.concepts({naming.concept for naming in namings.values()})
    size = reader.size()
    steps: list[_Step] = []
    for name, candidates in shorter.items():
        own = concepts[namings[name].concept]
        for ending in candidates if _counts(own) else ():
            other = concepts[namings[ending].concept] if ending in namings else own
            if other.id != own.id and _counts(other) and (" " in ending or _stands_alone(ending, other, size)):
                steps.append(_Step(own, other, name, ending))
                break
    return steps


def _counts(concept: Concept) -> bool:
    """Whether a concept has any place here: Tiny ImageNet is no kind of ImageNet, and what no paper holds is none."""
    return concept.type != "Dataset" and concept.papers > 0


def _stands_alone(word: str, concept: Concept, size: int) -> bool:
    """Whether one word says enough for others to be kinds of it, in a store of so many papers."""
    if word in SAYS_LITTLE or concept.papers < 2:
        return False
    if " " in concept.id or any(char.isupper() for char in concept.name[1:]):
        return True
    return not concept.broad and concept.papers * _COMMON >= size
