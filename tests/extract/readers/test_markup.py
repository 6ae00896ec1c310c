from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.markup import plain


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("<jats:title>Abstract</jats:title><jats:p>One <jats:italic>two</jats:italic>.</jats:p>", "One two."),
        ("<jats:sec><jats:title>Methods</jats:title><jats:p>One.</jats:p></jats:sec>", "Methods:\nOne."),
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ('<span class="nocase">DNA</span> <i>in vivo</i>', "DNA in vivo"),
        ("H<sub>2</sub>O<!-- water --> &amp; 10&#8722;3 &lt;5", "H2O & 10−3 <5"),
        (
            "for <jats:alternatives><jats:tex-math>\\usepackage{x}$$x$$</jats:tex-math><mml:math>"
            "<mml:mi>x</mml:mi></mml:math></jats:alternatives> small",
            "for x small",
        ),
        ("p<0.05 and a<b and c>d", "p<0.05 and a<b and c>d"),
        ("the tag <mask> and AT&T; R&D", "the tag <mask> and AT&T; R&D"),
        ("wrapped\n  over\r\nlines.\n\n  And another.", "wrapped over lines.\nAnd another."),
        ("", ""),
    ],
)
def test_plain(given_text: str, expected: str) -> None:
    assert plain(given_text) == expected


@pytest.mark.parametrize("piece", ["<!--", "<tex-math ", "<title>", "<i x='", "&", " ", "\n ", "<jats:p "])
def test_markup_that_never_ends_takes_no_time(piece: str) -> None:
    """A pattern that looks back and forth would take minutes here."""
    assert len(plain(piece * (400_000 // len(piece)))) <= 400_000


@given(st.text())
def test_text_that_is_plain_stays(text: str) -> None:
    if not set(text) & set("<&"):
        assert plain(text).split() == text.split()
        assert plain(plain(text)) == plain(text)
