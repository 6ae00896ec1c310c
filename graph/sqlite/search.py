"""Full-text search: what a person types is words, never syntax."""

from __future__ import annotations

import sqlite3

from graph.fold import fold
from graph.keeping import clean
from graph.sqlite.session import Session

# A title says more than an abstract. Sorted in two steps, so that ids are read only of those that tie with the last.
_PAPERS = """
    WITH
    found (paper, rank) AS MATERIALIZED (
        SELECT rowid, bm25(paper_words, 4.0, 1.0, 2.0) FROM paper_words WHERE paper_words MATCH ?1
    ),
    worst (rank) AS MATERIALIZED (SELECT rank FROM found ORDER BY rank LIMIT 1 OFFSET ?2 - 1)
    SELECT paper.id
    FROM found CROSS JOIN paper ON paper.n = found.paper
    WHERE found.rank <= coalesce((SELECT rank FROM worst), 0)
    ORDER BY found.rank, paper.id
    LIMIT ?2
"""
_CONCEPTS = """
    WITH found (name) AS (
        SELECT name.name FROM name_words CROSS JOIN name ON name.n = name_words.rowid WHERE name_words MATCH ?1
        UNION
        SELECT form.name FROM form_words CROSS JOIN form ON form.n = form_words.rowid WHERE form_words MATCH ?1
        UNION
        SELECT ?2
    )
    SELECT concept.id
    FROM found CROSS JOIN name ON name.name = found.name CROSS JOIN concept ON concept.n = name.concept
    GROUP BY concept.n
    ORDER BY max(name.name = ?2) DESC, concept.papers DESC, concept.id
    LIMIT ?3
"""
# A paper is found by its text, by the forms and names of its mentions (a text may have them in LaTeX or in the
# plural), and by the concepts that it holds.
_INDEX = """
    UPDATE paper
    SET words = coalesce(
        (
            SELECT group_concat(word, ' ')
            FROM (
                SELECT concept.id AS word
                FROM holding CROSS JOIN concept ON concept.n = holding.concept WHERE holding.paper = paper.n
                UNION
                SELECT form.name FROM mention CROSS JOIN form ON form.n = mention.form WHERE mention.paper = paper.n
                UNION
                SELECT form.form FROM mention CROSS JOIN form ON form.n = mention.form WHERE mention.paper = paper.n
            )
        ),
        ''
    )
    WHERE words IS NULL
"""


class SearchReads(Session):
    """Papers and concepts by words."""

    def search_papers(self, text: str, *, limit: int) -> list[str]:
        query = match(text)
        return self._column(_PAPERS, query, limit) if query and limit > 0 else []

    def search_concepts(self, text: str, *, limit: int) -> list[str]:
        query = match(text)
        return self._column(_CONCEPTS, query, clean(fold(text)), limit) if query else []


def index_papers(db: sqlite3.Connection) -> None:
    """Put papers that have changed into the index."""
    db.execute(_INDEX)


def match(text: str) -> str:
    """An FTS5 query for texts that have all words of ``text``, the last as a prefix; empty if it has none.

    A word such as ``CIFAR-10`` is looked for as its parts in a row.
    """
    words = [word for word in clean(text).replace('"', " ").split() if any(char.isalnum() for char in word)]
    return " AND ".join(f'"{word}"' for word in words) + "*" if words else ""
