"""The note on a link, read by markdown-it: it shows the words of the papers, whatever marks are in them."""

from __future__ import annotations

import re
from functools import partial
from html import unescape

import pytest
from markdown_it import MarkdownIt

from graph.errors import NotFound
from graph.export.markdown import note, plain
from graph.store import Store
from tests.graph.export.conftest import TITLE


def shown(markdown: str) -> str:
    """A page's text, a line a block."""
    return unescape(re.sub(r"<[^<>]*>", "", MarkdownIt().render(markdown)))


def test_a_note_tells_the_link(store: Store) -> None:
    text = store.read(lambda reader: "".join(note(reader, "b", "a")))
    lines = [line for line in shown(text).splitlines() if line]
    title = " ".join(TITLE.split())
    assert lines[0] == f"Second and {title}"
    assert lines[2] == f"B {title}. Ada Lovelace, The Pebble Consortium, Inc.. Proceedings of X. 2018. doi:10.1000/a. a"
    assert re.fullmatch(r"Score \d\.\d{3}: Method .*, Dataset .*, Task .*, wording .*\.", lines[3])
    at = lines.index("BrokNet")
    assert lines[at + 1].startswith("Method, used in A, proposed in B; A uses method of B; adds ")
    assert lines[at + 2] == "Here is BrokNet. (A, abstract)"
    assert "**BrokNet**" in text


def test_marks_are_shown_as_they_are() -> None:
    text = "*a* _b_ `c` [d](e) <f> &amp; # ~~g~~ \\ | ![h] x_i^2"
    assert shown(plain(text)).strip() == text


def test_papers_that_nothing_ties_have_no_note(store: Store) -> None:
    for pair in (("a", "lone"), ("a", "a"), ("a", "nobody")):
        with pytest.raises(NotFound):
            store.read(partial(note, here=pair[0], there=pair[1]))
