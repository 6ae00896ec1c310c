"""Nodes and the records that they stand for."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from graph.keeping import is_broad
from graph.neo4j.session import key
from graph.records import Concept, Definition, Mark, Mention, Paper, Place, Record, Source, Votes

Node = dict[str, Any]

_PLACE = tuple(part.name for part in fields(Place))


def given(thing: Paper | Record) -> Node:
    """What papers and records share."""
    return {
        "title": thing.title,
        "abstract": thing.abstract,
        "authors": list(thing.authors),
        "year": thing.year,
        "venue": thing.venue,
        "doi": thing.doi,
        "arxiv": thing.arxiv,
        "url": thing.url,
    }


def paper(id_: str, node: Node, records: tuple[Record, ...]) -> Paper:
    return Paper(id_, records=records, **{**node, "authors": tuple(node["authors"])})


def record(source: Source, node: Node) -> Record:
    rest = {name: value for name, value in node.items() if name not in ("id", "authors")}
    return Record(source, authors=tuple(node["authors"]), **rest)


def record_node(one: Record) -> Node:
    return {"id": record_id(one.source, one.position), "position": one.position, "key": one.key, **given(one)}


def record_id(source: Source, position: str) -> str:
    return key(source.name, source.sha256, position)


def source_id(source: Source) -> str:
    return key(source.name, source.sha256)


def mention(node: Node, name: str, form: str) -> Mention:
    return Mention(
        place=_place(node),
        surface=node["surface"],
        form=form,
        name=name,
        type=node["type"],
        role=node["role"],
        confidence=node["confidence"],
        broad=node["broad"],
        rule=node["rule"],
    )


def mention_node(paper_id: str, at: int, one: Mention) -> Node:
    return {
        "id": key(paper_id, at),
        "at": at,
        **asdict(one.place),
        "surface": one.surface,
        "type": one.type,
        "role": one.role,
        "confidence": one.confidence,
        "broad": one.broad,
        "rule": one.rule,
    }


def definition(node: Node) -> Definition:
    return Definition(
        short=node["short"],
        long=node["long"],
        short_form=node["short_form"],
        long_form=node["long_form"],
        short_place=_place(node, "short_"),
        long_place=_place(node, "long_"),
    )


def definition_node(paper_id: str, at: int, one: Definition) -> Node:
    return {
        "id": key(paper_id, at),
        "at": at,
        "short": one.short,
        "long": one.long,
        "short_form": one.short_form,
        "long_form": one.long_form,
        **{f"short_{name}": value for name, value in asdict(one.short_place).items()},
        **{f"long_{name}": value for name, value in asdict(one.long_place).items()},
    }


def concept(node: Node, form: str | None) -> Concept:
    """A concept that is written so, where people did not decide how it is shown."""
    mark = Mark(node.get("marked_type"), node.get("marked_shown"), node.get("marked_broad"))
    shown = next((one for one in (mark.shown, form) if one is not None), node["id"])
    votes = Votes(node["method"], node["dataset"], node["task"])
    return Concept(node["id"], shown, votes, node["papers"], is_broad(mark, node["papers"], node["broad"]), mark)


def _place(node: Node, prefix: str = "") -> Place:
    return Place(*(node[prefix + name] for name in _PLACE))
