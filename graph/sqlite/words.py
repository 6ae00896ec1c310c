"""How many papers use each word, kept in step with every change of a paper."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from graph.records import Paper
from graph.wording import words_of

_ADD = "INSERT INTO word VALUES (?1, ?2) ON CONFLICT (word) DO UPDATE SET papers = papers + ?2"
_DROP = "DELETE FROM word WHERE word = ? AND papers <= 0"


def recount(db: sqlite3.Connection, before: Iterable[Paper], after: Iterable[Paper]) -> None:
    """Take away the words of what was there and add those of what is there now."""
    change: Counter[str] = Counter()
    for papers, sign in ((before, -1), (after, 1)):
        for paper in papers:
            change.update(dict.fromkeys(words_of(paper), sign))
    db.executemany(_ADD, [(word, by) for word, by in sorted(change.items()) if by])
    db.executemany(_DROP, [(word,) for word, by in change.items() if by < 0])
