"""The pages say what the programs do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from api.cli import app  # noqa: F401 - the page is made of it
from api.settings import Settings
from tests.docs.cli_page import command_names, exit_codes, page
from tests.docs.console import PAGES, ROOT, renewed, sandbox


class _Parts(NamedTuple):
    words: list[str]
    numbers: list[float]


def _parts(text: str) -> _Parts:
    """A page's words, however wide its columns are, and the numbers among them."""
    number = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w.]*\w)")
    return _Parts(number.sub("#", text).split(), [float(found) for found in number.findall(text)])


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    sandbox(tmp_path)
    shown, now = _parts(text), _parts(renewed(text, tmp_path))
    assert now.words == shown.words, "run `make docs`"
    # Another processor's floating point may move the last digits.
    assert now.numbers == pytest.approx(shown.numbers, abs=0.011, rel=0.02), "run `make docs`"


def test_the_page_of_commands_is_current() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in command_names() if not re.search(rf"concite {name}\b|`{name}`", readme)] == []
    assert exit_codes() in readme


def test_every_setting_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"`CONCITE_{name.upper()}`" not in readme] == []


def test_links_between_pages_lead_somewhere() -> None:
    for file in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "cypher" / "README.md",
        *(ROOT / "docs").rglob("*.md"),
    ):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"
