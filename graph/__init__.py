"""Papers, concepts and the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from graph.export import View
    from graph.store import Store

__all__ = ["load_networkx"]


def load_networkx(
    store: Store,
    view: View = "paper-concept",
    *,
    around: str | None = None,
    concept: str | None = None,
    query: str | None = None,
    limit: int = 100,
    top: int = 5,
) -> nx.Graph:
    """A store (``graph.connect.open_store``), or a selection of its papers, as an undirected graph of networkx.

    ``view``: ``paper-concept`` (weight: the emphasis of the paper on the concept), ``paper-paper`` (the ``top`` links
    of each paper, weight: score) or ``concept-concept`` (weight: how many papers hold both). A selection: ``around`` a
    paper, papers that hold a ``concept``, papers that have the words of a ``query``; ``limit`` papers at most. Nodes
    are ``paper:ID`` and ``concept:ID``; attributes: ``graph.export.graph``. Raises NotFound, UsageError and StoreError.
    """
    from graph.export import select
    from graph.export.memory import graph_of

    return graph_of(select(store, around=around, concept=concept, query=query, limit=limit, top=top), view)
