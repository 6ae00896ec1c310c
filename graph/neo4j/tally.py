"""Exact counts without recounting: what a change adds to or takes from forms and concepts, written at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.near import CLOSED
from graph.neo4j.session import Changes
from graph.records import TYPES, Type


class Counting(Changes):
    """Writes whose changes are counted."""

    def _mentions_and_holdings(self, papers: list[str]) -> Tally:
        """What is lost with all mentions and holdings of papers that are still there."""
        tally = self._holdings_lost(papers)
        for form, kind, count in self._all("mentioned", papers=papers):
            tally.mentioned(form, kind, -count)
        return tally

    def _holdings_lost(self, papers: list[str]) -> Tally:
        tally = Tally()
        for concept, count, broad in self._all("holders_of", papers=papers):
            tally.held(concept, -count, -broad)
        return tally

    def _count(self, tally: Tally) -> None:
        """Bring the counts up to date; forms that nothing has and concepts without name and paper go."""
        forms = {form: votes for form, votes in tally.forms.items() if any(votes)}
        for form, concept in self._all("concepts_of_forms", forms=list(forms)):
            tally.voted(concept, forms[form], 1)
        self._change("add_to_forms", rows=[{"id": form, "votes": votes} for form, votes in forms.items()])
        changed = [{"id": concept, "counts": counts} for concept, counts in tally.concepts.items() if any(counts)]
        self._change("add_to_concepts", rows=changed)
        self._change("drop_concepts", concepts=list(tally.concepts), closed=CLOSED)


class Tally:
    """Changes of counts, by id of form and of concept."""

    def __init__(self) -> None:
        self.forms: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.concepts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])

    def mentioned(self, form: str, kind: Type, by: int = 1) -> None:
        self.forms[form][TYPES.index(kind)] += by

    def held(self, concept: str, papers: int, broad: int) -> None:
        self._add(concept, (0, 0, 0, papers, broad))

    def voted(self, concept: str, votes: Iterable[int], sign: int) -> None:
        """A name with these votes has come to a concept (``sign`` 1) or left it (-1)."""
        self._add(concept, [sign * vote for vote in votes])

    def _add(self, concept: str, change: Iterable[int]) -> None:
        total = self.concepts[concept]
        for place, by in enumerate(change):
            total[place] += by
