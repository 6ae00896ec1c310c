from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clean import clean


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"the Neural Collapse ($\mathcal{NC}$) as", "the Neural Collapse (NC) as"),
        (r"develop $\text{S}^2$Fusion", "develop S2Fusion"),
        (r"dif\underline{Fusion} model", "difFusion model"),
        (r"at \href{https://a.b/c_d}{here}.", "at here."),
        (r"{\em linear speedup}", "linear speedup"),
        (r"Schr\"odinger and na\"{\i}ve caf\'e {\'e}t\'{e}", "Schrödinger and naïve café été"),
        (r"Swin \cite{swin} by", "Swin  by"),
        (r"$\gamma$-MoD", "γ-MoD"),
        (r"\FedProx is ours", "FedProx is ours"),
        (r"a set {0, 1} stays", "a set {0, 1} stays"),
        ("costs $5 and $10, 95% of all", "costs $5 and $10, 95% of all"),
        ("maps vaswani2017attention and", "maps  and"),
        ("COCO2017 and b2017a stay", "COCO2017 and b2017a stay"),
        (r"50\% \& more", "50% & more"),
        ("**S**cene **Gra**ph Net (**SGN**), *our own*.", "Scene Graph Net (SGN), our own."),
        (r"**with $x^2$** and \textbf{*both*}", "with x2 and both"),
        (stars := "A* and D* beat RRT*; 2*3*4, **open, (*, 1) and * a list * of", stars),
        ("plain text", "plain text"),
        ("", ""),
        ("a lone \\", "a lone \\"),
        (r"an open \emph{brace", "an open brace"),
    ],
)
def test_reads_like_print(raw: str, text: str) -> None:
    assert clean(raw).text == text


@pytest.mark.parametrize(
    ("raw", "part", "given"),
    [
        (r"develop $\text{S}^2$Fusion, a", "S2Fusion", r"$\text{S}^2$Fusion"),
        (r"a dif\underline{Fusion} model", "difFusion", r"dif\underline{Fusion}"),
        (r"a dif\underline{Fusion} model", "Fusion", r"\underline{Fusion}"),
        (r"($\mathcal{NC}$)", "NC", r"$\mathcal{NC}$"),
        (r"all \emph{very \textbf{big} things}", "big", r"\textbf{big}"),
        (r"all \emph{very \textbf{big} things}", "very big", r"very \textbf{big}"),
        (r"\FedProx is", "FedProx", r"\FedProx"),
        (r"\underline{S}cene \underline{G}raph", "Scene", r"\underline{S}cene"),
        ("a **S**cene Graph", "Scene", "**S**cene"),
        ("a *Scene Graph* (**SG**)", "Scene Graph", "*Scene Graph*"),
        ("a *Scene Graph* (**SG**)", "SG", "**SG**"),
    ],
)
def test_leads_back_to_whole_macros(raw: str, part: str, given: str) -> None:
    cleaned = clean(raw)
    at = cleaned.text.index(part)
    start, end = cleaned.raw(at, at + len(part))
    assert raw[start:end] == given
    assert cleaned.cleaned(start, end) == (at, at + len(part))


_PIECES = [*"ab {}$\\^_%.é😀\n", r"\emph{", r"\alpha", "kim2019deep", "*", "**a**"]
_LATEX = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)


def test_braces_without_end_are_no_trouble() -> None:
    assert "x" in clean("\\a{" * 5000 + "x" + "}" * 5000).text


@given(_LATEX | st.text(max_size=200))
def test_every_character_has_its_place(raw: str) -> None:
    """Whatever the text, places are inside it and in order, and untouched text stands where it is said to."""
    cleaned = clean(raw)
    for i, char in enumerate(cleaned.text):
        start, end = cleaned.raw(i, i + 1)
        assert 0 <= start < end <= len(raw)
        if cleaned.starts is None:
            assert raw[start:end] == char
    if cleaned.starts is not None:
        assert list(cleaned.starts) == sorted(cleaned.starts)


@given(st.text(st.characters(exclude_characters="\\$*"), max_size=200))
def test_text_without_markup_is_left_alone(raw: str) -> None:
    cleaned = clean(raw)
    if not any(char.isdigit() for char in raw):
        assert cleaned.text == raw
        assert cleaned.raw(0, len(raw)) == (0, len(raw))
