"""Lists in parts: one shape for all of them, and cursors that say where the next part begins."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Generic, TypeVar

from fastapi import Query, Request
from pydantic import Field

from api.address import same
from api.around import NeighbourShape
from api.jobs import JobShape
from api.linking import LinkedShape, LinkShape
from api.shapes import ConceptSummaryShape, DecisionShape, PaperSummaryShape, Shape, SourceShape
from graph.errors import UsageError

Item = TypeVar("Item", bound=Shape)

MOST = 200
"""Items of one part."""
DEEPEST = 1_000_000_000
"""How far into a list that is counted, not walked by id, a cursor leads."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many items at most.")]
CursorGiven = Annotated[
    str | None, Query(description="Where to go on: `next` of the part before. Leave it out to begin at the start.")
]


class PageShape(Shape, Generic[Item]):
    """A part of a list. ``next`` is the cursor of the following part, null in the last one."""

    items: list[Item]
    next: str | None = Field(default=None, description="The `cursor` of the following part; null in the last one.")


class PapersPage(PageShape[PaperSummaryShape]):
    """A part of a list of papers."""


class ConceptsPage(PageShape[ConceptSummaryShape]):
    """A part of a list of concepts."""


class NeighboursPage(PageShape[NeighbourShape]):
    """The neighbours of a concept: those that were asked for, in one part."""


class LinksPage(PageShape[LinkShape]):
    """A part of a list of links, best first."""


class LinkedPage(PageShape[LinkedShape]):
    """A part of a list of papers that several are linked to, best first."""


class DecisionsPage(PageShape[DecisionShape]):
    """A part of a list of decisions."""


class SourcesPage(PageShape[SourceShape]):
    """A part of a list of sources."""


class JobsPage(PageShape[JobShape]):
    """A part of a list of jobs."""


def link(request: Request, following: str | None) -> dict[str, str]:
    """The header that names the next part of a list."""
    return {"Link": f'<{same(request, cursor=following)}>; rel="next"'} if following is not None else {}


def encode(where: str | int) -> str:
    """A cursor: the id behind which, or the number of items after which, the next part begins."""
    raw = json.dumps(where, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def after(cursor: str | None) -> str:
    """The id that a cursor stands for; empty without one. Raises UsageError for a cursor that is none of ours."""
    where = "" if cursor is None else _decode(cursor)
    if not isinstance(where, str):
        raise _wrong()
    return where


def offset(cursor: str | None) -> int:
    """The number that a cursor stands for; 0 without one. Raises UsageError for a cursor that is none of ours."""
    where = 0 if cursor is None else _decode(cursor)
    if not isinstance(where, int) or isinstance(where, bool) or not 0 <= where <= DEEPEST:
        raise _wrong()
    return where


def by_id(rows: list[PaperSummaryShape], limit: int) -> PapersPage:
    """A part of a list in the order of ids, from one row more than it shows."""
    items = rows[:limit]
    return PapersPage(items=items, next=encode(items[-1].id) if len(rows) > limit else None)


def decided(rows: list[DecisionShape], limit: int) -> DecisionsPage:
    """The same of decisions."""
    items = rows[:limit]
    return DecisionsPage(items=items, next=encode(items[-1].id) if len(rows) > limit else None)


def counted(start: int, limit: int, found: int, *, deepest: int = DEEPEST) -> str | None:
    """The next cursor of a list that is counted, where ``found`` rows came when ``limit`` + 1 were asked for."""
    end = start + limit
    return encode(end) if found > limit and end < deepest else None


def _decode(cursor: str) -> object:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return json.loads(raw)
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _wrong() from error


def _wrong() -> UsageError:
    return UsageError(
        "There is no such cursor", hint="Take the cursor from `next` of the same list, or leave it out to begin."
    )
