"""Writes of papers: each is replaced or deleted as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from neo4j import ManagedTransaction

from graph.keeping import in_order, looked_up, refuse_nul
from graph.neo4j.papers import PaperReads
from graph.neo4j.rows import (
    Node,
    definition_node,
    form_node,
    mention_node,
    paper_node,
    record_node,
    source_id,
    source_node,
)
from graph.neo4j.search import SearchWrites
from graph.neo4j.tally import Counting, Form, Tally
from graph.records import Paper, Tagged, Votes
from graph.wording import words_of


class PaperWrites(PaperReads, SearchWrites, Counting):
    """Replace and delete."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        super().__init__(transaction)
        # Papers written in this transaction that hold nothing yet, with the forms of their mentions.
        self._bare: dict[str, set[Form]] = {}

    def replace(self, tagged: Sequence[tuple[Tagged, Sequence[str]]]) -> None:
        """What is already there as it is given is not touched, and keeps its holdings."""
        for one, keys in tagged:
            refuse_nul(f"An id or a name of paper {one.paper.id!r}", looked_up(one, keys))
        wanted = {one.paper.id: in_order(one) for one, _ in tagged}
        there = self.tagged(wanted)
        if changed := [one for id_, one in wanted.items() if there.get(id_) != one]:
            self._put([there[one.paper.id] for one in changed if one.paper.id in there], changed)
        self._lead_to({one.paper.id: keys for one, keys in tagged}, list(there))

    def delete(self, ids: Sequence[str]) -> None:
        before = list(self.tagged(ids).values())
        if not before:
            return
        self._recount([one.paper for one in before], ())
        tally = self._clear(before)
        papers = [one.paper.id for one in before]
        self._change("delete_papers", papers=papers)
        self._count(tally)
        self._drop_sources(before)
        for id_ in papers:
            self._bare.pop(id_, None)

    def count_words(self) -> None:
        """Count the words of all papers, where there are no counts."""
        after = ""
        while ids := self.paper_ids(after=after):
            self._recount((), self.papers(ids).values())
            after = ids[-1]

    def _put(self, before: Sequence[Tagged], changed: Sequence[Tagged]) -> None:
        """Put papers in the place of those that were there."""
        self._recount([one.paper for one in before], [one.paper for one in changed])
        tally = self._clear(before)
        self._change("put_papers", rows=[paper_node(one) for one in changed])
        # Of two papers with the same record, the later has it.
        records = {row["record"]["id"]: row for one in changed for row in _records(one.paper)}
        self._change("put_records", rows=list(records.values()))
        self._put_mentions(changed, tally)
        self._change(
            "put_definitions",
            rows=[
                {"paper": one.paper.id, "definition": definition_node(one.paper.id, at, found)}
                for one in changed
                for at, found in enumerate(one.tags.definitions)
            ],
        )
        self._count(tally)
        self._drop_sources(before)
        self._bare |= {one.paper.id: {(m.name, m.form) for m in one.tags.mentions} for one in changed}
        self._reword(one.paper.id for one in changed)

    def _clear(self, before: Sequence[Tagged]) -> Tally:
        """Remove all parts of papers; gives what is to be counted."""
        papers = [one.paper.id for one in before]
        tally = Tally()
        for one in before:
            for mention in one.tags.mentions:
                tally.mentioned(mention, -1)
        for held in self.holdings(papers).values():
            tally.let_go(held)
        self._change("clear", papers=papers)
        self._change("clear_holdings", papers=papers)
        return tally

    def _drop_sources(self, before: Iterable[Tagged]) -> None:
        """Remove those of their sources that are left empty."""
        sources = dict.fromkeys(source_id(record.source) for one in before for record in one.paper.records)
        self._change("drop_sources", sources=list(sources))

    def _put_mentions(self, changed: Sequence[Tagged], tally: Tally) -> None:
        mentions: dict[Form, list[Node]] = defaultdict(list)
        for one in changed:
            for at, mention in enumerate(one.tags.mentions):
                tally.mentioned(mention)
                row = {"paper": one.paper.id, "mention": mention_node(one.paper.id, at, mention)}
                mentions[mention.name, mention.form].append(row)
        votes = {form: tally.forms.pop(form) for form in mentions}
        rows = [{"form": form_node(*form, Votes(*votes[form])), "mentions": own} for form, own in mentions.items()]
        for name, form, concept in self._change("put_mentions", rows=rows):
            tally.voted(concept, votes[name, form])

    def _recount(self, before: Iterable[Paper], after: Iterable[Paper]) -> None:
        """Count the papers that use each word: those that were there no more, those that are there now."""
        change: Counter[str] = Counter()
        for papers, sign in ((before, -1), (after, 1)):
            for paper in papers:
                change.update(dict.fromkeys(words_of(paper), sign))
        words = sorted(change.items())
        self._change("add_to_words", rows=[{"id": word, "papers": by} for word, by in words if by > 0])
        self._change("take_from_words", rows=[{"id": word, "papers": by} for word, by in words if by < 0])

    def _lead_to(self, keys: dict[str, Sequence[str]], before: list[str]) -> None:
        """Let keys lead to their papers, and no others; of two papers that want a key, the later has it."""
        wanted = {key: id_ for id_, own in keys.items() for key in own}
        there = self._pairs("keys_of", papers=before)
        self._change("drop_keys", keys=list(there.keys() - wanted.keys()))
        moved = {key: id_ for key, id_ in wanted.items() if there.get(key) != id_}
        self._change("put_keys", rows=[{"key": key, "paper": id_} for key, id_ in moved.items()])


def _records(paper: Paper) -> Iterator[Node]:
    for one in paper.records:
        yield {"paper": paper.id, "source": source_node(one.source), "record": record_node(one)}
