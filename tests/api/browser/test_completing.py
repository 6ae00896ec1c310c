"""The search box completes what is typed, by mouse and by keyboard, and stays a plain form without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.api.browser.conftest import Visit
from tests.api.browser.test_everywhere import ALL, violations


def typed(visit: Visit, words: str, path: str = "/") -> Page:
    page = visit(path)
    page.keyboard.press("/")
    page.keyboard.type(words)
    return page


def test_it_shows_concepts_and_papers_and_arrows_choose(visit: Visit) -> None:
    page = typed(visit, "federated learn")
    box, options = page.get_by_role("combobox"), page.get_by_role("option")
    expect(options.first).to_have_text("Federated Learning Method, 27 papers")
    expect(options.filter(has_text="Paper").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(page, ALL) == []
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "found-0")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/concepts/federated%20learning$"))


def test_a_click_goes_there(visit: Visit) -> None:
    page = typed(visit, "BEHA", "/concepts")
    page.get_by_role("option", name="BEHAVE Dataset").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("BEHAVE")


def test_enter_without_a_choice_searches(visit: Visit) -> None:
    page = typed(visit, "federated learn")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: federated learn")


def test_escape_closes_it_then_leaves_the_box(visit: Visit) -> None:
    page = typed(visit, "federated")
    box = page.get_by_role("combobox")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_be_focused()
    expect(box).to_have_value("federated")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()


def test_what_nothing_has_opens_nothing(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("combobox").focus()
    with page.expect_response("**/v1/search?*"):
        page.keyboard.type("qqqq")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
