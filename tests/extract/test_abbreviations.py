from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.abbreviations import abbreviations


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("a Deep Equilibrium Model (DEQ), which", "DEQ", "Deep Equilibrium Model"),
        ("of Variational Autoencoders (VAEs).", "VAEs", "Variational Autoencoders"),
        ("propose Stacked Normalizing Flow (StackFLOW) to", "StackFLOW", "Stacked Normalizing Flow"),
        ("the Unified transFormer (UniFormer) model", "UniFormer", "Unified transFormer"),
        ("with Gaussian Kernel Density Estimation (G-KDE)", "G-KDE", "Gaussian Kernel Density Estimation"),
        ("using FL (federated learning) on", "FL", "federated learning"),
        ("pre-trained Vision-Language models (VLM) into", "VLM", "Vision-Language models"),
        ("federated learning (FL, for short)", "FL", "federated learning"),
        ("on-policy Proximal Policy Optimization (PPO)", "PPO", "Proximal Policy Optimization"),
        ("a support vector machine (SVM; see below)", "SVM", "support vector machine"),
    ],
)
def test_definitions(text: str, short: str, long: str) -> None:
    (found,) = abbreviations(text)
    assert (text[slice(*found.short)], text[slice(*found.long)]) == (short, long)


@pytest.mark.parametrize(
    "text",
    [
        "improves results (Table 2) by",
        "a large gain (up to 5%)",
        "structures, and rely on complex Positional/Structural Encodings (SE/PE)",
        "training data efficient approaches (DeiT)",  # the last word gives no letter
        "we study (and) this",
        "the rate (1-lambda^Q) of KT}+1{T}",
        "()",
    ],
)
def test_what_is_no_definition(text: str) -> None:
    assert abbreviations(text) == []


@given(st.text(st.sampled_from("abAB ().-,"), max_size=60))
def test_forms_are_stretches_of_the_text(text: str) -> None:
    for found in abbreviations(text):
        assert 0 <= found.short[0] < found.short[1] <= len(text)
        assert 0 <= found.long[0] < found.long[1] <= len(text)
