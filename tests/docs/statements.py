"""What ``cypher/README.md`` shows of statements, below the page's head, and its picture: ``make statements``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.cypher.browsing import FILES, fill, page, printed
from tests.cypher.neo4j_browser import alone, apply_style, connect, run
from tests.docs.console import ROOT
from tests.seeding import seed
from tests.servers.neo4j import CURRENT, Server, Servers


def main() -> None:
    """Rewrite the page and take the picture anew."""
    with tempfile.TemporaryDirectory() as folder, Servers(Path(folder)) as servers:
        seeds = f"sqlite:///{Path(folder) / 'seeds.db'}"
        seed(seeds)
        server = servers.get(CURRENT)
        fill(server, seeds)
        file = ROOT / "cypher" / "README.md"
        head = file.read_text(encoding="utf-8").partition("## [")[0]
        file.write_text(head + page(printed(server)), encoding="utf-8")
        _take(server, ROOT / "docs" / "images" / "neo4j-browser.png")


def _take(server: Server, picture: Path) -> None:
    (text,) = (file.read_text(encoding="utf-8") for file in FILES if file.stem == "around")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        context = browser.new_context(
            viewport={"width": 1280, "height": 860}, permissions=["clipboard-read", "clipboard-write"]
        )
        window = context.new_page()
        connect(window, server)
        apply_style(window)
        run(window, text).get_by_test_id("multi-statement-list-title").last.click()
        frame = run(window, alone(text))
        frame.locator("g.node").first.wait_for()
        window.wait_for_timeout(4000)  # until the drawing stands still
        frame.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
