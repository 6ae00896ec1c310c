"""Writes of what is made from mentions and definitions: names, concepts, holdings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.errors import NotFound
from graph.keeping import refuse_nul
from graph.neo4j.concepts import ConceptReads
from graph.neo4j.replace import PaperWrites
from graph.neo4j.rows import Node, holding_node, mark_node, name_node
from graph.neo4j.session import pack
from graph.neo4j.tally import Tally
from graph.records import Holding, Mark
from graph.store import Naming


class DerivedWrites(ConceptReads, PaperWrites):
    """Name, mark and hold."""

    def name(self, namings: Mapping[str, Naming]) -> None:
        there = self.namings(namings)
        changed = {name: naming for name, naming in namings.items() if there.get(name) != naming}
        if not changed:
            return
        self._make(naming.concept for naming in changed.values())
        tally = Tally()
        for name, before, *votes in self._all("votes_of_names", names=list(changed)):
            if before is not None:
                tally.voted(before, votes, -1)
            tally.voted(changed[name].concept, votes, 1)
        rows = [_row(name, naming) for name, naming in changed.items()]
        self._change("drop_references", names=list(changed))
        self._change("put_names", rows=rows)
        self._change("put_references", names=list(changed))
        self._count(tally)

    def forget_names(self, names: Iterable[str]) -> None:
        asked = pack(names)
        if not asked:
            return
        tally = Tally()
        for _, concept, *votes in self._all("votes_of_names", names=asked):
            if concept is not None:
                tally.voted(concept, votes, -1)
        self._change("drop_references", names=asked)
        self._change("drop_names", names=asked)
        self._count(tally)

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """A concept that is not there has none."""
        for concept, mark in marks.items():
            refuse_nul(f"The mark of {concept!r}", (concept, mark.shown or ""))
        rows = [{"id": concept, "mark": mark_node(mark)} for concept, mark in marks.items()]
        self._change("mark", rows=rows)

    def used(self, names: Iterable[str]) -> set[str]:
        return set(self._column("used", names=pack(names)))

    def holders(self, names: Iterable[str]) -> list[str]:
        return self._column("holders", names=pack(names))

    def hold(self, holdings: Mapping[str, tuple[Sequence[Holding], float]]) -> None:
        norms = self.norms(holdings)
        if missing := sorted(holdings.keys() - norms.keys()):
            raise NotFound(f"There is no paper {missing[0]} to hold concepts")
        there = self.holdings(holdings)
        changed: dict[str, tuple[list[Holding], float]] = {}
        for id_, (given, norm) in holdings.items():
            rows = sorted(given, key=lambda row: row.concept)
            before = there.get(id_, ())
            if tuple(rows) == before and norm == norms[id_]:
                continue
            changed[id_] = (rows, norm)
            if [row.concept for row in rows] != [row.concept for row in before]:
                self._reword([id_])
        if changed:
            self._hold(changed)

    def drop_derived(self) -> None:
        self._change("let_go")
        self._change("drop_all_names")
        self._reword(paper for (paper,) in self._change("reset_papers"))

    def _hold(self, changed: Mapping[str, tuple[Sequence[Holding], float]]) -> None:
        self._make(row.concept for rows, _ in changed.values() for row in rows)
        papers = list(changed)
        tally = self._holdings_lost(papers)
        self._change("clear_holdings", papers=papers)
        inserts: list[Node] = []
        for paper, (rows, norm) in changed.items():
            for row in rows:
                tally.held(row.concept, 1, row.broad)
                inserts.append({"paper": paper, "concept": row.concept, "holding": holding_node(row, norm)})
        self._change("hold", rows=inserts)
        self._change(
            "set_norms",
            rows=[{"id": id_, "norm": float(norm), "concepts": len(rows)} for id_, (rows, norm) in changed.items()],
        )
        self._count(tally)

    def _make(self, concepts: Iterable[str]) -> None:
        """Concepts that are missing."""
        self._change("put_concepts", concepts=list(dict.fromkeys(concepts)))


def _row(name: str, naming: Naming) -> Node:
    return {"id": name, "concept": naming.concept, "rule": naming.rule, "name": name_node(name)}
