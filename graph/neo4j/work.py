"""Reader and writer of one transaction, put together from their parts."""

from __future__ import annotations

from graph.neo4j.decisions import DecisionReads, DecisionWrites
from graph.neo4j.derived import DerivedWrites
from graph.neo4j.doubts import DoubtReads
from graph.neo4j.links import LinkReads
from graph.neo4j.mentions import MentionReads
from graph.neo4j.near import NearReads, NearWrites
from graph.neo4j.papers import PaperReads
from graph.neo4j.search import SearchReads
from graph.neo4j.totals import TotalReads


class Neo4jReader(DoubtReads, PaperReads, MentionReads, DecisionReads, NearReads, LinkReads, SearchReads, TotalReads):
    """All reads of a transaction."""


class Neo4jWriter(DerivedWrites, DecisionWrites, NearWrites, Neo4jReader):
    """All reads and changes of a transaction."""

    def search_papers(self, text: str, *, limit: int) -> list[str]:
        self._index()
        return super().search_papers(text, limit=limit)

    def finish(self) -> None:
        """What has to be done before a commit."""
        self._index()
        if self.changed:
            if not self.lists_wait:
                self.list_nearest()
            self._change("revise")
