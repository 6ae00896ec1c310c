"""Full-text search: what a person types is words, never syntax."""

from __future__ import annotations

from collections.abc import Iterable

from neo4j import ManagedTransaction

from graph.fold import fold
from graph.keeping import clean
from graph.neo4j.session import Changes, Session
from graph.neo4j.words import found_by, query

# A title says more than an abstract.
_PAPER_FIELDS = (("title_words", 4), ("abstract_words", 1), ("words", 2))
_NAME_FIELDS = (("words", 1),)


class SearchReads(Session):
    """Papers and concepts by words."""

    def search_papers(self, text: str, *, limit: int) -> list[str]:
        asked = query(clean(text), _PAPER_FIELDS)
        if asked is None or limit <= 0:
            return []
        return self._column("search_papers", query=asked.lucene, phrases=asked.phrases, limit=limit)

    def search_concepts(self, text: str, *, limit: int) -> list[str]:
        asked = query(clean(text), _NAME_FIELDS)
        if asked is None:
            return []
        exact = clean(fold(text))
        return self._column("search_concepts", query=asked.lucene, phrases=asked.phrases, exact=exact, limit=limit)


class SearchWrites(SearchReads, Changes):
    """Keeps papers in step with the words that they are to be found by."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        super().__init__(transaction)
        self._stale: dict[str, str | None] = {}  # papers, and the words of those whose are known

    def search_papers(self, text: str, *, limit: int) -> list[str]:
        self._index()
        return super().search_papers(text, limit=limit)

    def _reword(self, papers: Iterable[str]) -> None:
        """Note that papers are to be found by other words."""
        self._stale.update(dict.fromkeys(papers))

    def _index(self) -> None:
        """Let papers that have changed be found by their text, by the forms and names of their mentions (a text may
        have them in LaTeX or in the plural), and by the concepts that they hold.
        """
        unknown = sorted(id_ for id_, words in self._stale.items() if words is None)
        for id_, concepts, forms in self._all("words_of", papers=unknown):
            self._stale[id_] = found_by(concepts, forms)
        self._change("set_words", rows=[{"id": id_, "words": words or None} for id_, words in self._stale.items()])
        self._stale.clear()
