"""The snapshot for people (``graph.relate``), as the database is told of it."""

from __future__ import annotations

from graph.neo4j.session import Changes
from graph.neo4j.work import Neo4jReader
from graph.relate import Batch


class Neo4jSnapshot(Neo4jReader, Changes):
    """A transaction that writes what is derived, and counts no revision."""

    def related(self) -> tuple[str | None, int | None]:
        ((stamp, top),) = self._all("related")
        return stamp, top

    def begin(self) -> None:
        self._change("begin_relating")

    def put(self, batch: Batch) -> None:
        """Put the nodes' part of the snapshot in the place of what is there."""
        revision = self.revision()
        self._change("unrelate_papers", papers=list(batch.papers))
        self._change("unrelate_concepts", concepts=[row["id"] for row in batch.concepts])
        self._change("relate_concepts", rows=list(batch.concepts))
        for kind in ("holdings", "links", "uses", "near", "broader"):
            self._change(f"relate_{kind}", rows=list(getattr(batch, kind)), revision=revision)

    def end(self, stamp: str, top: int) -> None:
        self._change("end_relating", stamp=stamp, top=top)
