"""Commands that ask across the graph."""

from __future__ import annotations

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
