"""Reader and writer of one transaction, put together from their parts."""

from __future__ import annotations

from graph.sqlite.decisions import DecisionReads, DecisionWrites
from graph.sqlite.derived import DerivedWrites
from graph.sqlite.doubts import DoubtReads
from graph.sqlite.links import LinkReads
from graph.sqlite.mentions import MentionReads
from graph.sqlite.near import NearReads, NearWrites
from graph.sqlite.papers import PaperReads
from graph.sqlite.replace import PaperWrites
from graph.sqlite.search import SearchReads, index_papers
from graph.sqlite.totals import TotalReads


class SQLiteReader(PaperReads, DoubtReads, MentionReads, DecisionReads, NearReads, LinkReads, SearchReads, TotalReads):
    """All reads of a snapshot."""


class SQLiteWriter(PaperWrites, DerivedWrites, DecisionWrites, NearWrites, SQLiteReader):
    """All reads and changes of a transaction."""

    def search_papers(self, text: str, *, limit: int) -> list[str]:
        index_papers(self._db)
        return super().search_papers(text, limit=limit)

    def finish(self, *, changed: bool) -> None:
        """What has to be done before a commit."""
        if changed:
            if not self.lists_wait:
                self.list_nearest()
            index_papers(self._db)
            self._db.execute("UPDATE state SET revision = revision + 1")
