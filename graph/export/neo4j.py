"""A whole store as CSV for ``neo4j-admin database import full``, which makes a store of it that Concite opens."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import UsageError
from graph.export.part import Part


def tables(part: Part) -> Iterator[tuple[str, str]]:
    """The lines of all files, each with the name of its file; raises UsageError where not all papers are selected."""
    from graph.neo4j.bulk import lines  # brings Neo4j's driver, which takes its time

    if part.papers is not None:
        hint = "Leave the selection out, or write another form, such as graphml."
        raise UsageError("neo4j-admin takes a whole store, which a selection is not", hint=hint)
    return lines(part.store)
