from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold, name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vision-Language Models", "vision language model"),
        ("GANs", "GAN"),
        ("policies", "policy"),
        ("meta-analyses", "Meta Analysis"),
        ("losses", "loss"),
        ("boxes", "box"),
        ("Transformers.", "transformer"),
        ("word/sentence embeddings", "word sentence embedding"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("“zero–shot”", "zero-shot"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BERT", "BERTScore"), ("CIFAR-10", "CIFAR-100"), ("GPT-3", "GPT-4"), ("C", "C++"),
        ("diffusion", "diffusion model"),
        ("ResNet", "ResNeXt"), ("bias", "bia"), ("analysis", "analysi"), ("AWS", "AW"), ("corpus", "corpu"),
    ],
)  # fmt: skip
def test_different_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_datasets_head_goes_behind_a_proper_name_only() -> None:
    assert name("BEHAVE dataset", "Dataset") == "behave"
    assert name("BEHAVE datasets", "Dataset") == "behave"
    assert name("Penn Treebank corpus", "Dataset") == "penn treebank"
    assert name("question answering dataset", "Dataset") == "question answering dataset"
    assert name("BEHAVE dataset", "Method") == "behave dataset"


def test_nothing_is_left_of_marks() -> None:
    assert fold("--- ...") == ""
    assert fold("") == ""


@given(st.text(max_size=40))
def test_folding_a_name_again_changes_nothing(text: str) -> None:
    """An id is a folded name: looking it up folds it once more."""
    folded = fold(text)
    assert fold(folded) == folded
