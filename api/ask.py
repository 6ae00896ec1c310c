"""Questions to a store, answered in shapes: what the command line, REST and the pages have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from api import doubts, shapes
from graph import generic
from graph.curated import Curated
from graph.evidence import quote
from graph.holdings import concepts_of
from graph.links import find_paper
from graph.near import why
from graph.neighbourhood import LOOKED_AT
from graph.records import Definition, Source, Tagged, Type
from graph.report import report as report_of
from graph.resolve import concepts_by_name, find_concept, verdicts
from graph.said import related
from graph.store import Reader, Summary
from graph.titles import title_of, titles

_RELATED = 50  # broader and narrower concepts that are told of one


def paper(reader: Reader, identifier: str) -> shapes.PaperShape:
    """A paper by any of its identifiers; raises NotFound."""
    found = find_paper(reader, identifier)
    tagged = reader.tagged([found])[found]
    return paper_shape(reader, tagged)


def paper_shape(reader: Reader, tagged: Tagged) -> shapes.PaperShape:
    one = tagged.paper
    concept_of = concepts_by_name(reader, [tagged])
    given = verdicts(reader, concept_of.values(), [one.id])
    return shapes.PaperShape(
        id=one.id,
        shown=title_of(tagged),
        title=one.title,
        abstract=one.abstract,
        authors=list(one.authors),
        year=one.year,
        venue=one.venue,
        doi=one.doi,
        arxiv=one.arxiv,
        url=one.url,
        categories=list(one.categories),
        model=tagged.tags.model,
        records=[shapes.RecordShape.of(record, one) for record in one.records],
        concepts=[
            shapes.PaperConceptShape.of(one, concept, stored=True)
            for concept in concepts_of(tagged.tags, concept_of, paper=one.id, verdicts=given)
        ],
    )


def extraction(tagged: Tagged) -> shapes.ExtractionShape:
    """The concepts of a paper that need not be in a store."""
    return shapes.ExtractionShape(
        id=tagged.paper.id,
        title=tagged.paper.title,
        concepts=[
            shapes.PaperConceptShape.of(tagged.paper, concept, stored=False) for concept in concepts_of(tagged.tags)
        ],
    )


def summaries(reader: Reader, ids: Sequence[str]) -> list[shapes.PaperSummaryShape]:
    rows = reader.summaries(ids)
    called = titles(reader, reader.papers([row.id for row in rows if not row.title]).values())
    return [
        shapes.PaperSummaryShape.of(Summary(r.id, r.title or called[r.id], r.year, r.venue, r.concepts)) for r in rows
    ]


def papers(
    reader: Reader,
    *,
    concept: str | None = None,
    year: int | None = None,
    source: str | None = None,
    after: str = "",
    limit: int = 50,
) -> list[shapes.PaperSummaryShape]:
    """Papers in the order of their ids; of a concept, a year and a source where they are given.

    Raises NotFound for an unknown concept.
    """
    held = None if concept is None else find_concept(reader, concept)
    return summaries(reader, reader.select(concept=held, year=year, source=source, after=after, limit=limit))


def sources(reader: Reader, *, after: str = "", limit: int = 50) -> list[shapes.SourceShape]:
    """What papers were read from, by name and then by content; ``after`` is the key of a shape."""
    name, _, sha256 = after.rpartition("/")
    rows = reader.sources(after=Source(name, sha256) if after else None, limit=limit)
    return [shapes.SourceShape(name=one.name, sha256=one.sha256, papers=papers) for one, papers in rows]


def concept(reader: Reader, name: str) -> shapes.ConceptShape:
    """A concept by its id or any of its names; raises NotFound with near names."""
    id_ = find_concept(reader, name)
    one = reader.concepts([id_])[id_]
    above, below = related(reader, one.id, _RELATED)
    return shapes.ConceptShape(
        **shapes.ConceptSummaryShape.of(one).model_dump(),
        votes=shapes.VotesShape.of(one.votes),
        aliases=_aliases(reader, one.id),
        broader=[shapes.RelationShape.by(found) for found in above],
        narrower=[shapes.RelationShape.by(found) for found in below],
        near=_near(reader, one.id),
    )


def _near(reader: Reader, concept_id: str) -> list[shapes.NearShape]:
    cosines = reader.near([concept_id]).get(concept_id, {})
    others = reader.concepts(cosines)
    return [shapes.NearShape.by(others[id_], cosine, why(id_, concept_id)) for id_, cosine in cosines.items()]


def _aliases(reader: Reader, concept_id: str) -> list[shapes.AliasShape]:
    names = reader.names_of([concept_id])[concept_id]
    namings, forms = reader.namings(names), reader.forms(names)
    rows = []
    for name in names:
        if name == concept_id:
            continue
        paper_id, found = _definition(reader, name, namings[name].rule)
        written = sorted(forms.get(name, {}))
        rows.append(
            shapes.AliasShape(
                name=name,
                form=found.short_form if found else written[0] if written else name,
                rule=namings[name].rule,
                paper=paper_id,
                evidence=_definition_evidence(reader, paper_id, found),
            )
        )
    return rows


def _definition(reader: Reader, short: str, rule: str) -> tuple[str | None, Definition | None]:
    if rule != "definition":
        return None, None
    return next(((p, d) for p, d in reader.defining([short], limit=1)), (None, None))


def _definition_evidence(reader: Reader, paper_id: str | None, found: Definition | None) -> shapes.EvidenceShape | None:
    if paper_id is None or found is None:
        return None
    return shapes.EvidenceShape.of(quote(reader.papers([paper_id])[paper_id], found.short_place))


def concepts(
    reader: Reader, *, kind: Type | None = None, limit: int = 50, offset: int = 0
) -> list[shapes.ConceptSummaryShape]:
    """Concepts by number of papers; names that no paper holds, as they are generic or blocked, are none."""
    rows = reader.concepts_by_size(limit=limit, offset=offset, kind=kind)
    return [shapes.ConceptSummaryShape.of(one) for one in rows if one.papers]


def papers_of(reader: Reader, concept_id: str, *, after: str = "", limit: int = 50) -> list[shapes.PaperSummaryShape]:
    return summaries(reader, reader.papers_of(concept_id, after=after, limit=limit))


def years(reader: Reader, concept_id: str) -> dict[int, int]:
    """How many papers of each year have a concept, of its first ``LOOKED_AT``; those of no known year are left out."""
    rows = reader.summaries(reader.papers_of(concept_id, limit=LOOKED_AT))
    return dict(Counter(row.year for row in rows if row.year is not None))


def search(reader: Reader, text: str, *, limit: int = 10) -> shapes.FoundShape:
    """Papers and concepts that have all words of ``text``."""
    found = reader.concepts(ids := reader.search_concepts(text, limit=limit))
    return shapes.FoundShape(
        papers=summaries(reader, reader.search_papers(text, limit=limit)),
        concepts=[shapes.ConceptSummaryShape.of(found[c]) for c in ids if c in found and found[c].papers],
    )


def decisions(reader: Reader, *, after: str = "", limit: int | None = None) -> list[shapes.DecisionShape]:
    """What was decided, by id."""
    return [shapes.DecisionShape.of(one) for one in reader.decisions() if one.id > after][:limit]


def stats(reader: Reader) -> shapes.StatsShape:
    return shapes.StatsShape.of(reader.counts())


def report(reader: Reader, *, limit: int = 20) -> doubts.ReportShape:
    """What is missing, doubtful, dropped or decided, at most ``limit`` of each kind."""
    found = report_of(reader, generic.shipped(), limit=limit)
    listed = (found.without_concepts, found.not_english, found.without_abstract, found.retracted)
    ids = dict.fromkeys(id_ for part in listed for id_ in part.rows)
    papers = {row.id: row for row in summaries(reader, list(ids))}
    return doubts.ReportShape.of(found, papers)


def suggestions(
    reader: Reader, curated: Curated, name: str | None = None, *, limit: int = 20
) -> list[doubts.SuggestionShape]:
    """Concepts that may be one and are not merged, the likeliest first; raises NotFound for an unknown name."""
    from graph.suggest import suggestions as suggested

    of = None if name is None else find_concept(reader, name)
    return [doubts.SuggestionShape.of(one) for one in suggested(reader, curated, concept=of, limit=limit)]
