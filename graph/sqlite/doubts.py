"""Reads of what is dropped or doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.records import Concept
from graph.sqlite.concepts import ConceptReads
from graph.sqlite.session import pack

_PAPER_COUNTS = """
    SELECT form.name, count(DISTINCT mention.paper)
    FROM json_each(?) AS asked
    CROSS JOIN form ON form.name = asked.value
    CROSS JOIN mention ON mention.form = form.n
    GROUP BY form.name
"""
# One walk along the index of short and long names.
_AMBIGUOUS = """
    WITH found AS (
        SELECT short
        FROM definition
        WHERE short > ?
        GROUP BY short
        HAVING min(long) <> max(long)
        ORDER BY short
        LIMIT ?
    )
    SELECT definition.short, definition.long, count(DISTINCT definition.paper)
    FROM found CROSS JOIN definition ON definition.short = found.short
    GROUP BY definition.short, definition.long
    ORDER BY definition.short, definition.long
"""
# The type in the middle is what is neither most nor least.
_TYPE_CONFLICTS = """
    SELECT id, count(*) OVER ()
    FROM concept
    WHERE papers > 0
        AND marked_type IS NULL
        AND method + dataset + task >= ?1
        AND 100 * (method + dataset + task - max(method, dataset, task) - min(method, dataset, task))
            >= ?2 * (method + dataset + task)
    ORDER BY papers DESC, id
    LIMIT ?3
"""


class DoubtReads(ConceptReads):
    """What a report is made of."""

    def paper_counts(self, names: Iterable[str]) -> dict[str, int]:
        return self._pairs(_PAPER_COUNTS, pack(names))

    def ambiguous(self, *, after: str = "", limit: int = 1000) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for short, long, papers in self._all(_AMBIGUOUS, after, limit):
            found[short][long] = papers
        return dict(found)

    def type_conflicts(self, *, votes: int, percent: int, limit: int) -> tuple[int, list[Concept]]:
        rows = self._all(_TYPE_CONFLICTS, votes, percent, limit)
        concepts = self.concepts(id_ for id_, _ in rows)
        return (rows[0][1] if rows else 0), [concepts[id_] for id_, _ in rows]
