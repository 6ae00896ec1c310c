"""``/docs``: the REST reference. Swagger UI where there is JavaScript, a plain list where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse

from api.state import pages_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked, as the plain list shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[str, ...]


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    document = cast(FastAPI, request.app).openapi()
    return pages_of(request)(
        request,
        "reference.html",
        operations=list(_operations(document)),
        twin="/openapi.json",
    )


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield Operation(
                method.upper(),
                path,
                operation["summary"],
                operation.get("description", ""),
                tuple(row["name"] for row in operation.get("parameters", ())),
            )
