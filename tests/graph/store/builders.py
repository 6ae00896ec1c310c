"""Papers, tags and whole stores, built by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import NamedTuple

from graph.fold import fold
from graph.holdings import holdings, norm
from graph.records import Definition, Field, Mention, Paper, Place, Record, Role, Source, Tagged, Tags, Type
from graph.store import Naming, Reader, Store, Writer

SOURCE = Source("000_page.txt", "a" * 64)


class Say(NamedTuple):
    """A form to be written in an abstract, and what the model makes of it."""

    form: str
    type: Type = "Method"
    role: Role = "used"
    confidence: float = 0.9
    name: str = ""
    broad: bool = False
    lead: str = "Here is "


def tagged(
    id_: str,
    *says: Say | str,
    title: str | None = None,
    model: str = "tagger 1",
    source: Source = SOURCE,
    position: str = "",
    defines: Sequence[tuple[str, str]] = (),
    year: int | None = None,
) -> Tagged:
    """A paper whose abstract has a sentence for each thing to say, and for each (long, short) to define."""
    text = ""
    mentions: list[Mention] = []
    for say in says:
        one = Say(say) if isinstance(say, str) else say
        sentence = f"{one.lead}{one.form}."
        spot = place("abstract", len(text) + len(one.lead), one.form, len(text), sentence)
        name = one.name or fold(one.form)
        mentions.append(Mention(spot, one.form, one.form, name, one.type, one.role, one.confidence, one.broad, "test"))
        text += sentence + " "
    definitions: list[Definition] = []
    for long, short in defines:
        sentence = f"{long} ({short})."
        long_place = place("abstract", len(text), long, len(text), sentence)
        short_place = place("abstract", len(text) + len(long) + 2, short, len(text), sentence)
        definitions.append(Definition(fold(short), fold(long), short, long, short_place, long_place))
        text += sentence + " "
    record = Record(source, position or f"000-{id_}", title, text or None, year=year)
    paper = Paper(id_, title, text or None, (record,), year=year)
    return Tagged(paper, Tags(model, tuple(mentions), tuple(definitions)))


def place(field: Field, start: int, surface: str, sentence_start: int, sentence: str) -> Place:
    return Place(field, start, start + len(surface), sentence_start, sentence_start + len(sentence))


def names(papers: Iterable[Tagged]) -> set[str]:
    found: set[str] = set()
    for one in papers:
        found |= {mention.name for mention in one.tags.mentions}
        found |= {name for definition in one.tags.definitions for name in (definition.short, definition.long)}
    return found


def add(writer: Writer, *papers: Tagged, concept_of: Mapping[str, str] | None = None) -> None:
    """Put papers and make their concepts, each name its own unless ``concept_of`` says otherwise."""
    given = {one.paper.id: one for one in papers}
    before = names(writer.tagged(given).values())
    writer.replace([(one, [one.paper.id]) for one in papers])
    leads = {name: (concept_of or {}).get(name, name) for name in names(given.values())}
    writer.name({name: Naming(concept, "same") for name, concept in leads.items()})
    writer.forget_names(before - writer.used(before))
    rows = {id_: holdings(one.tags, leads) for id_, one in given.items()}
    writer.hold({id_: (held, norm(held)) for id_, held in rows.items()})


def remove(writer: Writer, *ids: str) -> None:
    """Delete papers and forget the names that only they had."""
    before = names(writer.tagged(ids).values())
    writer.delete(ids)
    writer.forget_names(before - writer.used(before))


def fill(store: Store, *papers: Tagged, concept_of: Mapping[str, str] | None = None) -> None:
    store.write(lambda writer: add(writer, *papers, concept_of=concept_of))


def drop(store: Store, *ids: str) -> None:
    store.write(lambda writer: remove(writer, *ids))


def find(store: Store, text: str, limit: int = 9) -> tuple[list[str], list[str]]:
    """What a search finds: papers and concepts."""
    return store.read(
        lambda reader: (reader.search_papers(text, limit=limit), reader.search_concepts(text, limit=limit))
    )


def everything(reader: Reader) -> dict[str, object]:
    """All that a store says, but for the revision."""
    ids = reader.paper_ids()
    concepts = reader.concept_ids()
    papers = reader.tagged(ids)
    every = sorted(names(papers.values()))
    sources = sorted({record.source for one in papers.values() for record in one.paper.records})
    return {
        "counts": astuple(reader.counts())[1:],
        "size": reader.size(),
        "papers": papers,
        "found": reader.find(ids),
        "summaries": reader.summaries(ids),
        "holdings": reader.holdings(ids),
        "norms": reader.norms(ids),
        "of source": {source: reader.paper_ids(source=source) for source in sources},
        "concepts": reader.concepts(concepts),
        "by size": reader.concepts_by_size(limit=1000),
        "names": reader.names_of(concepts),
        "endings": reader.names_ending(every, limit=1000),
        "namings": reader.namings(every),
        "forms": reader.forms(every),
        "papers of": {concept: reader.papers_of(concept) for concept in concepts},
        "defining": reader.defining(every),
        "readings": reader.readings(every),
        "shorts": reader.shorts_of(every),
        "ambiguous": reader.ambiguous(),
        "paper counts": reader.paper_counts(every),
        "type conflicts": reader.type_conflicts(votes=2, percent=10, limit=1000),
        "decisions": reader.decisions(),
        "decisions on": reader.decisions_on([*ids, *every]),
        "postings": reader.postings(ids),
        "searches": {
            name: (reader.search_concepts(name, limit=9), reader.search_papers(name, limit=9)) for name in every
        },
    }
