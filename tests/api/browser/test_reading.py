"""The way of a reader: search, a concept, a paper, its links and why, two papers compared; without JavaScript too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.api.browser.conftest import Visit

PAPER = "/papers/000-001"
OPTIONS = pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])


@OPTIONS
def test_two_clicks_to_why_two_papers_are_linked(visit: Visit, options: dict[str, bool]) -> None:
    page = visit("/", **options)
    page.get_by_role("link", name="why two papers are linked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare two papers")
    assert page.locator("q mark").count() >= 2


@OPTIONS
def test_from_words_to_a_concept_to_a_paper(visit: Visit, options: dict[str, bool]) -> None:
    page = visit("/", **options)
    page.get_by_label("Search papers and concepts").fill("federated learn")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: federated learn")
    page.get_by_role("main").get_by_role("link", name="Federated Learning", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Federated Learning")
    page.get_by_text("why?").first.click()
    expect(page.locator("details[open] q").first).to_contain_text("federated learning (FL)")
    page.locator(".papers a").first.click()
    expect(page.locator(".abstract mark").first).to_be_visible()


@OPTIONS
def test_why_opens_to_a_sentence_of_each(visit: Visit, options: dict[str, bool]) -> None:
    page = visit(PAPER, **options)
    link = page.locator(".linked > li").first
    expect(link.locator("q").first).to_be_hidden()
    link.get_by_text("why?").first.click()
    expect(link.locator("details[open] q")).to_have_count(2)
    for sentence in link.locator("details[open] q").all():
        expect(sentence.locator("mark")).to_be_visible()


@OPTIONS
def test_links_by_type(visit: Visit, options: dict[str, bool]) -> None:
    page = visit(PAPER, **options)
    page.get_by_role("navigation", name="Filter links by type").get_by_role("link", name="by Task").click()
    expect(page).to_have_url(re.compile(r"\?type=Task#links$"))
    kinds = {chip.get_attribute("class") for chip in page.locator(".linked .chip").all()}
    assert kinds == {"chip task"}


@OPTIONS
def test_two_papers_stand_side_by_side(visit: Visit, options: dict[str, bool]) -> None:
    page = visit("/explain?here=000-003&there=000-002", **options)
    first, second = (quote.bounding_box() for quote in page.locator(".tie").first.locator("blockquote").all())
    assert first and second
    assert first["x"] + first["width"] <= second["x"]
    for quote in page.locator(".tie").first.locator("blockquote").all():
        expect(quote.locator("mark")).to_have_text("BEHAVE")


@OPTIONS
def test_a_pasted_abstract_is_linked(visit: Visit, options: dict[str, bool]) -> None:
    page = visit("/", **options)
    page.get_by_role("link", name="paste an abstract").click()
    page.get_by_label("Abstract").fill("We propose FedFoo, a federated learning method, and test it on CIFAR-10.")
    page.get_by_role("button", name="Find concepts and links").click()
    expect(page.locator(".abstract mark").filter(has_text="federated learning")).to_be_visible()
    page.get_by_text("why?").first.click()
    expect(page.locator("details[open] q").first).to_be_visible()


def test_types_differ_by_underline_too(visit: Visit) -> None:
    page = visit(PAPER)
    styles = {
        kind: page.locator(f".abstract mark.{kind}").first.evaluate(
            "(one) => getComputedStyle(one).textDecorationStyle"
        )
        for kind in ("method", "task")
    }
    assert styles == {"method": "solid", "task": "double"}


@OPTIONS
def test_papers_are_downloaded_for_other_programs(visit: Visit, options: dict[str, bool]) -> None:
    page = visit(PAPER, **options)
    page.get_by_text("Download as …").click()
    with page.expect_download() as download:
        page.locator(".downloads").get_by_role("link", name="BibTeX").first.click()
    assert download.value.suggested_filename.endswith(".bib")
    assert download.value.path().read_text(encoding="utf-8").count("@") == 1
    with page.expect_download() as download:
        page.locator(".downloads").get_by_role("link", name="GraphML").click()
    assert download.value.path().read_text(encoding="utf-8").endswith("</graphml>\n")


@OPTIONS
def test_from_the_map_to_a_concept(visit: Visit, options: dict[str, bool]) -> None:
    page = visit("/", **options)
    page.get_by_role("link", name="the map of concepts").click()
    name = page.locator("h2").first.inner_text().split(" · ")[0]
    page.locator(".columns").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_chain_joins_papers_that_share_nothing(visit: Visit) -> None:
    page = visit("/explain?here=002-005&there=003-005")
    expect(page.locator(".chain > li").last).to_be_visible()
    page.locator(".chain").get_by_text("why?").first.click()
    expect(page.locator(".chain details[open] q")).to_have_count(2)
