"""The shipped file of generic names: consistent, and without anything that a reader would call a concept."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import pytest

from graph.curated import shipped as aliases
from graph.fold import fold
from graph.generic import GenericNames, shipped
from tests.conftest import ROOT

REASONS = {"data", "fragment", "generic", "hardware", "language", "metric", "organisation"}


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """Name and reason of each line, as written."""
    lines = files("graph").joinpath("generic.tsv").read_text(encoding="utf-8").splitlines()
    header, *rest = (line.split("\t") for line in lines if not line.startswith("#"))
    assert header == ["name", "reason"]
    return rest


def test_a_line_has_a_name_and_a_known_reason(rows: list[list[str]]) -> None:
    assert [row for row in rows if len(row) != 2 or row[0] != row[0].strip() or row[1] not in REASONS] == []


def test_a_name_stands_once(rows: list[list[str]]) -> None:
    assert [name for name, times in Counter(fold(name) for name, _ in rows).items() if times > 1 or not name] == []


def test_lines_are_sorted_by_reason_and_name(rows: list[list[str]]) -> None:
    assert rows == sorted(rows, key=lambda row: (row[1], row[0].casefold()))


def test_none_is_a_name_that_aliases_know(rows: list[list[str]]) -> None:
    assert list(aliases().touching(fold(name) for name, _ in rows)) == []


def test_none_is_a_concept_of_the_annotated_seeds() -> None:
    gold = json.loads((ROOT / "tests" / "data" / "dev_seeds_gold.json").read_text(encoding="utf-8"))
    surfaces = {fold(surface) for paper in gold for concept in paper["concepts"] for surface in concept["surfaces"]}
    assert surfaces & shipped().reasons.keys() == set()


@pytest.mark.parametrize(
    "name",
    "deep learning, machine learning, neural network, transformer, attention, embedding, pre-training, fine-tuning, "
    "robotics, classification, segmentation, fairness, interpretability, robustness, hallucination, synthetic data, "
    "MAE, EM, MAP, SPL, ATE, COMET, recall, regret, sample complexity, human evaluation, Wikipedia, LiDAR, UAV".split(
        ", "
    ),
)
def test_what_papers_mean_something_by_is_none(name: str) -> None:
    assert not shipped().drops(fold(name))


@pytest.mark.parametrize(
    "form", ["Model", "networks", "Framework", "state-of-the-art", "F1-score", "mIoU", "AUC", "FID", "BLEU", "GPUs"]
)
def test_it_is_looked_up_by_the_folded_name(form: str) -> None:
    assert shipped().drops(fold(form))


def test_a_person_lets_a_name_count_by_saying_that_it_is_not_broad() -> None:
    generic = GenericNames({"model": "generic"})
    assert generic.drops("model")
    assert generic.drops("model", broad=True)
    assert not generic.drops("model", broad=False)
    assert not generic.drops("language model")
