"""Templates to pages."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api import address, marks
from api.linking import LinkShape
from api.sending import FORMS
from graph.records import TYPES

PARQUET = find_spec("pyarrow") is not None
"""Whether this server can write it."""


class Pages:
    """The templates of this package. Everything that is put into one is escaped."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("api"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(web=address.web, bar=bar, count=count)
        self._templates.globals.update(address=address, marks=marks, FORMS=FORMS, PARQUET=PARQUET, TYPES=TYPES)

    def __call__(
        self,
        request: Request,
        template: str,
        status: int = 200,
        /,
        *,
        headers: Mapping[str, str] | None = None,
        **context: object,
    ) -> HTMLResponse:
        return HTMLResponse(self.text(template, request=request, **context), status, headers)

    def text(self, template: str, **context: object) -> str:
        return self._templates.get_template(template).render(context)


def bar(link: LinkShape, greatest: float) -> list[tuple[str, float, float]]:
    """A score as a bar: for each type that has part in it, and for ``words``, where its piece begins and how long it
    is, in percent.
    """
    pieces: list[tuple[str, float, float]] = []
    at = 0.0
    for look, part in (*((kind.lower(), getattr(link.by_type, kind)) for kind in TYPES), ("words", link.wording)):
        length = 100 * part / greatest if greatest > 0 else 0.0
        if length > 0:
            pieces.append((look, round(at, 2), round(length, 2)))
            at += length
    return pieces


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun, thousands apart: ``1,204 papers``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
