from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.identifiers import arxiv, doi


@pytest.mark.parametrize(
    "text",
    [
        "10.1145/3292500.3330701",
        "  10.1145/3292500.3330701 ",
        "https://doi.org/10.1145/3292500.3330701",
        "http://dx.doi.org/10.1145/3292500.3330701",
        "doi.org/10.1145/3292500.3330701",
        "doi:10.1145/3292500.3330701",
        "DOI: https://doi.org/10.1145/3292500.3330701",
        "DOI 10.1145/3292500.3330701.",
        "https://doi.org/10.1145%2F3292500.3330701?utm_source=feed#abstract",
    ],
)
def test_spellings_of_one_doi(text: str) -> None:
    assert doi(text) == "10.1145/3292500.3330701"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.18653/V1/N19-1423", "10.18653/v1/n19-1423"),
        ("10.1000.10/123", "10.1000.10/123"),
        ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", None),
        ("10.1016/what?is#this", "10.1016/what?is#this"),
    ],
)
def test_odd_dois_are_kept_in_lower_case(text: str, expected: str | None) -> None:
    assert doi(text) == (expected or text.lower())


@pytest.mark.parametrize(
    "text",
    ["", "10.1145", "10.12/ab", "11.1145/33", "10.1145/", "10.1145/a b", "see 10.1145/33", "https://example.org/10.1145/33",
     "10.1145/a\x07b", "10.1145/a\ud800", "10.1145/" + "a" * 600, "١٠.1145/33", "2301.00001"],
)  # fmt: skip
def test_what_is_no_doi(text: str) -> None:
    assert doi(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2301.00001",
        "2301.00001v2",
        "arXiv:2301.00001",
        "arxiv: 2301.00001v12 [cs.CL]",
        "https://arxiv.org/abs/2301.00001v1",
        "http://www.arxiv.org/pdf/2301.00001.pdf",
        "https://arxiv.org/pdf/2301.00001v3?download=1",
        "https://export.arxiv.org/abs/2301.00001#S1",
        "arxiv.org/html/2301.00001",
        "10.48550/arXiv.2301.00001",
        "https://doi.org/10.48550/arXiv.2301.00001",
    ],
)
def test_spellings_of_one_arxiv_id(text: str) -> None:
    assert arxiv(text) == "2301.00001"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cs/0112017", "cs/0112017"),
        ("cs.CL/0112017v1", "cs/0112017"),
        ("math.GT/0309136", "math/0309136"),
        ("math/0309136", "math/0309136"),
        ("https://arxiv.org/abs/hep-th/9901001v3", "hep-th/9901001"),
        ("cond-mat.mes-hall/0101001", "cond-mat/0101001"),
        ("10.48550/arXiv.math.GT/0309136", "math/0309136"),
        ("0704.0001", "0704.0001"),
        ("1412.9999v1", "1412.9999"),
        ("1501.00001", "1501.00001"),
    ],
)
def test_arxiv_ids_of_every_age(text: str, expected: str) -> None:
    assert arxiv(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "2301", "2313.00001", "2301.0001", "0704.00001", "12345.6789", "foo/0112017", "cs/0113017", "cs/112017",
     "10.1145/2301.00001", "https://example.org/abs/2301.00001", "2301.00001 and more", "v" * 600],
)  # fmt: skip
def test_what_is_no_arxiv_id(text: str) -> None:
    """A month 13 and a number that lost its last zero give no id, so that no other paper's is taken."""
    assert arxiv(text) is None


@given(st.text() | st.from_regex(r"(doi:|https://doi\.org/)?10\.\d{4}/[^\s]{1,20}", fullmatch=True))
@example("https://doi.org/10.1000/a%2520b")
def test_a_normal_doi_is_its_own_normal_form(text: str) -> None:
    normal = doi(text)
    assert normal is None or doi(normal) == normal


@given(st.text() | st.from_regex(r"(arXiv:)?([a-z-]{2,8}/\d{7}|\d{4}\.\d{4,5})(v\d)?", fullmatch=True))
def test_a_normal_arxiv_id_is_its_own_normal_form(text: str) -> None:
    normal = arxiv(text)
    assert normal is None or arxiv(normal) == normal
