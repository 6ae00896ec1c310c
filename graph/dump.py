"""A store as NDJSON in a fixed order, and back: the same bytes whatever the store and the way it was filled.

One line says what the file is, then one line a decision and one a paper, each by id; a paper's holds
its records, mentions and definitions. Concepts and links are derived from these and not in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields, replace
from itertools import islice
from typing import Any

from graph.add import put
from graph.curated import Curated
from graph.decide import decide_all
from graph.decisions import Contradiction, Decision, decision
from graph.errors import RecordError, UnreadableInput
from graph.records import ROLES, TYPES, Definition, Field, Mention, Paper, Place, Record, Source, Tagged, Tags
from graph.store import Store, Writer, stream
from graph.works import merge

VERSION = 1
_HEAD = {"concite": "dump", "version": VERSION}
_BATCH = 200


def dump(store: Store) -> Iterator[str]:
    """Lines of the dump, each with its line end."""
    yield _line(_HEAD)
    for one in contents(store):
        yield _line({"decision": asdict(one)} if isinstance(one, Decision) else to_json(one))


def contents(store: Store, *, after: str = "") -> Iterator[Decision | Tagged]:
    """All decisions and papers of a store, each by id; of the papers those with ids greater than ``after``."""
    yield from store.read(lambda reader: reader.decisions())
    yield from stream(store, after=after)


def load(store: Store, lines: Iterable[str], curated: Curated, name: str = "dump") -> int:
    """Put the papers and decisions of a dump into a store, over papers of the same id; gives how many papers.

    Raises UnreadableInput where this is no dump or of a newer version, RecordError at a broken line,
    Contradiction where a decision does not go with one that is there; batches before it stay.
    """
    rows = enumerate(lines, 1)
    number, head = next(rows, (1, ""))
    version = _parsed(name, number, head).get("version") if head else None
    if not isinstance(version, int):
        raise UnreadableInput(f"{name} is not a Concite dump", hint="To add papers from a file, use `concite add`.")
    if version > VERSION:
        raise UnreadableInput(f"{name} is a dump of version {version}", hint="Upgrade Concite to load it.")
    return fill(store, (_read(name, number, line) for number, line in rows if line.strip()), curated)


def fill(
    store: Store,
    given: Iterable[Decision | Tagged],
    curated: Curated,
    *,
    report: Callable[[int], None] = lambda done: None,
) -> int:
    """Put decisions and papers into a store, a batch a transaction; gives how many papers.

    Raises Contradiction where a decision does not go with one that is there.
    """
    count = 0
    rows = iter(given)
    while part := list(islice(rows, _BATCH)):
        decisions = [one for one in part if isinstance(one, Decision)]
        papers = [one for one in part if isinstance(one, Tagged)]
        store.write(_writing(decisions, papers, curated))
        count += len(papers)
        report(count)
    return count


def _writing(decisions: list[Decision], papers: list[Tagged], curated: Curated) -> Callable[[Writer], None]:
    def work(writer: Writer) -> None:
        for stands in decide_all(writer, decisions, curated):
            if isinstance(stands, Contradiction):
                raise stands
        put(writer, list(writer.tagged(one.paper.id for one in papers).values()), papers, (), curated)

    return work


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def to_json(tagged: Tagged) -> dict[str, Any]:
    """A paper as its line in the dump: keys in a fixed order, empty fields left out."""
    return {
        "id": tagged.paper.id,
        "records": [_record(record) for record in tagged.paper.records],
        "model": tagged.tags.model,
        "mentions": [
            {
                **_place(m.place), "surface": m.surface, "form": m.form, "name": m.name, "type": m.type,
                "role": m.role, "confidence": m.confidence, "broad": m.broad, "rule": m.rule,
            }
            for m in tagged.tags.mentions
        ],
        "definitions": [
            {
                "short": d.short, "long": d.long, "short_form": d.short_form, "long_form": d.long_form,
                "short_place": _place(d.short_place), "long_place": _place(d.long_place),
            }
            for d in tagged.tags.definitions
        ],
    }  # fmt: skip


def from_json(row: dict[str, Any]) -> Tagged:
    """A line of the dump as the paper it was; raises KeyError, TypeError or ValueError where it is none."""
    records = [
        Record(
            source=Source(**given.pop("source")),
            authors=tuple(given.pop("authors", ())),
            categories=tuple(given.pop("categories", ())),
            **given,
        )
        for given in (dict(record) for record in row["records"])
    ]
    if not records:
        raise ValueError("a paper needs a record")
    paper = merge(row["id"], records)
    tags = Tags(
        row["model"],
        tuple(_mention(paper, dict(given)) for given in row["mentions"]),
        tuple(
            Definition(
                **{key: given[key] for key in ("short", "long", "short_form", "long_form")},
                short_place=_checked(paper, given["short_place"]),
                long_place=_checked(paper, given["long_place"]),
            )
            for given in row["definitions"]
        ),
    )
    return Tagged(paper, tags)


def _record(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = {"source": {"name": record.source.name, "sha256": record.source.sha256}}
    for part in fields(record)[1:]:
        value = getattr(record, part.name)
        if value not in (None, ()):
            row[part.name] = list(value) if isinstance(value, tuple) else value
    return row


def _place(place: Place) -> dict[str, Any]:
    return {
        "field": place.field,
        "start": place.start,
        "end": place.end,
        "sentence_start": place.sentence_start,
        "sentence_end": place.sentence_end,
    }


def _checked(paper: Paper, given: dict[str, Any]) -> Place:
    place = Place(**{part.name: given[part.name] for part in fields(Place)})
    where: Field = place.field
    if where not in ("title", "abstract") or not 0 <= place.sentence_start <= place.start < place.end <= min(
        place.sentence_end, len(paper.text(where))
    ):
        raise ValueError(f"{where} {place.start}:{place.end} is no place in the text")
    return place


def _mention(paper: Paper, given: dict[str, Any]) -> Mention:
    place = _checked(paper, given)
    mention = Mention(place=place, **{part.name: given[part.name] for part in fields(Mention)[1:]})
    if paper.text(place.field)[place.start : place.end] != mention.surface:
        raise ValueError(f"{place.field} {place.start}:{place.end} is not {mention.surface!r}")
    if mention.type not in TYPES or mention.role not in ROLES or not mention.name:
        raise ValueError(f"{mention.surface!r} has no known type, role or name")
    return mention


def _parsed(name: str, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise RecordError(f"{name}, line {number}", f"is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise RecordError(f"{name}, line {number}", "is not a JSON object")
    return row


def _read(name: str, number: int, line: str) -> Decision | Tagged:
    """A line behind the first; raises RecordError, which says which line it is, where it cannot be read."""
    row = _parsed(name, number, line)
    try:
        return _decision(row["decision"]) if "decision" in row else from_json(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(f"{name}, line {number}", f"is no paper or decision of a dump ({error})") from error


def _decision(given: dict[str, Any]) -> Decision:
    made = decision(given["kind"], given["subject"], value=given["value"])
    return replace(made, who=str(given["who"]), when=str(given["when"]), why=str(given["why"]))
