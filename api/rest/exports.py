"""Files for other programs, of the whole store or of a selection."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from api import token
from api.answers import headers, tag_of, tags_of, unchanged
from api.rest.common import SENSELESS, UNCHANGED, UNKNOWN
from api.sending import FORMS, blocks, file_name, zipped
from api.state import state_of
from api.unsigned import UnsignedStore
from graph.errors import UsageError
from graph.export import DOCUMENTS, FOLDERS, GRAPHS, LIMIT, PAIRS, TOP, View, check, select
from graph.store import Store

router = APIRouter(tags=["export"])

# Type checkers take no list that is made.
if TYPE_CHECKING:
    FormName = str
else:
    FormName = Literal[tuple(sorted(FORMS))]
_Named = Annotated[str | None, Query(min_length=1, max_length=1000)]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "headers": {"Content-Disposition": {"schema": {"type": "string"}, "description": "Its name."}},
        # A type without a schema may hold anything; text comes first, for clients that know no other.
        "content": {
            media: {"schema": {"type": "string"}} if media.startswith("text/") else {}
            for media in sorted({form.media.partition(";")[0] for form in FORMS.values()}, reverse=True)
        },
    }
}


@router.get(
    "/export/{form}",
    operation_id="exportPapers",
    summary="The store, or some of its papers, as a file for other programs",
    response_class=Response,
    responses=_FILE | UNCHANGED | SENSELESS | UNKNOWN | token.REFUSED,
    openapi_extra=token.OPTIONAL,
)
async def export(
    request: Request,
    trusted: token.Trusted,
    form: Annotated[FormName, Path(description="Those of several files come in an archive.")],
    view: Annotated[View | None, Query(description="What a graph joins; `paper-concept` if not said.")] = None,
    around: Annotated[_Named, Query(description="Only this paper and those linked to it.")] = None,
    concept: Annotated[_Named, Query(description="Only papers that have this concept.")] = None,
    query: Annotated[_Named, Query(description="Only papers that have these words.")] = None,
    limit: Annotated[
        int | None, Query(ge=1, le=5000, description=f"Selected papers at most; {LIMIT} if not said.")
    ] = None,
    top: Annotated[
        int | None, Query(ge=1, le=100, description=f"Links of each paper, the strongest; {TOP} if not said.")
    ] = None,
    here: Annotated[_Named, Query(description="The first of the two papers that `markdown` tells of.")] = None,
    there: Annotated[_Named, Query(description="The second.")] = None,
) -> Response:
    """It is sent as it is made, an archive once its files are. Papers are read a batch at a time: a store that is
    written meanwhile may give rows that do not fit each other. Where an error ends it early, the connection breaks.
    Who took a decision, which `neo4j-admin` keeps, is left out unless the token is sent.
    """
    state = state_of(request)
    store = state.store if trusted else UnsignedStore(state.store)
    pair = (here, there) if here and there else None
    if (here is None) != (there is None):
        raise UsageError("two papers are told of, and one is named", hint="Give `here` and `there`.")
    selected = any(one is not None for one in (around, concept, query))
    check(form, pair=pair is not None, selected=selected, view=view, limit=limit, top=top)

    def begin() -> tuple[str, Iterator[bytes] | None]:
        tag = store.read(partial(tag_of, state, trusted=trusted))
        if tag in tags_of(request):
            return tag, None
        if pair is not None:
            return tag, _begun(blocks(_note(store, form, *pair)))
        part = select(store, around=around, concept=concept, query=query, limit=limit or LIMIT, top=top or TOP)
        if form in FOLDERS:
            return tag, _begun(zipped(FOLDERS[form](part)))
        return tag, _begun(
            blocks(GRAPHS[form](part, view or "paper-concept") if form in GRAPHS else DOCUMENTS[form](part))
        )

    tag, made = await state.exports(begin)
    if made is None or "*" in tags_of(request):
        unmoved = unchanged(tag)
        unmoved.headers.add_vary_header("Authorization")
        return unmoved
    sent = FORMS[form]

    async def body() -> AsyncIterator[bytes]:
        while (block := await state.exports(partial(next, made, None))) is not None:
            yield block

    name = file_name(sent, around or concept or query, here, there)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = StreamingResponse(body(), media_type=sent.media, headers=headers(tag) | disposition)
    response.headers.add_vary_header("Authorization")
    return response


def _note(store: Store, form: str, here: str, there: str) -> list[str]:
    return store.read(lambda reader: list(PAIRS[form](reader, here, there)))


def _begun(made: Iterator[bytes]) -> Iterator[bytes]:
    """The same, its first block made: what is wrong at once is a problem, not a broken connection."""
    return chain([next(made, b"")], made)
