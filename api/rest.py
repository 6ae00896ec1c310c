"""REST: nouns under ``/v1``, one shape each, the same that the command line prints with ``--json``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api import ask, deciding, paging, token
from api.answers import answer, json
from api.deciding import DecisionRequest
from api.doubts import ReportShape
from api.paging import ConceptsPage, CursorGiven, DecisionsPage, Limit, LinksPage, PageShape, PapersPage
from api.problems import Problem
from api.settings import curated
from api.shapes import (
    ConceptShape,
    ConceptSummaryShape,
    DecisionShape,
    ExplanationShape,
    ExtractionShape,
    FoundShape,
    LinkShape,
    PaperShape,
    StatsShape,
)
from api.state import state_of
from api.tagging import ExtractionRequest, TooLarge
from graph.decide import decide, undo
from graph.decisions import decision
from graph.errors import NotFound
from graph.measure import Aspect
from graph.records import TYPES, Type
from graph.store import Reader, Writer

_DEEPEST_LINK = 1000  # a paper's links are ranked whole for each part: further down nothing is told

Responses = dict[int | str, dict[str, Any]]

_UNCHANGED: Responses = {304: {"description": "Nothing has changed since the answer that `If-None-Match` names."}}
_INVALID: Responses = {422: {"model": Problem, "description": "A parameter cannot be what it is."}}
_STORE: Responses = {503: {"model": Problem, "description": "The store does not answer."}}
_UNKNOWN: Responses = {404: {"model": Problem, "description": "There is no such thing in the store."}}
_TOO_LARGE: Responses = {413: {"model": Problem, "description": "The text is longer than this server takes."}}
_CONTRADICTS: Responses = {409: {"model": Problem, "description": "An older decision says otherwise: it is named."}}
_SENSELESS: Responses = {400: {"model": Problem, "description": "The request makes no sense as it stands."}}

router = APIRouter(prefix="/v1", responses=_INVALID | _STORE)

PaperId = Annotated[
    str,
    Path(
        description="The id of a paper, its DOI, arXiv id, or the position of one of its records. "
        "Slashes may be escaped or not.",
        examples=["10.1145/3292500.3330701", "arxiv:2301.00001", "001-003"],
    ),
]
ConceptId = Annotated[str, Path(description="The id of a concept or any of its names.", examples=["bert"])]
Identifier = Annotated[
    str, Query(min_length=1, description="The id of a paper, its DOI, arXiv id, or a record's position.")
]
Kinds = Annotated[list[Type] | None, Query(alias="type", description="Only these types; may be given more than once.")]
Kind = Annotated[Type | None, Query(alias="type", description="Only this type.")]


@router.get(
    "/papers",
    operation_id="listPapers",
    summary="All papers, in the order of their ids",
    tags=["papers"],
    response_model=PapersPage,
    responses=_UNCHANGED | _SENSELESS,
)
def list_papers(request: Request, limit: Limit = 50, cursor: CursorGiven = None) -> Response:
    after = paging.after(cursor)
    return answer(request, lambda reader: paging.by_id(ask.papers(reader, after=after, limit=limit + 1), limit))


@router.get(
    "/papers/{id:path}/links",
    operation_id="listPaperLinks",
    summary="The papers that a paper is linked to, best first, with the reasons",
    tags=["papers"],
    response_model=LinksPage,
    responses=_UNCHANGED | _SENSELESS | _UNKNOWN,
)
def list_paper_links(
    request: Request,
    id: PaperId,
    kinds: Kinds = None,
    aspect: Annotated[Aspect, Query(description="What should be alike: tasks count more, or methods.")] = "all",
    shared_only: Annotated[bool, Query(description="By concepts of both papers alone.")] = False,
    limit: Limit = 20,
    min_score: Annotated[float, Query(ge=0, allow_inf_nan=False, description="Only links of this score or more.")] = 0,
    cursor: CursorGiven = None,
) -> Response:
    """`score` is the sum of `by_type` and `wording`, and of all shares, `faint` and `wording`; `here` is the paper
    asked for.
    """
    if _of_id(request, "links"):
        return answer(request, lambda reader: ask.paper(reader, f"{id}/links"))
    start = paging.offset(cursor)

    def work(reader: Reader) -> PageShape[LinkShape]:
        end = min(start, _DEEPEST_LINK) + limit + 1
        rows = ask.paper_links(
            reader,
            id,
            kinds=tuple(kinds or TYPES),
            aspect=aspect,
            shared_only=shared_only,
            limit=end,
            min_score=min_score,
        )[start:]
        return LinksPage(items=rows[:limit], next=paging.counted(start, limit, len(rows), deepest=_DEEPEST_LINK))

    return answer(request, work)


@router.get(
    "/papers/{id:path}",
    operation_id="getPaper",
    summary="A paper with its concepts and where each is named",
    tags=["papers"],
    response_model=PaperShape,
    responses=_UNCHANGED | _SENSELESS | _UNKNOWN,
)
def get_paper(request: Request, id: PaperId) -> Response:
    """Offsets (`start`, `end`) are code points of the field as given; `end` is the one behind the last."""
    return answer(request, lambda reader: ask.paper(reader, id))


@router.get(
    "/explain",
    operation_id="explainLink",
    summary="Why two papers are linked, or why not",
    tags=["papers"],
    response_model=ExplanationShape,
    responses=_UNCHANGED | _SENSELESS | _UNKNOWN,
)
def explain(request: Request, here: Identifier, there: Identifier) -> Response:
    """`link` is null where nothing ties the two; `reason` says so in words."""
    return answer(request, lambda reader: ask.explanation(reader, here, there))


@router.get(
    "/concepts",
    operation_id="listConcepts",
    summary="All concepts, those of most papers first",
    tags=["concepts"],
    response_model=ConceptsPage,
    responses=_UNCHANGED | _SENSELESS,
)
def list_concepts(request: Request, kind: Kind = None, limit: Limit = 50, cursor: CursorGiven = None) -> Response:
    start = paging.offset(cursor)

    def work(reader: Reader) -> PageShape[ConceptSummaryShape]:
        rows = ask.concepts(reader, kind=kind, limit=limit + 1, offset=start)
        return ConceptsPage(items=rows[:limit], next=paging.counted(start, limit, len(rows)))

    return answer(request, work)


@router.get(
    "/concepts/{id:path}/papers",
    operation_id="listConceptPapers",
    summary="The papers that have a concept, in the order of their ids",
    tags=["concepts"],
    response_model=PapersPage,
    responses=_UNCHANGED | _SENSELESS | _UNKNOWN,
)
def list_concept_papers(
    request: Request,
    id: ConceptId,
    limit: Limit = 50,
    cursor: CursorGiven = None,
) -> Response:
    if _of_id(request, "papers"):
        return answer(request, lambda reader: ask.concept(reader, f"{id}/papers"))
    after = paging.after(cursor)
    return answer(
        request,
        lambda reader: paging.by_id(
            ask.papers_of(reader, ask.concept(reader, id).id, after=after, limit=limit + 1), limit
        ),
    )


@router.get(
    "/concepts/{id:path}",
    operation_id="getConcept",
    summary="A concept with its names and the grounds on which they are one",
    tags=["concepts"],
    response_model=ConceptShape,
    responses=_UNCHANGED | _UNKNOWN,
)
def get_concept(request: Request, id: ConceptId) -> Response:
    return answer(request, lambda reader: ask.concept(reader, id))


@router.get(
    "/search",
    operation_id="search",
    summary="Papers and concepts that have all words",
    tags=["search"],
    response_model=FoundShape,
    responses=_UNCHANGED,
)
def search(
    request: Request,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=1000,
            description="Words; the last may be the beginning of one.",
            examples=["object detec"],
        ),
    ],
    limit: Limit = 10,
) -> Response:
    return answer(request, lambda reader: ask.search(reader, q, limit=limit))


@router.get(
    "/decisions",
    operation_id="listDecisions",
    summary="What was decided, in the order of ids",
    tags=["decisions"],
    response_model=DecisionsPage,
    responses=_UNCHANGED | _SENSELESS,
)
def list_decisions(request: Request, limit: Limit = 50, cursor: CursorGiven = None) -> Response:
    after = paging.after(cursor)

    def work(reader: Reader) -> PageShape[DecisionShape]:
        rows = ask.decisions(reader, after=after, limit=limit + 1)
        following = paging.encode(rows[limit - 1].id) if len(rows) > limit else None
        return DecisionsPage(items=rows[:limit], next=following)

    return answer(request, work)


@router.post(
    "/decisions",
    operation_id="takeDecision",
    summary="Decide something of names or papers",
    tags=["decisions"],
    status_code=201,
    response_model=DecisionShape,
    dependencies=[token.MAY_WRITE],
    responses={200: {"model": DecisionShape, "description": "It was decided before: the older decision, as it stands."}}
    | token.RESPONSES
    | _SENSELESS
    | _UNKNOWN
    | _CONTRADICTS
    | _TOO_LARGE,
)
def take_decision(request: Request, asked: DecisionRequest) -> Response:
    """What follows from it is there with the answer. A decision on names that no paper has waits until one does."""
    state = state_of(request)
    aliases, when = curated(state.settings), deciding.now()

    def work(writer: Writer) -> tuple[DecisionShape, bool]:
        subject = deciding.subject_of(writer, asked.kind, asked.subject)
        made = decision(asked.kind, subject, value=asked.value, who=asked.who, when=when, why=asked.why)
        stands = decide(writer, made, aliases)
        return DecisionShape.of(stands), stands is made

    shape, new = state.store.write(work)
    return json(shape, status=201 if new else 200)


@router.delete(
    "/decisions/{id}",
    operation_id="undoDecision",
    summary="Take a decision back",
    tags=["decisions"],
    response_model=DecisionShape,
    dependencies=[token.MAY_WRITE],
    responses=token.RESPONSES | _UNKNOWN,
)
def undo_decision(
    request: Request, id: Annotated[str, Path(description="The id of a decision.", examples=["0123456789ab"])]
) -> Response:
    """Gives the decision that was taken back; everything is as if it had never been."""
    state = state_of(request)
    aliases = curated(state.settings)

    def work(writer: Writer) -> DecisionShape:
        if id not in {one.id for one in writer.decisions()}:  # the beginning of one is not enough here
            raise NotFound(f"no decision {id!r}", hint="`GET /v1/decisions` lists them.")
        return DecisionShape.of(*undo(writer, [id], aliases))

    return json(state.store.write(work))


@router.get(
    "/stats",
    operation_id="getStats",
    summary="What is in the store, in numbers",
    tags=["search"],
    response_model=StatsShape,
    responses=_UNCHANGED,
)
def get_stats(request: Request) -> Response:
    return answer(request, ask.stats)


@router.get(
    "/report",
    operation_id="getReport",
    summary="What the store leaves open: missing, doubtful, dropped and decided, the first few of each",
    tags=["search"],
    response_model=ReportShape,
    responses=_UNCHANGED,
)
def get_report(request: Request, limit: Limit = 20) -> Response:
    """Every paper is looked at: ask with `If-None-Match`, so that it is made only when something has changed."""
    return answer(request, lambda reader: ask.report(reader, limit=limit))


@router.post(
    "/extract",
    operation_id="extractConcepts",
    summary="The concepts of a text that is not stored",
    tags=["extraction"],
    response_model=ExtractionShape,
    responses=_TOO_LARGE | _SENSELESS,
)
def extract(request: Request, text: ExtractionRequest) -> Response:
    """Nothing is kept. The first request loads the model and takes a few seconds longer."""
    state = state_of(request)
    if len(text) > state.settings.text_limit:
        raise TooLarge(f"Title and abstract have {len(text)} characters; at most {state.settings.text_limit} are taken")
    return json(state.extractor(text.title, text.abstract))


def _of_id(request: Request, end: str) -> bool:
    """Whether what looks like the end of a route is that of an id: its slash came escaped."""
    raw: bytes = request.scope.get("raw_path") or b""
    return raw.lower().endswith(f"%2f{end}".encode())
