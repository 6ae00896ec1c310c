"""What all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.servers.neo4j import Servers

ROOT = Path(__file__).parent.parent

settings.register_profile("concite", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("concite")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the person who runs the tests, and no store of theirs, reaches a test."""
    for name in [name for name in os.environ if name.startswith("CONCITE_") and not name.startswith("CONCITE_TEST_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of seed documents."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a store with the seeds; tests leave it as it is."""
    from tests.seeding import seed

    url = f"sqlite:///{tmp_path_factory.mktemp('seeded') / 'seeds.db'}"
    totals = seed(url)
    assert (totals.records, totals.new, totals.skipped) == (198, 197, 0)
    return url


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Real Neo4j servers, started when they are first asked for."""
    with Servers(tmp_path_factory.mktemp("servers")) as servers:
        yield servers


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, not one that Playwright would fetch; one for all tests, as a thread has one Playwright."""
    program = shutil.which("chromium")
    if program is None:
        said = "chromium is not on the PATH: install it (Debian: apt-get install chromium)"
        pytest.fail(said) if os.environ.get("CI") == "true" else pytest.skip(said)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()
