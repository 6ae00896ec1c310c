from __future__ import annotations

from typing import Any

import pytest

from extract.evaluate import calibration_error, evaluate, linked_pairs, match, plain


def concept(name: str, kind: str = "Method", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "surfaces": [name], "role": "used", **more}


def test_plain_folds_case_hyphens_and_plurals() -> None:
    assert plain("Vision-Language Models") == plain("vision language model")
    assert plain("policies") == "policy"
    assert plain("bias") == "bia"  # coarse, and the same on both sides


def test_counts_right_extra_and_missed() -> None:
    gold = {"p": [concept("BERT"), concept("SQuAD", "Dataset"), concept("deep learning", broad=True)]}
    given = {"p": [concept("BERT", role="proposed"), concept("GPT"), concept("deep learning")]}
    scores = evaluate(gold, given)
    assert (scores.concepts["all"].right, scores.concepts["all"].predicted, scores.concepts["all"].gold) == (1, 2, 2)
    assert scores.role_accuracy == 0.0
    assert scores.concepts["all"].f1 == pytest.approx(0.5)
    assert set(scores.errors) == {("p", "extra", "Method", "GPT"), ("p", "missed", "Dataset", "SQuAD")}


def test_accepts_the_other_type_and_any_surface() -> None:
    gold = [concept("federated learning", alt_type="Task", surfaces=["FL"])]
    assert match(gold, [concept("fl", "Task")]) == [(0, 0)]
    assert match(gold, [concept("fl", "Dataset")]) == []
    assert match(gold, [concept("fl", "Dataset")], typed=False) == [(0, 0)]


def test_matches_the_most_pairs() -> None:
    """A first come, first served matching would leave one of the two without a partner."""
    gold = [concept("a", surfaces=["a", "b"]), concept("a2", surfaces=["a"])]
    given = [concept("x", surfaces=["a"]), concept("y", surfaces=["b"])]
    assert sorted(match(gold, given)) == [(0, 1), (1, 0)]


def test_linked_pairs_leave_broad_ones_out() -> None:
    papers = {
        "p": [concept("BERT"), concept("AI", broad=True)],
        "q": [concept("bert"), concept("AI")],
        "r": [concept("AI")],
    }
    assert linked_pairs(papers) == {("p", "q"), ("q", "r")}


def test_calibration_error() -> None:
    assert calibration_error([(0.9, True)] * 9 + [(0.9, False)]) == pytest.approx(0.0)
    assert calibration_error([(0.9, False)]) == pytest.approx(0.9)
    assert calibration_error([]) == 0.0


def test_a_paper_left_out_counts_as_empty() -> None:
    scores = evaluate({"p": [concept("BERT")]}, {})
    assert scores.concepts["all"].recall == 0.0
    assert scores.intervals["concepts"] == (0.0, 0.0)
