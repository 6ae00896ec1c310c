from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measure import UNIT, Held, Profile, Tie, emphasis, tie, weight
from graph.records import TYPES
from graph.score import idf
from graph.wording import unit, words

PAPERS = 50
_DIMENSIONS = 6


def vector(*parts: float) -> list[int]:
    row = np.array([*parts, *[0.0] * (_DIMENSIONS - len(parts))])
    return [int(x) for x in np.rint(row * UNIT / np.linalg.norm(row))]


def test_a_tie_by_hand() -> None:
    here = Profile.of([Held("x", "Task", 2.0), Held("y", "Method", 1.0)], [vector(1), vector(0, 1)])
    there = Profile.of([Held("x", "Task", 1.0), Held("z", "Dataset", 1.0)], [vector(1), vector(0, 1, 1)])
    near = round(127 * 90 / 127**2, 4)
    length = math.sqrt(4 + 1) * math.sqrt(1 + 1)
    found = tie(here, there)
    assert found.score == round((2 + 0.5 * near) / length, 6)
    shared, other, *none = found.pairs
    assert (shared.here.concept, shared.cosine, shared.shared) == ("x", 1.0, True)
    assert (other.here.concept, other.there.concept, other.cosine, other.shared) == ("y", "z", near, False)
    assert [pair.share for pair in none] == [0, 0]
    assert found.by_type["Method"] == found.by_type["Dataset"] == pytest.approx(other.share / 2, abs=1e-9)


def test_near_concepts_alone_tie_and_none_do_not() -> None:
    one = Profile.of([Held("case system", "Task", 1.0)], [vector(1, 0.2)])
    other = Profile.of([Held("morphological case", "Task", 1.0)], [vector(1, -0.2)])
    assert 0.9 < tie(one, other).score < 1
    assert tie(one, Profile.of([], [])) == Tie(0, dict.fromkeys(TYPES, 0), 0, (), ())


def test_what_counts_more() -> None:
    assert emphasis("own", 1, in_title=True) == 3 * emphasis("mentioned", 1, in_title=False)
    assert emphasis("used", 3, in_title=False) > emphasis("used", 1, in_title=False)
    assert weight(1, "Task", 1, 100) ** 2 == pytest.approx(idf(100, 1))
    assert weight(1, "Task", 1, 100, "background") == 2 * weight(1, "Method", 1, 100, "background")


def test_words_fold_and_rare_ones_say_more() -> None:
    counts = words("Parsers parse; the parser of the Case_system.")
    assert counts["parser"] == 2
    assert counts["case"] == counts["system"] == 1
    found = unit(counts, {"the": 100, "parser": 2}, 100)
    assert found["parser"] > 5 * found["the"]
    assert math.fsum(value**2 for value in found.values()) == pytest.approx(1)
    assert unit({}, {}, 100) == {}


_HELD = st.builds(Held, st.sampled_from("abcdefgh"), st.sampled_from(TYPES), st.floats(0.1, 5.0))
_PROFILE = st.lists(_HELD, max_size=6, unique_by=lambda one: one.concept)
_TEXT = st.lists(st.sampled_from("case parser parsers graph of the".split()), max_size=12).map(" ".join)
_SEEDS = st.integers(0, 9)


@given(_PROFILE, _PROFILE, st.none() | st.tuples(_TEXT, _TEXT), _SEEDS)
def test_parts_add_up_alike_both_ways_and_never_beyond_one(
    here: list[Held], there: list[Held], texts: tuple[str, str] | None, seed: int
) -> None:
    """Vectors of names belong to concepts, types to papers' concepts: the same concept has the same of both."""
    rng = np.random.default_rng(seed)
    vectors = {concept: vector(*np.abs(rng.normal(size=_DIMENSIONS)) - 0.1) for concept in "abcdefgh"}
    kinds = {concept: TYPES[rng.integers(3)] for concept in "abcdefgh"}

    def profile(rows: list[Held]) -> Profile:
        rows = [Held(row.concept, kinds[row.concept], row.weight) for row in rows]
        return Profile.of(rows, [vectors[row.concept] for row in rows])

    one, other = (unit(words(text), {"the": 40}, PAPERS) for text in texts or ("", ""))
    a, b = profile(here), profile(there)
    found = tie(a, b, (one, other) if texts else None)
    back = tie(b, a, (other, one) if texts else None)
    shares = [pair.share for pair in found.pairs] + [share for _, share in found.words]
    assert math.fsum(shares) == pytest.approx(found.score, abs=1e-9)
    assert math.fsum([*found.by_type.values(), found.wording]) == pytest.approx(found.score, abs=1e-9)
    assert back.score == found.score
    assert back.by_type == pytest.approx(found.by_type, abs=2e-6)
    assert abs(found.score) <= 1.03  # vectors of six whole numbers are rounded more than those of names


@given(_PROFILE.filter(bool), _SEEDS)
def test_nothing_is_nearer_to_a_paper_than_itself(held: list[Held], seed: int) -> None:
    rng = np.random.default_rng(seed)
    it = Profile.of(held, [vector(*np.abs(rng.normal(size=_DIMENSIONS))) for _ in held])
    assert tie(it, it).score == pytest.approx(1, abs=1e-5)
