"""What several routes have in common: documented problems, and parameters."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request

from api.problems import Problem
from graph.links import Only
from graph.measure import Asked, Aspect
from graph.records import TYPES, Type

Responses = dict[int | str, dict[str, Any]]


def problem(status: int, description: str) -> Responses:
    """A response that is a problem, as the document shows it."""
    return {status: {"model": Problem, "description": description}}


UNCHANGED: Responses = {304: {"description": "Nothing has changed since the answer that `If-None-Match` names."}}
INVALID = problem(422, "A parameter cannot be what it is.")
STORE: Responses = {
    503: {
        "model": Problem,
        "description": "The store does not answer, or not in time.",
        "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds until it may answer."}},
    }
}
UNKNOWN = problem(404, "There is no such thing in the store.")
TOO_LARGE = problem(413, "The text is longer than this server takes.")
CONTRADICTS = problem(409, "An older decision says otherwise: it is named.")
SENSELESS = problem(400, "The request makes no sense as it stands.")

PaperId = Annotated[
    str,
    Path(
        description="The id of a paper, its DOI, arXiv id, or the position of one of its records. "
        "Slashes may be escaped or not.",
        examples=["10.1145/3292500.3330701", "arxiv:2301.00001", "001-003"],
    ),
]
Identifier = Annotated[
    str, Query(min_length=1, description="The id of a paper, its DOI, arXiv id, or a record's position.")
]
ConceptId = Annotated[str, Path(description="The id of a concept or any of its names.", examples=["bert"])]
Kinds = Annotated[list[Type] | None, Query(alias="type", description="Only these types; may be given more than once.")]
Kind = Annotated[Type | None, Query(alias="type", description="Only this type.")]


def _asked(
    kinds: Kinds = None,
    aspect: Annotated[Aspect, Query(description="What should be alike: tasks count more, or methods.")] = "all",
    shared_only: Annotated[bool, Query(description="By concepts of both papers alone.")] = False,
) -> Asked:
    return Asked(tuple(kinds or TYPES), aspect, shared_only)


def _only(
    since: Annotated[int | None, Query(ge=-9999, le=9999, description="Only papers of this year or later.")] = None,
    until: Annotated[int | None, Query(ge=-9999, le=9999, description="Only papers of this year or earlier.")] = None,
    venue: Annotated[
        str | None, Query(max_length=200, description="Only papers of a venue with this in its name.")
    ] = None,
    new_since: Annotated[
        int | None,
        Query(
            ge=0, le=2**53, description="Only papers that were added after this revision of the store (`/v1/stats`)."
        ),
    ] = None,
) -> Only:
    return Only(since, until, venue, new_since)


AskedGiven = Annotated[Asked, Depends(_asked)]
OnlyGiven = Annotated[Only, Depends(_only)]
MinScore = Annotated[float, Query(ge=0, allow_inf_nan=False, description="Only links of this score or more.")]


def of_id(request: Request, end: str) -> bool:
    """Whether what looks like the end of a route is that of an id: its slash came escaped."""
    raw: bytes = request.scope.get("raw_path") or b""
    return raw.lower().endswith(f"%2f{end}".encode())
