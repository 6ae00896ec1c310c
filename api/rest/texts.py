"""Texts that are not in the store: nothing of them is kept."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api import linking
from api.answers import json
from api.linking import TextLinksShape
from api.paging import Limit
from api.rest.common import SENSELESS, TOO_LARGE, AskedGiven, MinScore, OnlyGiven
from api.shapes import ExtractionShape
from api.state import state_of
from api.tagging import ExtractionRequest

router = APIRouter(tags=["extraction"])


@router.post(
    "/extract",
    operation_id="extractConcepts",
    summary="The concepts of a text that is not stored",
    response_model=ExtractionShape,
    responses=TOO_LARGE | SENSELESS,
)
def extract(request: Request, text: ExtractionRequest) -> Response:
    """Nothing is kept. The first request loads the model and takes a few seconds longer."""
    state = state_of(request)
    text.keep_within(state.settings.text_limit)
    return json(state.extractor(text.title, text.abstract))


@router.post(
    "/links",
    operation_id="linkText",
    summary="The papers that a text would be linked to, with the reasons",
    response_model=TextLinksShape,
    responses=TOO_LARGE | SENSELESS,
)
def link_text(
    request: Request,
    text: ExtractionRequest,
    asked: AskedGiven,
    only: OnlyGiven,
    limit: Limit = 20,
    min_score: MinScore = 0,
) -> Response:
    """As if the text were a paper of the store; nothing is kept."""
    state = state_of(request)
    text.keep_within(state.settings.text_limit)
    tagged = state.extractor.tagged(text.title, text.abstract)
    shape = state.store.read(
        lambda reader: linking.text_links(reader, tagged, asked, only, limit=limit, min_score=min_score)
    )
    return json(shape)
