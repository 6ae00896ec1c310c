"""Writes of papers: each is replaced or deleted as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from graph.keeping import in_order, looked_up, refuse_nul
from graph.neo4j.papers import PaperReads
from graph.neo4j.rows import (
    Node,
    definition_node,
    form_id,
    form_node,
    mention_node,
    paper_node,
    record_node,
    source_id,
    source_node,
)
from graph.neo4j.search import SearchWrites
from graph.neo4j.session import pack
from graph.neo4j.tally import Counting, Tally
from graph.records import Paper, Tagged
from graph.wording import words_of


class PaperWrites(PaperReads, SearchWrites, Counting):
    """Replace and delete."""

    def replace(self, tagged: Sequence[tuple[Tagged, Sequence[str]]]) -> None:
        """What is already there as it is given is not touched, and keeps its holdings."""
        for one, keys in tagged:
            refuse_nul(f"An id or a name of paper {one.paper.id!r}", looked_up(one, keys))
        wanted = {one.paper.id: in_order(one) for one, _ in tagged}
        there = self.tagged(wanted)
        changed = [one for id_, one in wanted.items() if there.get(id_) != one]
        if changed:
            before = [there[one.paper.id].paper for one in changed if one.paper.id in there]
            self._recount(before, [one.paper for one in changed])
            self._put(changed)
        self._lead_to({one.paper.id: keys for one, keys in tagged})

    def delete(self, ids: Sequence[str]) -> None:
        papers = self._column("there", papers=pack(ids))
        if papers:
            self._recount(self.papers(papers).values(), ())
            tally, sources = self._clear(papers)
            self._change("delete_papers", papers=papers)
            self._count(tally)
            self._change("drop_sources", sources=sources)

    def count_words(self) -> None:
        """Count the words of all papers, where there are no counts."""
        after = ""
        while ids := self.paper_ids(after=after):
            self._recount((), self.papers(ids).values())
            after = ids[-1]

    def _put(self, changed: Sequence[Tagged]) -> None:
        ids = [one.paper.id for one in changed]
        tally, sources = self._clear(self._column("there", papers=ids))
        self._change("put_papers", rows=[paper_node(one) for one in changed])
        self._put_records(changed)
        self._put_tags(changed, tally)
        self._count(tally)
        self._change("drop_sources", sources=sources)
        self._reword(ids)

    def _clear(self, papers: list[str]) -> tuple[Tally, list[str]]:
        """Remove all parts of papers; gives what is to be counted, and the sources that may be left empty."""
        if not papers:
            return Tally(), []
        tally = self._mentions_and_holdings(papers)
        sources = self._column("sources_of", papers=papers)
        self._change("clear", papers=papers)
        self._change("clear_holdings", papers=papers)
        return tally, sources

    def _put_records(self, changed: Sequence[Tagged]) -> None:
        records = [(one.paper.id, record) for one in changed for record in one.paper.records]
        sources = dict.fromkeys(record.source for _, record in records)
        self._change("put_sources", rows=[source_node(one) for one in sources])
        # Of two papers with the same record, the later has it.
        rows: dict[str, Node] = {}
        for paper, record in records:
            node = record_node(record)
            rows[node["id"]] = {"paper": paper, "source": source_id(record.source), "record": node}
        self._change("put_records", rows=list(rows.values()))

    def _put_tags(self, changed: Sequence[Tagged], tally: Tally) -> None:
        forms: dict[str, Node] = {}
        mentions: list[Node] = []
        definitions: list[Node] = []
        for one in changed:
            paper = one.paper.id
            for at, mention in enumerate(one.tags.mentions):
                form = form_id(mention.name, mention.form)
                forms.setdefault(form, form_node(mention.name, mention.form))
                tally.mentioned(form, mention.type)
                mentions.append({"paper": paper, "form": form, "mention": mention_node(paper, at, mention)})
            definitions += [
                {"paper": paper, "definition": definition_node(paper, at, found)}
                for at, found in enumerate(one.tags.definitions)
            ]
        self._change("put_forms", rows=list(forms.values()))
        self._change("put_mentions", rows=mentions)
        self._change("put_definitions", rows=definitions)

    def _recount(self, before: Iterable[Paper], after: Iterable[Paper]) -> None:
        """Count the papers that use each word: those that were there no more, those that are there now."""
        change: Counter[str] = Counter()
        for papers, sign in ((before, -1), (after, 1)):
            for paper in papers:
                change.update(dict.fromkeys(words_of(paper), sign))
        rows = [{"id": word, "papers": by} for word, by in sorted(change.items()) if by]
        self._change("add_to_words", rows=rows)

    def _lead_to(self, keys: dict[str, Sequence[str]]) -> None:
        """Let keys lead to their papers, and no others; of two papers that want a key, the later has it."""
        wanted = {key: id_ for id_, own in keys.items() for key in own}
        there = self._pairs("keys_of", papers=list(keys))
        self._change("drop_keys", keys=list(there.keys() - wanted.keys()))
        moved = {key: id_ for key, id_ in wanted.items() if there.get(key) != id_}
        self._change("put_keys", rows=[{"key": key, "paper": id_} for key, id_ in moved.items()])
