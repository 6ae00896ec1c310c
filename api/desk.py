"""The pages of decisions: what was decided, what may be, and the forms by which whoever is logged in decides."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from api import address, ask, deciding, login, paging
from api.deciding import DecisionRequest
from api.forms import Form
from api.settings import curated
from api.state import pages_of, state_of
from graph.errors import UsageError

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PART = 50
_SUGGESTED = 20


@router.get("/decisions")
def decisions(request: Request, cursor: str | None = None) -> HTMLResponse:
    after = paging.after(cursor)
    rows = state_of(request).store.read(lambda reader: ask.decisions(reader, after=after, limit=_PART + 1))
    if login.session_of(request) is None:
        rows = [row.unsigned() for row in rows]
    twin = address.with_query("/v1/decisions", {"cursor": cursor})
    return _page(request, "decisions.html", twin=twin, page=paging.decided(rows, _PART))


@router.get("/suggestions")
async def suggestions(request: Request) -> HTMLResponse:
    """They are kept until the store or the aliases change: in a large store it takes its time to find them."""
    state = state_of(request)

    def work() -> HTMLResponse:
        aliases = curated(state.settings)
        question = "suggestions", frozenset(aliases)
        ask_ = partial(ask.suggestions, curated=aliases, limit=_SUGGESTED)
        found = state.store.read(lambda reader: state.apart.kept(reader, question, ask_))
        return _page(request, "suggestions.html", twin=None, suggestions=found)

    return await state.apart(work)


def _page(request: Request, template: str, **context: object) -> HTMLResponse:
    """A page that says who is logged in, so nobody may keep it."""
    own = {"session": login.session_of(request), "refusal": login.refusal(request)}
    return pages_of(request)(request, template, headers={"Cache-Control": "no-store"}, **own, **context)


@router.post("/login")
def log_in(request: Request, form: Form) -> RedirectResponse:
    response = RedirectResponse("/decisions", 303)
    login.log_in(request, response, form.get("token", ""), form.get("who", ""))
    return response


@router.post("/logout")
def log_out(request: Request, form: Form) -> RedirectResponse:
    login.writing(request, form)
    response = RedirectResponse("/decisions", 303)
    response.delete_cookie(login.COOKIE)
    return response


@router.post("/decisions")
def take(request: Request, form: Form) -> RedirectResponse:
    """Two names are the same, or are not."""
    session = login.writing(request, form)
    names = [form.get("name", ""), form.get("other", "")]
    try:
        asked = DecisionRequest.model_validate(
            {"kind": form.get("kind"), "subject": names, "why": form.get("why", ""), "who": session.who}
        )
    except ValidationError as error:
        raise UsageError("This cannot be decided", hint="Send the form as the page has it.") from error
    state = state_of(request)
    deciding.take_one(state.store, asked, curated(state.settings))
    return RedirectResponse("/suggestions", 303)


@router.post("/decisions/undo")
def undo(request: Request, form: Form) -> RedirectResponse:
    login.writing(request, form)
    state = state_of(request)
    deciding.take_back(state.store, form.get("id", ""), curated(state.settings))
    return RedirectResponse("/decisions", 303)
