"""Reads and writes of what people decided."""

from __future__ import annotations

from collections.abc import Iterable

from graph.decisions import Decision
from graph.keeping import refuse_nul
from graph.neo4j.rows import Node, decision_node
from graph.neo4j.session import Changes, Session, pack


class DecisionReads(Session):
    """Decisions, all of them or those on something."""

    def decisions(self) -> list[Decision]:
        return [_decision(node) for node in self._column("decisions")]

    def decisions_on(self, subjects: Iterable[str]) -> list[Decision]:
        rows = self._each("decisions_on", subjects=subjects).values()
        found = {node["id"]: node for own in rows for _, node in own}
        return [_decision(found[id_]) for id_ in sorted(found)]


class DecisionWrites(DecisionReads, Changes):
    """Decide and undecide."""

    def decide(self, decision: Decision) -> None:
        one = decision
        refuse_nul("A decision", (one.kind, *one.subject, one.value, one.who, one.when, one.why))
        self._change("decide", rows=[decision_node(one)])

    def undecide(self, ids: Iterable[str]) -> None:
        self._change("undecide", ids=pack(ids))


def _decision(node: Node) -> Decision:
    said = {name: value for name, value in node.items() if name not in ("id", "subject")}
    return Decision(subject=tuple(node["subject"]), **said)
