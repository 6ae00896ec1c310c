"""The page for a text that is not in the store: its concepts, and the papers that it would be linked to."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api import linking, marks
from api.forms import Form
from api.pages import LINKS, by_type
from api.state import pages_of, state_of
from api.tagging import ExtractionRequest
from graph.errors import UsageError

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/paste")
def blank(request: Request) -> HTMLResponse:
    limit = state_of(request).settings.text_limit
    return pages_of(request)(request, "paste.html", title="", abstract="", limit=limit, found=None)


@router.post("/paste")
def pasted(request: Request, form: Form) -> HTMLResponse:
    """Nothing of the text is kept."""
    state = state_of(request)
    title, abstract = form.get("title", ""), form.get("abstract", "")
    if not title.strip() and not abstract.strip():
        raise UsageError("Nothing was pasted", hint="Go back, and paste a title or an abstract.")
    text = ExtractionRequest(title=title or None, abstract=abstract or None)
    text.keep_within(state.settings.text_limit)
    tagged = state.extractor.tagged(text.title, text.abstract)
    found = state.store.read(lambda reader: linking.text_links(reader, tagged, limit=LINKS))
    return pages_of(request)(
        request,
        "paste.html",
        title=title,
        abstract=abstract,
        limit=state.settings.text_limit,
        found=found,
        by_type=by_type(found.concepts),
        marked_title=marks.field(title, found.concepts, "title"),
        marked_abstract=marks.field(abstract, found.concepts, "abstract"),
    )
