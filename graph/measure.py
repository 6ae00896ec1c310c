"""How strongly two papers are tied: the measure that links rank by, chosen in docs/adr/0001-link-measure.md.

For papers a and b, over every pair of a concept c of a and a concept d of b::

    tie(a, b)   = Σ w(a, c) · w(b, d) · κ(c, d) · cos(c, d)
    score(a, b) = tie(a, b) / sqrt(tie(a, a) · tie(b, b))
    w(p, c)     = emphasis · sqrt(idf(c));  emphasis = role · title · (1 + ln mentions)

The soft cosine (Sidorov et al. 2014), with the cosine of name vectors as likeness. κ is 1 within a type and
:data:`ACROSS` otherwise, both positive definite, so that no score is above 1 but for the rounding of vectors. Each pair
is a part of the score: *shared* where c is d, else *near*. A concept that is an outlier in its own paper weighs more
than one of five that say the same, as tie(a, a) grows with them.

With wording the score is half this and half the cosine of words (:mod:`graph.wording`), each word a part.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.records import TYPES, Role, Type
from graph.score import idf, rounded

Aspect = Literal["background", "method", "all"]

ROLES: dict[Role, float] = {"own": 1.0, "used": 0.5, "mentioned": 0.5}
"""What a paper makes or works on counts twice what it uses or names."""
TITLE = 1.5
"""How much more a concept counts that the title names."""
ACROSS = 0.5
"""What is left of a near pair of different types."""
ASPECTS: dict[Aspect, Type] = {"background": "Task", "method": "Method"}
"""The type that an aspect asks for."""
BESIDE = 0.5
"""What concepts of other types count where an aspect is asked for."""
WORDING = 0.5
"""The share of the words, where they count."""
UNIT = 127
"""Length of a name's vector."""
DIGITS = 4
"""Decimals of a cosine."""


def emphasis(role: Role, mentions: int, *, in_title: bool) -> float:
    """How much a paper is about a concept that it mentions so often."""
    return ROLES[role] * (TITLE if in_title else 1.0) * (1 + math.log(mentions))


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
class Profile:
    """A paper's concepts, a vector each, and its length, ``sqrt(tie(p, p))``."""

    held: tuple[Held, ...]
    vectors: NDArray[np.float32]
    length: float

    @classmethod
    def of(cls, held: Sequence[Held], vectors: Sequence[Sequence[int]] | NDArray[np.int8]) -> Profile:
        """From concepts and their int8 vectors of length :data:`UNIT`, in the same order."""
        # float32 is exact here: a dot product of such vectors is a whole number below 2^24.
        rows = np.asarray(vectors, dtype=np.float32)
        own = math.fsum(tie for _, _, _, tie in _ties(held, rows, held, rows))
        return cls(tuple(held), rows, math.sqrt(max(0.0, own)))


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


def tie(here: Profile, there: Profile, wording: tuple[Mapping[str, float], Mapping[str, float]] | None = None) -> Tie:
    """How two papers are tied by their concepts and, where both have weights of words, by these."""
    part = (1 - WORDING if wording else 1.0) / ((here.length * there.length) or math.inf)
    met = {
        (a.concept, b.concept): (a, b, cosine, value * part)
        for a, b, cosine, value in _ties(here.held, here.vectors, there.held, there.vectors)
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


def _ties(
    here: Sequence[Held], mine: NDArray[np.float32], there: Sequence[Held], theirs: NDArray[np.float32]
) -> Iterable[tuple[Held, Held, float, float]]:
    if not here or not there:
        return
    cosines = np.clip(np.round((mine @ theirs.T).astype(np.float64) / UNIT**2, DIGITS), -1, 1)
    for a, row in zip(here, cosines.tolist(), strict=True):
        for b, near in zip(there, row, strict=True):
            cosine = 1.0 if a.concept == b.concept else near
            yield a, b, cosine, a.weight * b.weight * cosine * (1.0 if a.type == b.type else ACROSS)


def _common(here: Mapping[str, float], there: Mapping[str, float]) -> Iterable[tuple[str, float]]:
    return ((word, value * there[word]) for word, value in here.items() if word in there)


def _halves(pairs: Iterable[Pair], kind: Type) -> Iterable[float]:
    return (pair.share / 2 for pair in pairs for side in (pair.here, pair.there) if side.type == kind)
