"""Exact counts without recounting: what a change adds to or takes from forms and concepts, written at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.near import CLOSED
from graph.neo4j.rows import Node, form_id, holding_node
from graph.neo4j.session import Changes
from graph.records import TYPES, Holding, Mention

Form = tuple[str, str]
"""A name, and how it is written."""


class Tally:
    """Changes of counts, by form and by id of concept, and what is to be held."""

    def __init__(self) -> None:
        self.forms: dict[Form, list[int]] = defaultdict(lambda: [0] * len(TYPES))
        self.votes: dict[str, list[int]] = defaultdict(lambda: [0] * len(TYPES))
        self.holders: dict[str, list[int]] = defaultdict(lambda: [0, 0])  # papers, and those that have it as broad
        self.held: dict[str, list[Node]] = defaultdict(list)
        self.left: set[str] = set()  # concepts that a name or a paper has left

    def mentioned(self, mention: Mention, by: int = 1) -> None:
        self.forms[mention.name, mention.form][TYPES.index(mention.type)] += by

    def voted(self, concept: str, votes: Iterable[int], sign: int = 1) -> None:
        """Votes have come to a concept (``sign`` 1) or gone from it (-1)."""
        self._add(self.votes[concept], votes, sign)

    def let_go(self, held: Iterable[Holding]) -> None:
        """A paper holds these no more."""
        for one in held:
            self._add(self.holders[one.concept], (1, one.broad), -1)
            self.left.add(one.concept)

    def holds(self, paper: str, held: Iterable[Holding], norm: float) -> None:
        for one in held:
            self._add(self.holders[one.concept], (1, one.broad), 1)
            self.held[one.concept].append({"paper": paper, "holding": holding_node(one, norm)})

    def _add(self, total: list[int], change: Iterable[int], sign: int) -> None:
        for place, by in enumerate(change):
            total[place] += sign * by


class Counting(Changes):
    """Writes whose changes are counted."""

    def _count(self, tally: Tally) -> None:
        """Bring the counts up to date, and hold; forms that nothing has and concepts without name and paper go."""
        forms = {form_id(*form): votes for form, votes in tally.forms.items() if any(votes)}
        for form, concept in self._all("concepts_of_forms", forms=list(forms)):
            tally.voted(concept, forms[form])
        self._change("add_to_forms", rows=[{"id": form, "votes": votes} for form, votes in forms.items()])
        changed = {concept: votes for concept, votes in tally.votes.items() if any(votes)}
        self._change("add_to_concepts", rows=[{"id": concept, "votes": votes} for concept, votes in changed.items()])
        self._change(
            "hold",
            rows=[
                {"id": concept, "papers": papers, "broad": broad, "held": tally.held.get(concept, [])}
                for concept, (papers, broad) in tally.holders.items()
                if papers or broad or concept in tally.held
            ],
        )
        self._change("drop_concepts", concepts=sorted(tally.left), closed=CLOSED)
