"""Logging in, deciding and undoing in a browser, by forms alone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from pydantic import SecretStr

from api.settings import Settings
from tests.api.browser.conftest import Visit
from tests.api.browser.test_everywhere import ALL, violations
from tests.api.browser.test_reading import OPTIONS
from tests.api.serving import serving
from tests.api.web.conftest import TOKEN
from tests.api.web.papers import Names, fill, tagged


@OPTIONS
def test_a_suggestion_is_accepted_and_undone(visit: Visit, tmp_path: Path, options: dict[str, bool]) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    names = ("graph neural network", "graph neural networking")
    fill(url, [tagged(f"p{n}", f"Paper {n}", f"We use {name}.", Names(name)) for n, name in enumerate(names)])
    with serving(Settings(store=url, api_token=SecretStr(TOKEN))) as port:
        page = visit(f"http://127.0.0.1:{port}/decisions", **options)
        page.get_by_label("Token of this server").fill(TOKEN)
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Log in to decide").click()
        expect(page.get_by_text("“Ada” is kept with what you decide")).to_be_visible()
        page.get_by_role("link", name="concepts that may be one").click()
        if not options:
            assert violations(page, ALL) == []
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_text("None are left.")).to_be_visible()
        page.get_by_role("link", name="What was decided").click()
        if not options:
            assert violations(page, ALL) == []
        undo = page.get_by_role("button", name=f"Undo same {', '.join(sorted(names))}")
        undo.click()
        expect(undo).to_have_count(0)
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_role("button", name="Log in to decide")).to_be_visible()
