"""Full-text search: what a person types is words, never syntax."""

from __future__ import annotations

import sqlite3

from graph.fold import fold
from graph.keeping import clean
from graph.sqlite.session import Session

_RANKED = 30_000
"""Papers that are ranked, the first in the store: words that more have tell them hardly apart, and cost much."""
_MANY = 10_000
"""From so many names and forms on, the concepts that most papers have are looked at until enough have the words."""

# A title says more than an abstract. Sorted in two steps, so that ids are read only of those that tie with the last.
_PAPERS = """
    WITH
    found (paper, rank) AS MATERIALIZED (
        SELECT rowid, bm25(paper_words, 4.0, 1.0, 2.0) FROM paper_words WHERE paper_words MATCH ?1 LIMIT ?3
    ),
    worst (rank) AS MATERIALIZED (SELECT rank FROM found ORDER BY rank LIMIT 1 OFFSET ?2 - 1)
    SELECT paper.id
    FROM found CROSS JOIN paper ON paper.n = found.paper
    WHERE found.rank <= coalesce((SELECT rank FROM worst), 0)
    ORDER BY found.rank, paper.id
    LIMIT ?2
"""
_EXACT = "SELECT concept.id FROM name CROSS JOIN concept ON concept.n = name.concept WHERE name.name = ?"
_FOUND = """
    SELECT count(*) FROM (
        SELECT 1 FROM name_words WHERE name_words MATCH ?1
        UNION ALL
        SELECT 1 FROM form_words WHERE form_words MATCH ?1
        LIMIT ?2
    )
"""
_CONCEPTS = """
    WITH found (concept) AS (
        SELECT name.concept
        FROM name_words CROSS JOIN name ON name.n = name_words.rowid
        WHERE name_words MATCH ?1
        UNION
        SELECT name.concept
        FROM form_words CROSS JOIN form ON form.n = form_words.rowid CROSS JOIN name ON name.name = form.name
        WHERE form_words MATCH ?1
    )
    SELECT concept.id
    FROM found CROSS JOIN concept ON concept.n = found.concept
    ORDER BY concept.papers DESC, concept.id
    LIMIT ?2
"""
_LARGEST = """
    SELECT concept.id
    FROM concept
    WHERE EXISTS (
        SELECT 1
        FROM name
        WHERE name.concept = concept.n AND name.n IN (SELECT rowid FROM name_words WHERE name_words MATCH ?1)
    ) OR EXISTS (
        SELECT 1
        FROM name CROSS JOIN form ON form.name = name.name
        WHERE name.concept = concept.n AND form.n IN (SELECT rowid FROM form_words WHERE form_words MATCH ?1)
    )
    ORDER BY concept.papers DESC, concept.id
    LIMIT ?2
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
        return self._column(_PAPERS, query, limit, _RANKED) if query and limit > 0 else []

    def search_concepts(self, text: str, *, limit: int) -> list[str]:
        query = match(text)
        if not query:
            return []
        exact = self._column(_EXACT, clean(fold(text)))
        many = self._one(_FOUND, query, _MANY) == _MANY
        found = self._column(_LARGEST if many else _CONCEPTS, query, limit)
        return list(dict.fromkeys([*exact, *found]))[:limit]


def index_papers(db: sqlite3.Connection) -> None:
    """Put papers that have changed into the index."""
    db.execute(_INDEX)


def match(text: str) -> str:
    """An FTS5 query for texts that have all words of ``text``, the last as a prefix; empty if it has none.

    A word such as ``CIFAR-10`` is looked for as its parts in a row.
    """
    words = [word for word in clean(text).replace('"', " ").split() if any(char.isalnum() for char in word)]
    return " AND ".join(f'"{word}"' for word in words) + "*" if words else ""
