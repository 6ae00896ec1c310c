"""What leaves a store for other programs: one module a form, all of them lines of text, made as they are asked for.

``select`` says what is exported: a :class:`Part`. ``DOCUMENTS`` and ``GRAPHS`` are written to one file, ``FOLDERS`` to
several, some of them not as text; a graph is one of three views (``graph.export.graph``). ``PAIRS`` tell of two papers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.errors import UsageError
from graph.export import bibtex, csl, cytoscape, gexf, graphml, jsonld, markdown, neo4j, parquet, ris, tables, vosviewer
from graph.export.graph import VIEWS, View
from graph.export.part import LIMIT, TOP, Part, select
from graph.store import Reader

__all__ = ["DOCUMENTS", "FOLDERS", "GRAPHS", "LIMIT", "PAIRS", "TOP", "VIEWS", "Part", "View", "check", "select"]

FOLDERS: dict[str, Callable[[Part], Iterator[tuple[str, str | bytes]]]] = {
    "csv": tables.tables,
    "neo4j-admin": neo4j.tables,
    "parquet": parquet.tables,
}
GRAPHS: dict[str, Callable[[Part, View], Iterator[str]]] = {
    "cytoscape": cytoscape.lines,
    "gexf": gexf.lines,
    "graphml": graphml.lines,
    "vosviewer": vosviewer.lines,
}
DOCUMENTS: dict[str, Callable[[Part], Iterator[str]]] = {
    "bibtex": bibtex.lines,
    "csl": csl.lines,
    "jsonld": jsonld.lines,
    "ris": ris.lines,
}
PAIRS: dict[str, Callable[[Reader, str, str], Iterator[str]]] = {"markdown": markdown.note}
_LINKED = ("csv", "jsonld", "parquet")
"""Forms with links of papers, beside graphs of papers."""


def check(form: str, *, pair: bool, selected: bool, view: View | None, limit: int | None, top: int | None) -> None:
    """Raises UsageError where something is asked of a form that would change nothing: whoever asks expects it to."""
    if pair != (form in PAIRS):
        hint = "Name them with it: `--pair A B`, or `here` and `there`."
        raise UsageError(f"{', '.join(PAIRS)}, and nothing else, tells of two papers", hint=hint)
    if pair and selected:
        raise UsageError(f"{form} tells of two papers, not of a selection", hint="Leave the selection out.")
    if view is not None and form not in GRAPHS:
        raise UsageError(f"{form} is no graph, so there is no view of it", hint=f"Graphs are {', '.join(GRAPHS)}.")
    if limit is not None and not selected:
        hint = "Select with `around`, `concept` or `query`, or leave the limit out."
        raise UsageError("a limit goes with a selection, and there is none", hint=hint)
    if top is not None and form not in _LINKED and view != "paper-paper":
        hint = f"They are in {', '.join(_LINKED)}, and in graphs of the view paper-paper."
        raise UsageError("no links of papers are asked for, of which `top` could be told", hint=hint)
