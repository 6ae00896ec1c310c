"""Commands that ask across the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli import analysed
from api.cli.read import PaperArgument
from api.cli.shared import Session, app_of, command

app = app_of()


@command(app, "builds-on")
def builds_on(session: Session, paper: PaperArgument) -> None:
    """Whose methods and data sets a paper uses, and who uses its own, where a proper name says so."""
    from api import analysis

    found = session.ask(lambda reader: analysis.builds_on(reader, paper))
    session.show(found, lambda out: analysed.builds(out, found))


@command(app, "path")
def path(
    session: Session,
    here: PaperArgument,
    there: Annotated[str, typer.Argument(metavar="PAPER")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=20, help="How many chains at most.")] = 5,
) -> None:
    """The strongest chains of papers and concepts between two papers."""
    from api import analysis

    found = session.ask(lambda reader: analysis.paths(reader, here, there, limit=limit))
    session.show(found, lambda out: analysed.paths(out, found))


@command(app, "neighbors")
def neighbors(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any name of the concept.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=200, help="How many at most.")] = 20,
) -> None:
    """The concepts that share most papers with a concept, rare ones first of as many."""
    from api import around

    rows = session.ask(lambda reader: around.concepts_near(reader, name, limit=limit))
    session.show_all(rows, lambda out: analysed.neighbours(out, rows))


@command(app, "map")
def concept_map(
    session: Session,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=2, max=2000, help="Concepts, those with most papers.")
    ] = 200,
) -> None:
    """Which concepts stand together in papers: their communities, each named by the most central."""
    from api import analysis

    found = session.ask(lambda reader: analysis.concept_map(reader, limit=limit))
    session.show(found, lambda out: analysed.concept_map(out, found))


@command(app, "bridges")
def bridges(
    session: Session,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many of either kind at most.")] = 20,
    concepts: Annotated[int, typer.Option(min=2, max=2000, help="Concepts of the map, those with most papers.")] = 200,
) -> None:
    """Concepts and papers that join the communities of the map."""
    from api import analysis

    found = session.ask(lambda reader: analysis.bridges(reader, limit=limit, concepts=concepts))
    session.show(found, lambda out: analysed.bridges(out, found))
