"""A real Chromium before a real server with the seeds in it: one of either for all tests here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from api.settings import Settings
from tests.api.serving import serving

Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def site(seeded: str) -> Iterator[str]:
    with serving(Settings(store=seeded)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Opens a path of the site in a window of its own; options are those of a browser context.

    What the browser complains about (a script that breaks, something that the page's policy forbids) fails the test.
    """
    complaints: list[str] = []
    contexts = []

    def complain(said: ConsoleMessage) -> None:
        if said.type == "error" and not (said.page and said.location["url"] == said.page.url):  # an error may be a page
            complaints.append(said.text)

    def open_page(path: str, **options: Any) -> Page:
        context = browser.new_context(base_url=site, **{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
