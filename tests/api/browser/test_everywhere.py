"""What holds for every page: legible for all (axe-core), light and dark, on a narrow screen, by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.api.browser.conftest import Visit

PAGES = ["/", "/search?q=federated+learn", "/papers", "/papers/000-001", "/concepts?type=Task",
         "/concepts/federated%20learning", "/explain", "/explain?here=000-003&there=000-002", "/graph?concept=clip",
         "/explain?here=002-005&there=003-005", "/papers/000-001/builds-on", "/map",
         "/paste", "/decisions", "/suggestions",
         "/papers/none",
         "/problems/not-found"]  # fmt: skip
ALL = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast"]  # what the dark changes


def violations(page: Page, rules: list[str]) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules}).response["violations"]
    return [(row["id"], [node["html"] for node in row["nodes"][:3]]) for row in found]


@pytest.mark.parametrize("path", PAGES)
def test_legible_for_all(visit: Visit, path: str) -> None:
    page = visit(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(page, ALL) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_dark_is_dark(visit: Visit) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    page = visit("/")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert (light, page.evaluate(ground)) == ("rgb(253, 253, 252)", "rgb(22, 24, 27)")


def test_a_slash_goes_to_the_search_box(visit: Visit) -> None:
    page = visit("/concepts")
    box = page.get_by_label("Search papers and concepts")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("imag/net")
    expect(box).to_have_value("imag/net")


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    page = visit("/papers")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
