"""Every file for people runs in cypher-shell as it is, returns rows, and the page shows which."""

from __future__ import annotations

import re

from tests.cypher.browsing import FILES, page, printed
from tests.docs.console import ROOT
from tests.servers.neo4j import Server

FORM = re.compile(r"// .+\n(:param \w+ => .+;\n)+(?!:)[^;]+;\n")
"""A title, parameters with an example, one statement."""


def test_all_have_one_form() -> None:
    assert len(FILES) >= 12
    assert [file.name for file in FILES if not FORM.fullmatch(file.read_text(encoding="utf-8"))] == []


def test_all_return_rows_and_the_page_shows_them(filled: Server) -> None:
    found = printed(filled)
    assert [file.name for file, (count, _) in found.items() if not count] == []
    _, mark, shown = (ROOT / "cypher" / "README.md").read_text(encoding="utf-8").partition("## [")
    assert (mark + shown).splitlines() == page(found).splitlines(), "run `make statements`"
