"""The graph: drawn by a script, a still picture where there is none, and always a table that says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.api.browser.conftest import Visit

PAPER = "/graph?paper=000-001"
THERE = "concept:prompt learning"
"""A node of that graph."""


def spot(page: Page, key: str) -> dict[str, float]:
    """Where a node is drawn, from the corner of the drawing."""
    found: dict[str, float] | None = page.evaluate("(key) => window.graph.getElementById(key).renderedPosition()", key)
    assert found, f"{key} is not drawn"
    return found


def keys(page: Page) -> list[Any]:
    return [row.get_attribute("data-node") for row in page.locator("[data-node]").all()]


def test_what_is_drawn_is_what_the_table_says(visit: Visit) -> None:
    page = visit(PAPER)
    expect(page.locator("#graph canvas").first).to_be_visible()
    drawn = page.evaluate("window.graph.nodes().map((node) => node.id())")
    assert 10 < len(drawn) <= 31
    assert drawn == keys(page)
    assert page.evaluate("window.graph.edges().length") == page.locator("[data-edge]").count()


@pytest.mark.parametrize("width", [360, 1280])
def test_names_are_legible_and_within_the_picture(visit: Visit, width: int) -> None:
    page = visit(PAPER, viewport={"width": width, "height": 800})
    expect(page.locator("#graph canvas").first).to_be_visible()
    sizes = page.evaluate("window.graph.nodes().map((one) => one.numericStyle('font-size') * window.graph.zoom())")
    assert min(sizes) > 7, "pixels"
    box = page.evaluate("window.graph.elements().renderedBoundingBox()")
    assert box["x1"] >= 0
    assert box["x2"] <= page.evaluate("window.graph.width()")


def test_a_click_on_a_node_makes_it_the_centre(visit: Visit) -> None:
    page = visit(PAPER)
    expect(page.locator("#graph canvas").first).to_be_visible()
    page.locator("#graph").click(position=spot(page, THERE))  # type: ignore[arg-type] # x and y
    expect(page).to_have_url(re.compile(r"/graph\?concept=prompt\+learning$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Around prompt learning")
    assert keys(page)[0].startswith("paper:")


def test_list_and_graph_light_up_together(visit: Visit) -> None:
    page = visit(PAPER)
    expect(page.locator("#graph canvas").first).to_be_visible()
    row = page.locator(f'[data-node="{THERE}"]')
    page.locator("#graph").hover(position=spot(page, THERE))  # type: ignore[arg-type]
    expect(row).to_have_class("lit")
    expect(row).to_be_in_viewport()
    page.locator("h1").hover()
    expect(row).not_to_have_class("lit")
    row.get_by_role("link", name="prompt learning").focus()
    lit = "window.graph.nodes('.lit').map((node) => node.id())"
    assert page.evaluate(lit) == [THERE]
    assert page.evaluate("window.graph.nodes('.dim').length") > 0


def test_pictures_are_saved(visit: Visit, tmp_path: Path) -> None:
    page = visit(PAPER)
    for name, beginning in (("Save as PNG", b"\x89PNG"), ("Save as SVG", b"<?xml")):
        with page.expect_download() as download:
            page.get_by_text(name).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.read_bytes().startswith(beginning)


def test_without_a_script_there_is_a_picture_and_the_way_to_other_centres(visit: Visit) -> None:
    page = visit(PAPER, java_script_enabled=False)
    picture = page.locator("#graph img")
    expect(picture).to_be_visible()
    page.locator(f'[data-node="{THERE}"]').get_by_role("link", name="centre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Around prompt learning")


def test_the_still_picture_can_be_shown(visit: Visit) -> None:
    page = visit(PAPER)
    wide = page.evaluate(
        "async (address) => { const picture = new Image(); picture.src = address; await picture.decode();"
        " return picture.naturalWidth; }",
        "/graph.svg?paper=000-001",
    )
    assert wide == 960
