"""What leaves a store for other programs: one module a form, all of them lines of text, made as they are asked for.

``select`` says what is exported: a :class:`Part`. ``DOCUMENTS`` and ``GRAPHS`` are written to one file, ``FOLDERS`` to
several, ``BINARY`` too, but not as text; a graph is one of three views (``graph.export.graph``). ``PAIRS`` tell of two
papers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from graph.export import bibtex, csl, cytoscape, gexf, graphml, jsonld, markdown, neo4j, parquet, ris, tables, vosviewer
from graph.export.graph import VIEWS, View
from graph.export.part import LIMIT, TOP, Part, select
from graph.store import Reader

__all__ = ["BINARY", "DOCUMENTS", "FOLDERS", "GRAPHS", "LIMIT", "PAIRS", "TOP", "VIEWS", "Part", "View", "select"]

FOLDERS: dict[str, Callable[[Part], Iterator[tuple[str, str]]]] = {"csv": tables.tables, "neo4j-admin": neo4j.tables}
BINARY: dict[str, Callable[[Part], dict[str, Callable[[BinaryIO], None]]]] = {"parquet": parquet.tables}
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
