"""The OpenAPI document: FastAPI's, with problems under their media type."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import examples
from api.problems import MEDIA_TYPE

DESCRIPTION = """\
Concite links papers by the methods, datasets and tasks that they share, and shows the sentences behind every link.

**Lists** come in parts: `next` of one is the `cursor` of the following; the `Link` header names it too.

**Errors** are `application/problem+json` (RFC 9457) with a `hint`: what to do.

**Writing** takes the server's token (`CONCITE_API_TOKEN`) as `Authorization: Bearer …`; a server without one refuses.

**ETag**: every `GET` under `/v1` has one, made from the store's revision; send it back as `If-None-Match`.

**Offsets** count Unicode code points of a title or abstract as given, `end` excluded.
"""

TAGS = [
    {"name": "papers", "description": "Papers, their concepts, and the links between them."},
    {"name": "concepts", "description": "Methods, datasets and tasks."},
    {"name": "sources", "description": "Files that papers were read from."},
    {"name": "jobs", "description": "What takes long."},
    {"name": "decisions", "description": "What people said of names and papers."},
    {"name": "search", "description": "Finding, and what there is."},
    {"name": "analysis", "description": "Questions across the graph."},
    {"name": "export", "description": "Files for other programs."},
    {"name": "extraction", "description": "Tagging a text."},
    {"name": "health", "description": "For what starts and watches the server."},
]


def document(app: FastAPI) -> dict[str, Any]:
    """The document, made once an application."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            openapi_version=app.openapi_version,
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            tags=TAGS,
            license_info=app.license_info,
        )
        for operations in made["paths"].values():
            for operation in operations.values():
                _name_problems(operation["responses"])
        examples.fill(made["components"]["schemas"])
        app.openapi_schema = made
    return app.openapi_schema


def _name_problems(responses: dict[str, dict[str, Any]]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            content[MEDIA_TYPE] = content.pop("application/json")
