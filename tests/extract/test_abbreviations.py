from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import abbreviations as module
from extract.abbreviations import abbreviations
from extract.clean import clean


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
        ("for eXplainable Artificial Intelligence (XAI).", "XAI", "eXplainable Artificial Intelligence"),
        ("x" * 400 + " variational autoencoder (VAE)", "VAE", "variational autoencoder"),
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
        "from diffusion models (D→∞) to any",
    ],
)
def test_what_is_no_definition(text: str) -> None:
    assert abbreviations(text) == []


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (r"\underline{S}cene \underline{G}raph \textbf{Net}work", r"\textbf{SGNet}"),
        (r"ind$\textbf{E}$xing with g$\textbf{A}$ussians", r"$\texttt{EGA}$"),
        ("**M**asked **D**iffusion **N**eural **S**ampler", "**MDNS**"),
    ],
)
def test_letters_marked_by_formatting(long: str, short: str) -> None:
    """Both ends stand where they are said to in the text as given, markup and all."""
    raw = f"We propose {long} ({short}), a method."
    cleaned = clean(raw)
    (found,) = abbreviations(cleaned.text)
    assert [raw[slice(*cleaned.raw(*place))] for place in (found.short, found.long)] == [short, long]


def test_a_long_text_is_read_in_time_that_grows_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each parenthesis looks at a bounded stretch in front of it."""
    looked: list[int] = []
    words = module._words_before

    def counting(text: str, at: int) -> list[tuple[int, int]]:
        found = words(text, at)
        looked.append(sum(end - start for start, end in found))
        return found

    monkeypatch.setattr(module, "_words_before", counting)
    abbreviations("some method (ABC) that (goes) on " * 500)
    assert len(looked) == 1000
    assert max(looked) <= module._WINDOW


@given(st.text(st.sampled_from("abAB ().-,"), max_size=60))
def test_forms_are_stretches_of_the_text(text: str) -> None:
    for found in abbreviations(text):
        assert 0 <= found.short[0] < found.short[1] <= len(text)
        assert 0 <= found.long[0] < found.long[1] <= len(text)
