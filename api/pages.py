"""Pages for people: the same answers as REST, each with a link to its twin there. They work without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from api import address, analysis, ask, chart, linking, marks, paging
from api.picture import Picture, picture
from api.problems import kinds
from api.rest.common import of_id
from api.shapes import ConceptSummaryShape, PaperConceptShape, PaperShape, PaperSummaryShape
from api.state import pages_of, state_of
from graph.errors import NotFound, UsageError
from graph.links import find_paper
from graph.measure import ANY, Asked
from graph.neighbourhood import LOOKED_AT, around_concept, around_paper, neighbours
from graph.records import TYPES, Type
from graph.store import Reader

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PART = 50  # items of a list on a page
_FOUND = 25
LINKS = 20
"""Linked papers that are shown first."""
_ALL_LINKS = paging.MOST
_NEIGHBOURS = 12
_TOP = 8  # concepts of each type on the first page
_MAPPED = 200  # concepts of the map

Context = dict[str, Any]
Kind = Annotated[Type | None, Query(alias="type")]
GraphOf = Annotated[str | None, Query(max_length=1000)]
Words = Annotated[str, Query(max_length=1000)]


def page(request: Request, template: str, twin: str | None, work: Callable[[Reader], Context]) -> HTMLResponse:
    """A page of what ``work`` reads in one snapshot; ``twin`` is the REST address that says the same."""
    context = state_of(request).store.read(work)
    return pages_of(request)(request, template, **{"twin": twin, **context})


@router.get("/")
def home(request: Request) -> HTMLResponse:
    apart = state_of(request).apart
    return page(request, "home.html", "/v1/stats", lambda reader: apart.kept(reader, "home", _first_page))


def _first_page(reader: Reader) -> Context:
    """What is in the store, the concepts that most papers have, and an example."""
    top = {kind: ask.concepts(reader, kind=kind, limit=_TOP) for kind in TYPES}
    return {"stats": ask.stats(reader), "top": top, **_example(reader, [c for row in top.values() for c in row])}


def _example(reader: Reader, concepts: list[ConceptSummaryShape]) -> Context:
    """A paper that says much, and its best link: it has the concept that most papers have, so others share that."""
    shared = max(concepts, key=lambda concept: concept.papers, default=None)
    papers = ask.papers_of(reader, shared.id, limit=_PART) if shared else ask.papers(reader, limit=1)
    paper = max(papers, key=lambda paper: paper.concepts, default=None)
    links = linking.paper_links(reader, paper.id, limit=1) if paper else []
    return {"paper": paper, "link": links[0] if links else None}


@router.get("/search")
def search(request: Request, q: Words = "") -> HTMLResponse:
    words = q.strip()

    def work(reader: Reader) -> Context:
        if not words:
            return {"q": q, "found": None, "named": []}
        return {"q": q, "found": ask.search(reader, words, limit=_FOUND), "named": _named(reader, words)}

    twin = address.with_query("/v1/search", {"q": words, "limit": _FOUND}) if words else None
    return page(request, "search.html", twin, work)


def _named(reader: Reader, identifier: str) -> list[PaperSummaryShape]:
    """The paper whose id, DOI or arXiv id was put into the search box."""
    try:
        return ask.summaries(reader, [find_paper(reader, identifier)])
    except (NotFound, UsageError):
        return []


@router.get("/papers")
def papers(request: Request, cursor: str | None = None) -> HTMLResponse:
    after = paging.after(cursor)
    return page(
        request,
        "papers.html",
        address.with_query("/v1/papers", {"cursor": cursor}),
        lambda reader: {"page": paging.by_id(ask.papers(reader, after=after, limit=_PART + 1), _PART)},
    )


@router.get("/papers/{id:path}/builds-on")
def builds(request: Request, id: str) -> HTMLResponse:
    if of_id(request, "builds-on"):
        return paper(request, f"{id}/builds-on")

    def work(reader: Reader) -> Context:
        found = analysis.builds_on(reader, id)
        return {"builds": found, "twin": address.rest(address.builds(found.paper))}

    return page(request, "builds.html", None, work)


@router.get("/papers/{id:path}")
def paper(request: Request, id: str, kind: Kind = None, limit: int = LINKS) -> HTMLResponse:
    limit = LINKS if limit <= LINKS else _ALL_LINKS

    def work(reader: Reader) -> Context:
        one = ask.paper(reader, id)
        rows = linking.paper_links(reader, one.id, Asked((kind,)) if kind else ANY, limit=limit + 1)
        return {
            "paper": one,
            "title": marks.field(one.title, one.concepts, "title"),
            "abstract": marks.field(one.abstract, one.concepts, "abstract"),
            "by_type": by_type(one.concepts),
            "links": rows[:limit],
            "more": len(rows) > limit and limit < _ALL_LINKS,
            "kind": kind,
            "twin": address.rest(address.paper(one.id)),
        }

    return page(request, "paper.html", None, work)


def by_type(concepts: list[PaperConceptShape]) -> dict[Type, list[PaperConceptShape]]:
    """Concepts of each type that there are any of."""
    return {kind: found for kind in TYPES if (found := [one for one in concepts if one.type == kind])}


@router.get("/concepts")
def concepts(request: Request, kind: Kind = None, cursor: str | None = None) -> HTMLResponse:
    start = paging.offset(cursor)

    def work(reader: Reader) -> Context:
        rows = ask.concepts(reader, kind=kind, limit=_PART + 1, offset=start)
        following = paging.counted(start, _PART, len(rows))
        return {"page": paging.ConceptsPage(items=rows[:_PART], next=following), "kind": kind}

    twin = address.with_query("/v1/concepts", {"type": kind, "cursor": cursor})
    return page(request, "concepts.html", twin, work)


@router.get("/concepts/{id:path}")
def concept(request: Request, id: str, cursor: str | None = None) -> HTMLResponse:
    after = paging.after(cursor)

    def work(reader: Reader) -> Context:
        one = ask.concept(reader, id)
        rows = ask.papers_of(reader, one.id, after=after, limit=_PART + 1)
        return {
            "concept": one,
            "chart": chart.by_year(ask.years(reader, one.id)),
            "looked_at": min(one.papers, LOOKED_AT),
            "neighbours": neighbours(reader, one.id, limit=_NEIGHBOURS),
            "page": paging.by_id(rows, _PART),
            "twin": address.rest(address.concept(one.id)),
        }

    return page(request, "concept.html", None, work)


@router.get("/explain")
def explain(request: Request, here: Words = "", there: Words = "") -> HTMLResponse:
    here, there = here.strip(), there.strip()

    def work(reader: Reader) -> Context:
        if not here or not there:
            return {"here": here, "there": there, "explanation": None, "sides": (), "ways": None}
        found = linking.explanation(reader, here, there)
        joined = found.here == found.there or (found.link and found.link.shared)
        ways = None if joined else analysis.paths(reader, found.here, found.there, limit=1)
        both = {shared.concept for shared in found.link.shared} if found.link else set()
        sides = [_side(ask.paper(reader, one), both) for one in (found.here, found.there)]
        return {"here": here, "there": there, "explanation": found, "sides": sides, "ways": ways}

    twin = address.rest(address.compare(here, there)) if here and there else None
    return page(request, "explain.html", twin, work)


def _side(paper: PaperShape, both: Collection[str | None]) -> tuple[PaperShape, tuple[marks.Part, ...]]:
    """A paper of two that are compared, and its abstract with what they share marked."""
    return paper, marks.field(paper.abstract, [one for one in paper.concepts if one.id in both], "abstract")


@router.get("/graph")
def graph(request: Request, paper: GraphOf = None, concept: GraphOf = None) -> HTMLResponse:
    twin = address.with_query("/v1/graph", {"paper": paper, "concept": concept}) if paper or concept else None
    return page(request, "graph.html", twin, lambda reader: {"picture": _picture(reader, paper, concept)})


@router.get("/graph.svg", response_class=Response)
def graph_picture(request: Request, paper: GraphOf = None, concept: GraphOf = None) -> Response:
    """The graph as a file, and in the page until its script draws it anew."""
    drawn = state_of(request).store.read(lambda reader: _picture(reader, paper, concept))
    if drawn is None:
        raise NotFound("nothing to draw", hint="Add papers with `concite add FOLDER`.")
    return Response(pages_of(request).text("graph.svg", picture=drawn), media_type="image/svg+xml")


def _picture(reader: Reader, paper: str | None, concept: str | None) -> Picture | None:
    """What stands around a paper or a concept; around the concept that most papers have where neither is given."""
    if paper and concept:
        raise UsageError("A graph has one centre", hint="Give a paper or a concept.")
    if paper:
        return picture(around_paper(reader, find_paper(reader, paper)))
    if concept:
        return picture(around_concept(reader, ask.concept(reader, concept).id))
    best = ask.concepts(reader, limit=1)
    return picture(around_concept(reader, best[0].id)) if best else None


@router.get("/map")
async def concept_map(request: Request) -> HTMLResponse:
    apart = state_of(request).apart

    def work(reader: Reader) -> Context:
        found = analysis.kept_map(apart, reader, concepts=_MAPPED)
        return {"communities": found.communities, "concepts": _MAPPED}

    return await apart(lambda: page(request, "map.html", "/v1/map", work))


@router.get("/problems/{name}")
def problem(request: Request, name: str) -> HTMLResponse:
    """What the ``type`` of a problem means."""
    known = kinds().get(name)
    if known is None:
        raise HTTPException(404)
    status, title, hint = known
    return pages_of(request)(request, "kind.html", name=name, status=status, title=title, hint=hint, twin=None)
