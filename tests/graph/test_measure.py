from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measure import ANY, Asked, Held, Profile, Tie, emphasis, strengths, tie, weight
from graph.near import CELLS, UNIT, celled
from graph.records import TYPES
from graph.score import idf
from graph.wording import rarities, unit, words

PAPERS = 50
_DIMENSIONS = 6


def vector(*parts: float) -> bytes:
    row = np.array([*parts, *[0.0] * (_DIMENSIONS - len(parts))])
    return celled(np.rint(row * UNIT / np.linalg.norm(row)).astype(np.int8), np.arange(CELLS))


def test_a_tie_by_hand() -> None:
    here = Profile.of([Held("x", "Task", 2.0), Held("y", "Method", 1.0)], [vector(1), vector(0, 1)])
    there = Profile.of([Held("x", "Task", 1.0), Held("z", "Dataset", 1.0)], [vector(1), vector(0, 1, 1)])
    near = round(127 * 90 / 127**2, 4)
    length = math.sqrt(2 * (4 + 1)) * math.sqrt(2 * (1 + 1))
    found = tie(here, there)
    assert found.score == round((2 * 2 + 0.5 * near) / length, 6)
    shared, other, *none = found.pairs
    assert (shared.here.concept, shared.cosine, shared.shared) == ("x", 1.0, True)
    assert (other.here.concept, other.there.concept, other.cosine, other.shared) == ("y", "z", near, False)
    assert none == []
    assert found.by_type["Method"] == found.by_type["Dataset"] == pytest.approx(other.share / 2, abs=1e-9)


def test_only_what_is_asked_for_counts() -> None:
    here = Profile.of([Held("x", "Task", 2.0), Held("y", "Method", 1.0)], [vector(1), vector(1, 1)])
    there = Profile.of([Held("x", "Task", 1.0), Held("z", "Method", 1.0)], [vector(1), vector(0, 1)])
    whole, tasks, same = (tie(here, there, None, asked) for asked in (ANY, Asked(("Task",)), Asked(shared_only=True)))
    assert [pair.here.concept for pair in tasks.pairs] == [pair.here.concept for pair in same.pairs] == ["x"]
    assert tasks.score == same.score == next(pair.share for pair in whole.pairs if pair.shared)
    assert whole.score > tasks.score == round(strengths(here, [there], None, Asked(("Task",)))[0], 6)


def test_a_concept_without_a_vector_is_like_itself_alone() -> None:
    here = Profile.of([Held("x", "Task", 1.0), Held("y", "Task", 1.0)], [None, vector(1)])
    there = Profile.of([Held("x", "Task", 1.0)], [None])
    assert tie(here, there).score == round(1 / math.sqrt(2), 6)


def test_near_concepts_alone_tie_and_none_do_not() -> None:
    one = Profile.of([Held("case system", "Task", 1.0)], [vector(1, 0.2)])
    other = Profile.of([Held("morphological case", "Task", 1.0)], [vector(1, -0.2)])
    assert 0.45 < tie(one, other).score < 0.5
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
    found = unit(counts, rarities({"the": 100, "parser": 2}, 100), 2.0)
    assert found["parser"] > 5 * found["the"]
    assert math.fsum(value**2 for value in found.values()) == pytest.approx(1)
    assert unit({}, {}, 2.0) == {}


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

    one, other = (unit(words(text), rarities({"the": 40}, PAPERS), 2.0) for text in texts or ("", ""))
    a, b = profile(here), profile(there)
    found = tie(a, b, (one, other) if texts else None)
    back = tie(b, a, (other, one) if texts else None)
    if there:
        (whole,) = strengths(a, [b], (one, [other]) if texts else None)
    else:
        whole = 0.0
    assert whole == pytest.approx(found.score if found.score > found.wording else 0, abs=1e-6)
    shares = [pair.share for pair in found.pairs] + [share for _, share in found.words]
    assert math.fsum(shares) == pytest.approx(found.score, abs=1e-9)
    assert math.fsum([*found.by_type.values(), found.wording]) == pytest.approx(found.score, abs=1e-9)
    assert back.score == found.score
    assert back.by_type == pytest.approx(found.by_type, abs=2e-6)
    assert abs(found.score) <= 1.03  # vectors of six whole numbers are rounded more than those of names


@given(_PROFILE, st.lists(_PROFILE.filter(bool), max_size=5), _SEEDS)
def test_strengths_with_many_are_those_with_each(here: list[Held], there: list[list[Held]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = {concept: vector(*rng.normal(size=_DIMENSIONS)) if concept != "c" else None for concept in "abcdefgh"}
    mine, *others = (Profile.of(rows, [vectors[row.concept] for row in rows]) for rows in (here, *there))
    own, *texts = ({"parser": rng.random(), word: rng.random()} for word in ["of", *"abcde"[: len(others)]])
    for asked in (ANY, Asked(("Task", "Method"), "method"), Asked(shared_only=True)):
        each = [strengths(mine, [other], None, asked)[0] for other in others]
        assert strengths(mine, others, None, asked) == pytest.approx(each, abs=1e-12)
    each = [strengths(mine, [other], (own, [text]))[0] for other, text in zip(others, texts, strict=True)]
    assert strengths(mine, others, (own, texts)) == pytest.approx(each, abs=1e-12)


@given(_PROFILE.filter(bool), _SEEDS)
def test_nothing_is_nearer_to_a_paper_than_itself(held: list[Held], seed: int) -> None:
    rng = np.random.default_rng(seed)
    it = Profile.of(held, [vector(*np.abs(rng.normal(size=_DIMENSIONS))) for _ in held])
    assert tie(it, it).score == pytest.approx(1, abs=1e-5)
