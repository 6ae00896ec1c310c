"""Files pasted in Neo4j Browser, in Chromium: they run, and rows and graph are shown in our style."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cypher.browsing import FILES
from tests.cypher.neo4j_browser import alone, apply_style, clear, connect, run
from tests.servers.neo4j import Server

TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in FILES}


@pytest.fixture
def page(browser: Browser, filled: Server) -> Iterator[Page]:
    if not filled.page:
        pytest.skip("the server that is given may have no Neo4j Browser")
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(30_000)
    page = context.new_page()
    connect(page, filled)
    yield page
    context.close()


def paste(page: Page, name: str) -> None:
    """Run a file as it is: its parameters, and the statement last."""
    pasted = run(page, TEXTS[name])
    pasted.get_by_test_id("multi-statement-list-title").last.click()
    expect(pasted.get_by_text("SUCCESS"), name).to_be_visible(timeout=30_000)
    expect(pasted.get_by_text("ERROR"), name).to_have_count(0)


def test_all_files_run_as_they_are(page: Page) -> None:
    for name in TEXTS:
        paste(page, name)
        clear(page)


def test_statements_show_rows_and_graph(page: Page) -> None:
    """With the parameters that the pasted file has set."""
    apply_style(page)
    for name, shown in (("ties", "RESTORE"), ("why", "BEHAVE"), ("around", "")):
        paste(page, name)
        rows = run(page, alone(TEXTS[name]))
        if shown:
            expect(rows.get_by_text(shown).first).to_be_visible(timeout=30_000)
    node = page.get_by_test_id("frame").first.locator("g.node")
    expect(node.first).to_be_visible(timeout=30_000)
    colours = node.locator("circle.b-outline").evaluate_all("(all) => all.map((one) => one.getAttribute('fill'))")
    assert set(colours) == {"#f4f1ea", "#5b5f97"}, "papers and concepts"
