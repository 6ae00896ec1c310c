"""A whole store as the CSV files that ``neo4j-admin database import full`` makes this layout of, all at once.

The nodes are those that the store itself writes. What is not in the files are constraints and indexes: the layout is
said to be older than the first, so they are made when the store is opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from uuid import uuid4

from graph.decisions import Decision
from graph.errors import UsageError
from graph.near import least
from graph.neo4j.rows import (
    Node,
    decision_node,
    definition_node,
    form_id,
    form_node,
    holding_node,
    mark_node,
    mention_node,
    name_node,
    paper_node,
    record_node,
    source_id,
    source_node,
)
from graph.neo4j.words import found_by
from graph.records import Concept, Holding, Source, Tagged, Votes
from graph.store import Naming, Reader, Store
from graph.wording import words_of
from graph.works import paper_keys

ARGUMENTS = "import.args"
"""The file with the arguments of the command, to be run in the folder of all files."""

Line = tuple[str, str]
"""The name of a file, and a line of it."""

_BATCH = 500
_PARTED = "\x1f"  # values of a list
_GIVEN = "title abstract authors:string[] year:long venue doi arxiv url categories:string[]"
_PLACE = "{0}field {0}start:long {0}end:long {0}sentence_start:long {0}sentence_end:long"
_VOTES = "method:long dataset:long task:long"
_NODES = {
    "State": "store revision:long schema:long encoder",
    "Paper": f"{_GIVEN} model added:long norm:double concepts:long title_words abstract_words words",
    "Key": "",
    "Source": "name sha256",
    "Record": f"position key {_GIVEN}",
    "Mention": f"at:long {_PLACE.format('')} surface type role confidence:double broad:boolean rule",
    "Definition": f"at:long short long short_form long_form {_PLACE.format('short_')} {_PLACE.format('long_')}",
    "Form": f"name form spelled:boolean words {_VOTES}",
    "Name": "backwards words rule",
    "Concept": f"{_VOTES} papers:long broad:long type marked_type marked_shown marked_broad:boolean "
    "vector:byte[] listed:boolean least:long",
    "Decision": "kind subject:string[] value who when why",
    "Subject": "",
    "Word": "papers:long",
}
"""Labels, and the columns of their properties beside the id."""
_TIES = {
    "HAS_KEY": ("Paper", "Key", ""),
    "HAS_RECORD": ("Paper", "Record", ""),
    "FROM": ("Record", "Source", ""),
    "HAS_MENTION": ("Paper", "Mention", ""),
    "HAS_FORM": ("Mention", "Form", ""),
    "REFERS_TO": ("Mention", "Concept", ""),
    "HAS_DEFINITION": ("Paper", "Definition", ""),
    "HAS_CONCEPT": ("Paper", "Concept", "type role confidence:double broad:boolean weight:double unit:double"),
    "NAMES": ("Name", "Concept", ""),
    "NEAREST": ("Concept", "Concept", "dot:long"),
    "ABOUT": ("Decision", "Subject", "at:long"),
}
"""Types of relationships: from which label to which, and the columns of their properties."""


def lines(store: Store) -> Iterator[Line]:
    """Lines of all files, in one pass over papers and one over concepts.

    What is kept meanwhile: a number for each word of texts, and for each concept that some paper has as broad.
    Raises UsageError where an author's name cannot be told from two.
    """
    yield from ((ARGUMENTS, f"{argument}\n") for argument in _arguments())
    for label, columns in _NODES.items():
        yield f"{label}.csv", ",".join([f"id:ID({label})", *columns.split()]) + "\n"
    for kind, (start, end, columns) in _TIES.items():
        yield f"{kind}.csv", ",".join([f":START_ID({start})", f":END_ID({end})", *columns.split()]) + "\n"
    words: Counter[str] = Counter()
    broad: Counter[str] = Counter()
    for batch in _batches(store):
        for paper, one in batch.papers.items():
            words.update(dict.fromkeys(words_of(one.paper), 1))
            broad.update(row.concept for row in batch.holdings.get(paper, ()) if row.broad)
            yield from _paper(one, batch)
    yield from (_node("Word", {"id": word, "papers": papers}) for word, papers in words.items())
    yield from _concepts(store, broad)
    yield from _sources(store)
    yield from store.read(_state)
    yield from _decisions(store.read(lambda reader: reader.decisions()))


def _arguments() -> Iterator[str]:
    # Without the folder the importer does not find a file.
    yield from (f"--nodes={label}=./{label}.csv" for label in _NODES)
    yield from (f"--relationships={kind}=./{kind}.csv" for kind in _TIES)
    yield from ("--id-type=string", "--multiline-fields=true", f"--array-delimiter=U+{ord(_PARTED):04X}")
    yield "--bad-tolerance=0"


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some papers, and what is to be known of them."""

    papers: dict[str, Tagged]
    holdings: dict[str, tuple[Holding, ...]]
    norms: dict[str, float]
    added: dict[str, int]  # revisions
    namings: dict[str, Naming]
    leads: dict[str, str]  # from keys to papers


def _batches(store: Store) -> Iterator[_Batch]:
    def work(reader: Reader) -> _Batch:
        papers = reader.tagged(reader.paper_ids(after=after, limit=_BATCH))
        names = {mention.name for one in papers.values() for mention in one.tags.mentions}
        keys = [key for one in papers.values() for key in paper_keys(one.paper)]
        return _Batch(
            papers,
            reader.holdings(papers),
            reader.norms(papers),
            reader.added(papers),
            reader.namings(names),
            reader.find(keys),
        )

    after = ""
    while (batch := store.read(work)).papers:
        yield batch
        after = max(batch.papers)


def _paper(one: Tagged, batch: _Batch) -> Iterator[Line]:
    id_ = one.paper.id
    held, norm, mentions = batch.holdings.get(id_, ()), batch.norms[id_], one.tags.mentions
    found = found_by((row.concept for row in held), ((mention.name, mention.form) for mention in mentions))
    kept = {"added": batch.added[id_], "norm": norm, "concepts": len(held), "words": found or None}
    yield _node("Paper", {**paper_node(one), **kept})
    for led in paper_keys(one.paper):
        if batch.leads.get(led) == id_:
            yield _node("Key", {"id": led})
            yield _tie("HAS_KEY", id_, led)
    for record in one.paper.records:
        node = record_node(record)
        yield _node("Record", node)
        yield _tie("HAS_RECORD", id_, node["id"])
        yield _tie("FROM", node["id"], source_id(record.source))
    for at, mention in enumerate(mentions):
        node = mention_node(id_, at, mention)
        yield _node("Mention", node)
        yield _tie("HAS_MENTION", id_, node["id"])
        yield _tie("HAS_FORM", node["id"], form_id(mention.name, mention.form))
        if naming := batch.namings.get(mention.name):
            yield _tie("REFERS_TO", node["id"], naming.concept)
    for at, definition in enumerate(one.tags.definitions):
        node = definition_node(id_, at, definition)
        yield _node("Definition", node)
        yield _tie("HAS_DEFINITION", id_, node["id"])
    yield from (_tie("HAS_CONCEPT", id_, row.concept, holding_node(row, norm)) for row in held)


@dataclass(frozen=True, slots=True)
class _Named:
    """Some concepts, and what is to be known of them."""

    concepts: dict[str, Concept]
    namings: dict[str, Naming]
    forms: dict[str, dict[str, Votes]]
    vectors: dict[str, bytes]
    lists: dict[str, dict[str, int]]


def _concepts(store: Store, broad: Counter[str]) -> Iterator[Line]:
    def work(reader: Reader) -> _Named:
        ids = reader.concept_ids(after=after, limit=_BATCH)
        names = [name for own in reader.names_of(ids).values() for name in own]
        return _Named(
            reader.concepts(ids),
            reader.namings(names),
            reader.forms(names),
            reader.vectors(ids),
            reader.nearest(ids),
        )

    after = ""
    while (batch := store.read(work)).concepts:
        for one in batch.concepts.values():
            near = batch.lists.get(one.id, {})
            yield _node("Concept", _concept_node(one, broad[one.id], batch.vectors.get(one.id), near))
            yield from (_tie("NEAREST", one.id, other, {"dot": dot}) for other, dot in near.items())
        for name, naming in batch.namings.items():
            yield _node("Name", name_node(name, naming.rule))
            yield _tie("NAMES", name, naming.concept)
        for name, forms in batch.forms.items():
            for form, votes in forms.items():
                yield _node("Form", form_node(name, form, votes))
        after = max(batch.concepts)


def _concept_node(one: Concept, broad: int, vector: bytes | None, near: dict[str, int]) -> Node:
    node = {"id": one.id, **asdict(one.votes), "papers": one.papers, "broad": broad, "type": one.type}
    node |= mark_node(one.mark)
    if vector is not None:
        node |= {"vector": vector, "listed": True, "least": least(near)}
    return node


def _sources(store: Store) -> Iterator[Line]:
    def work(reader: Reader) -> list[tuple[Source, int]]:
        return reader.sources(after=last, limit=_BATCH)

    last: Source | None = None
    while rows := store.read(work):
        yield from (_node("Source", source_node(one)) for one, _ in rows)
        last = rows[-1][0]


def _state(reader: Reader) -> Iterable[Line]:
    state = {"store": str(uuid4()), "revision": reader.revision(), "schema": 0, "encoder": reader.encoder() or None}
    return [_node("State", {"id": "state", **state})]


def _decisions(decisions: Sequence[Decision]) -> Iterator[Line]:
    for one in decisions:
        yield _node("Decision", decision_node(one))
        yield from (_tie("ABOUT", one.id, subject, {"at": at}) for at, subject in enumerate(one.subject))
    subjects = dict.fromkeys(subject for one in decisions for subject in one.subject)
    yield from (_node("Subject", {"id": subject}) for subject in subjects)


def _node(label: str, node: Node) -> Line:
    return f"{label}.csv", _line([node["id"], *_values(_NODES[label], node)])


def _tie(kind: str, start: str, end: str, node: Node | None = None) -> Line:
    return f"{kind}.csv", _line([start, end, *_values(_TIES[kind][2], node or {})])


def _values(columns: str, node: Node) -> Iterator[object]:
    return map(node.get, _names(columns))


@cache
def _names(columns: str) -> tuple[str, ...]:
    return tuple(column.partition(":")[0] for column in columns.split())


def _line(cells: Iterable[object]) -> str:
    return ",".join(map(_cell, cells)) + "\n"


def _cell(value: object) -> str:
    """Texts stand in quotes, also empty ones: a cell without anything is no property."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case bytes():
            return _quoted(_PARTED.join(map(str, memoryview(value).cast("b"))))
        case list():
            if any(_PARTED in one for one in value):
                hint = "Copy the store with `concite copy`, or clean the input."
                raise UsageError(f"{value!r} has a character that parts values", hint=hint)
            return _quoted(_PARTED.join(value))
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
