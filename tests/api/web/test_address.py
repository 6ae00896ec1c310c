from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api import address


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("10.1145/3292500.3330701", "/papers/10.1145/3292500.3330701"),
        ("arxiv:2301.00001", "/papers/arxiv:2301.00001"),
        ("a/links", "/papers/a%2Flinks"),
        ("a/builds-on", "/papers/a%2Fbuilds-on"),
        ("/a", "/papers/%2Fa"),
        ("a//b", "/papers/a%2F%2Fb"),
        ("a/../b", "/papers/a%2F..%2Fb"),
        ("100%?#&ü", "/papers/100%25%3F%23%26%C3%BC"),
    ],
)
def test_an_id_stays_readable_where_it_leads_back(identifier: str, expected: str) -> None:
    assert address.paper(identifier) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_the_address_of_an_id_leads_back_to_it(client: TestClient, identifier: str) -> None:
    # No route can say a dot or a line end, and the test client (uvicorn does not) decodes a path twice.
    if identifier not in {".", ".."} and "\n" not in identifier and unquote(identifier) == identifier:
        problem = client.get(address.rest(address.paper(identifier))).json()
        assert "detail" not in problem or problem["detail"] == f"no paper {identifier!r}"


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG"])
def test_a_web_address_may_be_followed(url: str) -> None:
    assert address.web(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "//example.org", "/papers", "https:", "https://", "http://[", "ftp://example.org", "vbscript:x",
    ],
)  # fmt: skip
def test_nothing_else_may(url: str | None) -> None:
    assert address.web(url) is None


def test_queries_leave_out_what_is_not_given() -> None:
    assert address.with_query("/x", {"a": None, "b": "ü&", "c": ["1", "2"]}) == "/x?b=%C3%BC%26&c=1&c=2"
    assert address.with_query("/x", {"a": None}) == "/x"
    assert address.compare("a/b", "c") == "/explain?here=a%2Fb&there=c"
