"""Reads and writes of what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.decisions import Decision
from graph.keeping import refuse_nul
from graph.sqlite.session import Row, Session, pack

_DECISIONS = """
    SELECT decision.id, kind, value, who, "when", why, subject
    FROM decision CROSS JOIN decision_subject ON decision_subject.decision = decision.id
    ORDER BY decision.id, at
"""
# A field or an offset of a mention is no name and no id.
_DECISIONS_ON = """
    SELECT decision.id, kind, value, who, "when", why, subject
    FROM decision CROSS JOIN decision_subject ON decision_subject.decision = decision.id
    WHERE decision.id IN (
        SELECT decision.id
        FROM json_each(?) AS asked
        CROSS JOIN decision_subject AS found ON found.subject = asked.value
        CROSS JOIN decision ON decision.id = found.decision
        WHERE found.at = 0 OR decision.kind <> 'reject-mention'
    )
    ORDER BY decision.id, at
"""
_INSERT = """
    INSERT INTO decision (id, kind, value, who, "when", why) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_INSERT_SUBJECT = "INSERT INTO decision_subject (decision, at, subject) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_DELETE = "DELETE FROM decision WHERE id IN (SELECT value FROM json_each(?))"


class DecisionReads(Session):
    """Decisions, all of them or those on something."""

    def decisions(self) -> list[Decision]:
        return _together(self._all(_DECISIONS))

    def decisions_on(self, subjects: Iterable[str]) -> list[Decision]:
        return _together(self._all(_DECISIONS_ON, pack(subjects)))


class DecisionWrites(DecisionReads):
    """Decide and undecide."""

    def decide(self, decision: Decision) -> None:
        one = decision
        refuse_nul("A decision", (one.kind, *one.subject, one.value, one.who, one.when, one.why))
        self._db.execute(_INSERT, (one.id, one.kind, one.value, one.who, one.when, one.why))
        self._db.executemany(_INSERT_SUBJECT, [(one.id, at, subject) for at, subject in enumerate(one.subject)])

    def undecide(self, ids: Iterable[str]) -> None:
        self._db.execute(_DELETE, (pack(ids),))  # and all that refers to them


def _together(rows: Iterable[Row]) -> list[Decision]:
    """Decisions from their rows, one for each part of a subject."""
    subjects: dict[Row, list[str]] = defaultdict(list)
    for *said, subject in rows:
        subjects[tuple(said)].append(subject)
    return [Decision(kind, tuple(own), *said) for (_, kind, *said), own in subjects.items()]
