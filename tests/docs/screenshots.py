"""The pictures of pages in ``docs/images``: taken by ``make screenshots`` of a server with the seeds."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from api.settings import Settings
from tests.api.serving import serving
from tests.docs.console import ROOT
from tests.seeding import seed

IMAGES = ROOT / "docs" / "images"
PAGES = {
    "home": "/",
    "paper": "/papers/000-003",
    "compare": "/explain?here=000-003&there=000-002",
    "graph": "/graph?concept=federated+learning",
    "concept": "/concepts/federated%20learning",
}
WIDTH, HEIGHT = 1280, 860


def main() -> None:
    """Take them anew."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(store=f"sqlite:///{Path(folder) / 'seeds.db'}")
        seed(settings.store)
        with serving(settings) as port, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page(
                base_url=f"http://127.0.0.1:{port}", viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"
            )
            for name, path in PAGES.items():
                _take(page, path, IMAGES / f"{name}.png")
            browser.close()


def _take(page: Page, path: str, file: Path) -> None:
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=file)


if __name__ == "__main__":
    main()
