"""How strongly two papers are tied: the measure that links rank by, chosen in docs/adr/0001-link-measure.md.

For papers a and b, over every pair of a concept c of a and a concept d of b::

    tie(a, b)   = Σ w(a, c) · w(b, d) · κ(c, d) · cos(c, d)
    score(a, b) = tie(a, b) / sqrt(tie(a, a) · tie(b, b))
    w(p, c)     = emphasis · sqrt(idf(c));  emphasis = role · title · (1 + ln mentions)

The soft cosine (Sidorov et al. 2014), with the cosine of name vectors as likeness. κ is :data:`SHARED` where c is d, 1
within a type and :data:`ACROSS` otherwise, all positive definite, so that no score is above 1 but for the rounding of
vectors. Each pair
is a part of the score: *shared* where c is d, else *near*. A concept that is an outlier in its own paper weighs more
than one of five that say the same, as tie(a, a) grows with them.

With wording the score is half this and half the cosine of words (:mod:`graph.wording`), each word a part.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.near import PLACES, TAIL, UNIT, components
from graph.records import TYPES, Role, Type
from graph.score import idf, rounded

Aspect = Literal["background", "method", "all"]
Words = Mapping[str, float]
"""Of a text, the weight of each word."""

ROLES: dict[Role, float] = {"own": 1.0, "used": 0.5, "mentioned": 0.5}
"""What a paper makes or works on counts twice what it uses or names."""
TITLE = 1.5
"""How much more a concept counts that the title names."""
SHARED = 2.0
"""How much more a concept counts with itself than one that is as good as the same."""
ACROSS = 0.5
"""What is left of a near pair of different types."""
ASPECTS: dict[Aspect, Type] = {"background": "Task", "method": "Method"}
"""The type that an aspect asks for."""
BESIDE = 0.5
"""What concepts of other types count where an aspect is asked for."""
WORDING = 0.5
"""The share of the words, where they count."""
BROAD = 0.3
"""What a broad concept counts: that two papers are both about "deep learning" says little."""
_AT_ONCE = 500  # papers whose concepts are multiplied at once: so much fits into memory at any size


def emphasis(role: Role, mentions: int, *, in_title: bool, broad: bool = False) -> float:
    """How much a paper is about a concept that it mentions so often."""
    return ROLES[role] * (TITLE if in_title else 1.0) * (BROAD if broad else 1.0) * (1 + math.log(mentions))


def weight(stress: float, kind: Type, holders: int, papers: int, aspect: Aspect = "all") -> float:
    """What a concept of this emphasis counts, which ``holders`` of ``papers`` papers hold.

    The idf counts once in a pair, half from either side.
    """
    asked = ASPECTS.get(aspect, kind)
    return stress * math.sqrt(idf(papers, holders)) * (1.0 if kind == asked else BESIDE)


@dataclass(frozen=True, slots=True)
class Held:
    """A concept of a paper, as the measure needs it."""

    concept: str
    type: Type
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What counts: concepts of these types, as an aspect weighs them, or only the shared among them."""

    kinds: tuple[Type, ...] = TYPES
    aspect: Aspect = "all"
    shared_only: bool = False

    @property
    def worded(self) -> bool:
        """Whether words count too: where no concept is left out."""
        return not self.shared_only and set(self.kinds) == set(TYPES)


ANY = Asked()


@dataclass(frozen=True, slots=True)
class Profile:
    """A paper's concepts; of each its weight, its type's place in ``TYPES`` and its vector; and the paper's length,
    ``sqrt(tie(p, p))``.
    """

    held: tuple[Held, ...]
    weights: NDArray[np.float64]
    kinds: NDArray[np.int64]
    vectors: NDArray[np.int8]
    length: float

    @classmethod
    def of(cls, held: Sequence[Held], vectors: Sequence[bytes | None]) -> Profile:
        """From concepts and their vectors as a store has them, in the same order.

        A concept without a vector is like none but itself.
        """
        (one,) = cls.all_of([(held, vectors)])
        return one

    @classmethod
    def all_of(cls, papers: Sequence[tuple[Sequence[Held], Sequence[bytes | None]]]) -> list[Profile]:
        """The same of several papers, measured together where they have as many concepts."""
        blank = bytes(max((len(one) for _, vectors in papers for one in vectors if one), default=1 + TAIL))
        bare = []
        for held, vectors in papers:
            rows = components([one or blank for one in vectors]) if held else _blank(0, 1)
            weights = np.array([one.weight for one in held], dtype=np.float64)
            kinds = np.array([TYPES.index(one.type) for one in held], dtype=np.int64)
            bare.append(cls(tuple(held), weights, kinds, rows, 0.0))
        lengths = [0.0] * len(bare)
        alike: dict[int, list[int]] = defaultdict(list)
        for n, one in enumerate(bare):
            alike[len(one.held)].append(n)
        for group in alike.values():
            for n, length in zip(group, _lengths([bare[n] for n in group]), strict=True):
                lengths[n] = length
        return [replace(one, length=length) for one, length in zip(bare, lengths, strict=True)]

    @classmethod
    def joined(cls, papers: Sequence[Profile]) -> Profile:
        """The concepts of several papers in a row; without a length."""
        width = max((one.vectors.shape[1] for one in papers), default=1)
        rows = [one.vectors if one.vectors.shape[1] == width else _blank(len(one.held), width) for one in papers]
        return cls(
            tuple(chain.from_iterable(one.held for one in papers)),
            np.concatenate([one.weights for one in papers]),
            np.concatenate([one.kinds for one in papers]),
            np.concatenate(rows),
            0.0,
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A concept of one paper that meets one of the other; *shared* with a cosine of 1 where they are the same."""

    here: Held
    there: Held
    cosine: float
    share: float

    @property
    def shared(self) -> bool:
        return self.here.concept == self.there.concept


@dataclass(frozen=True, slots=True)
class Tie:
    """How two papers are tied; ``score`` is the sum of ``by_type`` and ``wording``, and of all shares, to 1e-9.

    A pair counts half to the type of either concept. Pairs and words are in the order of their shares, greatest first;
    a pair of negative cosine takes a little away.
    """

    score: float
    by_type: dict[Type, float]
    wording: float
    pairs: tuple[Pair, ...]
    words: tuple[tuple[str, float], ...]


def strengths(
    here: Profile, others: Sequence[Profile], wording: tuple[Words, Sequence[Words]] | None = None, asked: Asked = ANY
) -> list[float]:
    """The score of :func:`tie` with each of ``others``, without its parts and not rounded; 0 where concepts do not tie
    the papers. ``others`` have one concept at least.
    """
    sums: list[float] = []
    for start in range(0, len(others), _AT_ONCE):
        some = others[start : start + _AT_ONCE]
        _, values = _ties(here, Profile.joined(some), asked)
        starts = np.cumsum([0, *(len(one.held) for one in some[:-1])])
        sums += np.add.reduceat(values.sum(axis=0), starts).tolist()
    found = [_part(here, one, wording is not None) * value for one, value in zip(others, sums, strict=True)]
    if wording is None:
        return [max(0.0, value) for value in found]
    own, theirs = wording
    return [
        math.fsum((value, *(WORDING * common for _, common in _common(own, words)))) if value > 0 else 0.0
        for value, words in zip(found, theirs, strict=True)
    ]


def tie(
    here: Profile,
    there: Profile,
    wording: tuple[Words, Words] | None = None,
    asked: Asked = ANY,
) -> Tie:
    """How two papers are tied by their concepts and, where both have weights of words, by these."""
    part = _part(here, there, wording is not None)
    cosines, values = _ties(here, there, asked)
    met = {
        (a.concept, b.concept): (a, b, float(cosines[i, j]), float(values[i, j]) * part)
        for i, a in enumerate(here.held)
        for j, b in enumerate(there.held)
        if values[i, j]
    }
    common = [(word, WORDING * value) for word, value in _common(*wording)] if wording else []
    terms: dict[tuple[str, ...], float] = {key: value for key, (*_, value) in met.items()}
    terms |= {(word,): value for word, value in common}
    score, shares = rounded(terms)
    pairs = [Pair(a, b, cosine, shares[key]) for key, (a, b, cosine, _) in met.items()]
    words = [(word, shares[word,]) for word, _ in common]
    by_type = {kind: round(math.fsum(_halves(pairs, kind)), 7) for kind in TYPES}
    return Tie(
        score,
        by_type,
        round(math.fsum(share for _, share in words), 7),
        tuple(sorted(pairs, key=lambda pair: (-pair.share, pair.here.concept, pair.there.concept))),
        tuple(sorted(words, key=lambda row: (-row[1], row[0]))),
    )


def _part(here: Profile, there: Profile, worded: bool) -> float:
    """What the sum of all pairs counts in the score."""
    return (1 - WORDING if worded else 1.0) / ((here.length * there.length) or math.inf)


def _ties(here: Profile, there: Profile, asked: Asked) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each concept here and there: their cosine, and what their pair adds to the sum."""
    if here.vectors.shape[1] == there.vectors.shape[1]:
        dots = here.vectors.astype(np.float32) @ there.vectors.astype(np.float32).T
    else:  # one of them has no vector at all
        dots = np.zeros((len(here.held), len(there.held)), dtype=np.float32)
    cosines = _cosines(dots)
    at = {one.concept: i for i, one in enumerate(here.held)}
    shared = np.zeros(cosines.shape, dtype=bool)
    for j, one in enumerate(there.held):
        if one.concept in at:
            shared[at[one.concept], j] = True
    cosines[shared] = 1.0
    kappa = np.where(here.kinds[:, None] == there.kinds, 1.0, ACROSS)
    kappa[shared] = SHARED
    wanted = np.array([kind in asked.kinds for kind in TYPES])
    values = (here.weights * wanted[here.kinds])[:, None] * (there.weights * wanted[there.kinds]) * cosines * kappa
    return cosines, np.where(shared, values, 0.0) if asked.shared_only else values


def _lengths(papers: Sequence[Profile]) -> list[float]:
    """``sqrt(tie(p, p))`` of papers that have as many concepts each."""
    vectors = np.stack([one.vectors for one in papers]).astype(np.float32)
    weights, kinds = (np.stack(rows) for rows in zip(*((one.weights, one.kinds) for one in papers), strict=True))
    itself = np.eye(vectors.shape[1], dtype=bool)
    cosines = np.where(itself, 1.0, _cosines(vectors @ vectors.transpose(0, 2, 1)))
    kappa = np.where(itself, SHARED, np.where(kinds[:, :, None] == kinds[:, None], 1.0, ACROSS))
    sums = (weights[:, :, None] * weights[:, None] * cosines * kappa).sum(axis=(1, 2))
    return [math.sqrt(max(0.0, one)) for one in sums.tolist()]


def _cosines(dots: NDArray[np.float32]) -> NDArray[np.float64]:
    """float32 is exact here: a dot product of such vectors is a whole number below 2^24."""
    return np.clip(np.round(dots.astype(np.float64) / UNIT**2, PLACES), -1, 1)


def _blank(rows: int, width: int) -> NDArray[np.int8]:
    return np.zeros((rows, width), dtype=np.int8)


def _common(here: Words, there: Words) -> Iterable[tuple[str, float]]:
    return ((word, value * there[word]) for word, value in here.items() if word in there)


def _halves(pairs: Iterable[Pair], kind: Type) -> Iterable[float]:
    return (pair.share / 2 for pair in pairs for side in (pair.here, pair.there) if side.type == kind)
