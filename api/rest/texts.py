"""Texts that are not in the store: nothing of them is kept."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.answers import json
from api.rest.common import SENSELESS, TOO_LARGE
from api.shapes import ExtractionShape
from api.state import state_of
from api.tagging import ExtractionRequest, TooLarge

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
    if len(text) > state.settings.text_limit:
        raise TooLarge(f"Title and abstract have {len(text)} characters; at most {state.settings.text_limit} are taken")
    return json(state.extractor(text.title, text.abstract))
