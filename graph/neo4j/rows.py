"""Nodes and the records that they stand for."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from graph.decisions import Decision
from graph.fold import fold
from graph.keeping import backwards, is_broad
from graph.neo4j.session import key
from graph.neo4j.words import words
from graph.records import Concept, Definition, Holding, Mark, Mention, Paper, Place, Record, Source, Tagged, Votes

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
        "categories": list(thing.categories),
    }


def paper(id_: str, node: Node, records: tuple[Record, ...]) -> Paper:
    return Paper(id_, records=records, **_listed(node))


def record(source: Source, node: Node) -> Record:
    return Record(source, **{name: value for name, value in _listed(node).items() if name != "id"})


def record_node(one: Record) -> Node:
    return {"id": record_id(one.source, one.position), "position": one.position, "key": one.key, **given(one)}


def paper_node(tagged: Tagged) -> Node:
    """A paper that holds nothing yet."""
    one = tagged.paper
    return {
        "id": one.id,
        **given(one),
        "model": tagged.tags.model or None,
        "norm": 0.0,
        "concepts": 0,
        "title_words": words(one.title or "") or None,
        "abstract_words": words(one.abstract or "") or None,
    }


def record_id(source: Source, position: str) -> str:
    return key(source.name, source.sha256, position)


def source_id(source: Source) -> str:
    return key(source.name, source.sha256)


def source_node(one: Source) -> Node:
    return {"id": source_id(one), "name": one.name, "sha256": one.sha256}


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


def form_id(name: str, form: str) -> str:
    return key(name, form)


def form_node(name: str, form: str, votes: Votes) -> Node:
    """A form of a name; spelled: it folds to the name, so that it is not an abbreviation of it."""
    id_, spelled = form_id(name, form), fold(form) == name
    return {"id": id_, "name": name, "form": form, "spelled": spelled, "words": words(form), **asdict(votes)}


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


def name_node(name: str, rule: str) -> Node:
    return {"id": name, "rule": rule, "backwards": backwards(name), "words": words(name)}


def holding_node(one: Holding, norm: float) -> Node:
    """What a paper of this norm has of a concept. The unit is the weight divided by the norm: a link query needs
    nothing else.
    """
    node = {**asdict(one), "unit": one.weight / norm if norm else 0.0}
    del node["concept"]
    return node


def decision_node(one: Decision) -> Node:
    return {"id": one.id, **asdict(one), "subject": list(one.subject)}


def concept(id_: str, node: Node, form: str | None) -> Concept:
    """A concept that is written so, where people did not decide how it is shown."""
    mark = Mark(node.get("marked_type"), node.get("marked_shown"), node.get("marked_broad"))
    shown = next((one for one in (mark.shown, form) if one is not None), id_)
    votes = Votes(node["method"], node["dataset"], node["task"])
    return Concept(id_, shown, votes, node["papers"], is_broad(mark, node["papers"], node["broad"]), mark)


def mark_node(one: Mark) -> Node:
    """What a concept's node has of what people decided."""
    return {f"marked_{part}": value for part, value in asdict(one).items()}


def _listed(node: Node) -> Node:
    """With lists as records have them: the importer takes an empty one for nothing."""
    return {**node, **{name: tuple(node.get(name) or ()) for name in ("authors", "categories")}}


def _place(node: Node, prefix: str = "") -> Place:
    return Place(*(node[prefix + name] for name in _PLACE))
