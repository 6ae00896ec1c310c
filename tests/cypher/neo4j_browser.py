"""Neo4j Browser as a server has it, driven as a person does."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, Route, expect

from tests.cypher.browsing import STYLE
from tests.servers.neo4j import LOGIN, Server


def connect(page: Page, server: Server) -> None:
    """Open it and log in; nothing is fetched from elsewhere."""

    def local(route: Route) -> None:
        route.continue_() if route.request.url.startswith(server.page.removesuffix("browser/")) else route.abort()

    page.route("**/*", local)
    page.goto(f"{server.page}?connectURL=bolt://{LOGIN.user}@{server.url.removeprefix('bolt://').rpartition('/')[0]}")
    page.get_by_test_id("password").fill(LOGIN.password)
    page.get_by_test_id("connect").click()
    page.get_by_test_id("password").wait_for(state="detached")


def run(page: Page, text: str) -> Locator:
    """Paste a text and run it; gives the frame of what comes of it."""
    frames = page.get_by_test_id("frame")
    before = frames.count()
    _enter(page, text)
    frames.nth(before).wait_for()
    return frames.first


def clear(page: Page) -> None:
    """Take away all frames, of which it keeps so many."""
    _enter(page, ":clear")
    expect(page.get_by_test_id("frame")).to_have_count(0)


def _enter(page: Page, text: str) -> None:
    page.locator(".monaco-editor").first.click()
    page.keyboard.press("ControlOrMeta+A")
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+V")
    page.get_by_test_id("editor-Run").click()


def apply_style(page: Page) -> None:
    """Captions and colours of ``style.grass``."""
    run(page, f":style {' '.join(STYLE.read_text(encoding='utf-8').split())}")


def alone(text: str) -> str:
    """The statement of a file, without title and parameters."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("//", ":param")))
