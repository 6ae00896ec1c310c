"""Writes of what is made from mentions and definitions: names, concepts, holdings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.errors import NotFound
from graph.keeping import refuse_nul
from graph.neo4j.concepts import ConceptReads
from graph.neo4j.replace import PaperWrites
from graph.neo4j.rows import mark_node, name_node
from graph.neo4j.session import pack
from graph.neo4j.tally import Tally
from graph.neo4j.words import found_by
from graph.records import Holding, Mark
from graph.store import Naming


class DerivedWrites(ConceptReads, PaperWrites):
    """Name, mark and hold."""

    def name(self, namings: Mapping[str, Naming]) -> None:
        there = self.namings(namings)
        changed = {name: naming for name, naming in namings.items() if there.get(name) != naming}
        if not changed:
            return
        tally = self._parted(list(changed), changed)
        rows = [{"concept": naming.concept, "name": name_node(name, naming.rule)} for name, naming in changed.items()]
        self._change("put_names", rows=rows)
        self._count(tally)

    def forget_names(self, names: Iterable[str]) -> None:
        if asked := pack(names):
            tally = self._parted(asked, {})
            self._change("drop_names", names=asked)
            self._count(tally)

    def _parted(self, names: list[str], after: Mapping[str, Naming]) -> Tally:
        """Part names from their concepts; gives what is to be counted, there and where they go."""
        tally = Tally()
        parted = []
        for name, before, *votes in self._all("votes_of_names", names=names):
            if before is not None:
                parted.append(name)
                tally.voted(before, votes, -1)
                tally.left.add(before)
            if name in after:
                tally.voted(after[name].concept, votes)
        self._change("part_names", names=parted)
        return tally

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """A concept that is not there has none."""
        for concept, mark in marks.items():
            refuse_nul(f"The mark of {concept!r}", (concept, mark.shown or ""))
        rows = [{"id": concept, "mark": mark_node(mark)} for concept, mark in marks.items()]
        self._change("mark", rows=rows)

    def holders(self, names: Iterable[str]) -> list[str]:
        return self._column("holders", names=pack(names))

    def hold(self, holdings: Mapping[str, tuple[Sequence[Holding], float]]) -> None:
        asked = [id_ for id_ in holdings if id_ not in self._bare]
        there, norms = self.holdings(asked), dict.fromkeys(self._bare, 0.0) | self.norms(asked)
        if missing := sorted(holdings.keys() - norms.keys()):
            raise NotFound(f"There is no paper {missing[0]} to hold concepts")
        tally = Tally()
        changed: dict[str, tuple[int, float]] = {}
        for id_, (given, norm) in holdings.items():
            rows = tuple(sorted(given, key=lambda row: row.concept))
            before = there.get(id_, ())
            if rows == before and norm == norms[id_]:
                continue
            changed[id_] = len(rows), float(norm)
            tally.let_go(before)
            tally.holds(id_, rows, norm)
            forms, concepts = self._bare.pop(id_, None), [row.concept for row in rows]
            if forms is not None:
                self._stale[id_] = found_by(concepts, forms)
            elif concepts != [row.concept for row in before]:
                self._reword([id_])
        self._change("clear_holdings", papers=[id_ for id_ in changed if id_ in there])
        self._count(tally)
        self._change(
            "set_norms",
            rows=[{"id": id_, "norm": norm, "concepts": count} for id_, (count, norm) in changed.items()],
        )

    def drop_derived(self) -> None:
        self._change("let_go")
        self._change("drop_all_names")
        self._reword(paper for (paper,) in self._change("reset_papers"))
