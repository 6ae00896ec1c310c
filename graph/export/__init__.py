"""What leaves a store for other programs: one module a form, all of them lines of text, made as they are asked for.

``select`` says what is exported: a :class:`Part`. ``DOCUMENTS`` and ``GRAPHS`` are written to one file, ``FOLDERS`` to
several; a graph is one of three views (``graph.export.graph``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.export import bibtex, csl, cytoscape, gexf, graphml, ris, tables
from graph.export.graph import VIEWS, View
from graph.export.part import LIMIT, TOP, Part, select

__all__ = ["DOCUMENTS", "FOLDERS", "GRAPHS", "LIMIT", "TOP", "VIEWS", "Part", "View", "select"]

FOLDERS: dict[str, Callable[[Part], dict[str, Iterator[str]]]] = {"csv": tables.tables}
GRAPHS: dict[str, Callable[[Part, View], Iterator[str]]] = {
    "cytoscape": cytoscape.lines,
    "gexf": gexf.lines,
    "graphml": graphml.lines,
}
DOCUMENTS: dict[str, Callable[[Part], Iterator[str]]] = {"bibtex": bibtex.lines, "csl": csl.lines, "ris": ris.lines}
