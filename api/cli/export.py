"""The command that writes a store, or a part of it, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.files import write_into, written
from api.cli.shared import Session, app_of, command, say
from api.sending import FORMS
from graph.errors import UsageError

app = app_of()
_NAMES = ", ".join(sorted(FORMS))
View = Literal["paper-concept", "paper-paper", "concept-concept"]


@command(app, "export")
def export(
    session: Session,
    form: Annotated[str, typer.Argument(metavar="FORM", help=f"One of {_NAMES}.")],
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE|-", help="Where to; - or nothing: standard output. A folder for csv, neo4j-admin, parquet."
        ),
    ] = None,
    view: Annotated[View | None, typer.Option(help="What a graph joins; paper-concept if not said.")] = None,
    around: Annotated[str | None, typer.Option(metavar="PAPER", help="Only this paper and those linked to it.")] = None,
    concept: Annotated[str | None, typer.Option(metavar="NAME", help="Only papers that have this concept.")] = None,
    query: Annotated[str | None, typer.Option(metavar="WORDS", help="Only papers that have these words.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, max=5000, help="Selected papers at most; 100 if not said.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="PAPER PAPER", help="The two papers that markdown tells of.")
    ] = None,
    top: Annotated[
        int | None, typer.Option(min=1, max=100, help="Links of each paper, the strongest; 5 if not said.")
    ] = None,
) -> None:
    """Write the store, or a selection, for other programs: a table of the forms is in docs/formats.md."""
    from graph.export import DOCUMENTS, FOLDERS, GRAPHS, LIMIT, PAIRS, TOP, check, select

    if form not in FORMS:
        raise UsageError(f"there is no form {form!r}", hint=f"Choose one of {_NAMES}.")
    if form in FOLDERS and (file is None or str(file) == "-"):
        raise UsageError(f"{form} is several files", hint=f"Name a folder: concite export {form} FOLDER")
    selected = any(one is not None for one in (around, concept, query))
    check(form, pair=pair is not None, selected=selected, view=view, limit=limit, top=top)
    with session.store() as store:
        if pair is not None:
            note = store.read(lambda reader: list(PAIRS[form](reader, *pair)))
            with written(file) as out:
                out.writelines(note)
            return
        part = select(store, around=around, concept=concept, query=query, limit=limit or LIMIT, top=top or TOP)
        if part.papers is not None and len(part.papers) == (limit or LIMIT):
            say(f"The first {len(part.papers)} papers; --limit takes more.")
        if form in FOLDERS and file is not None:
            write_into(file, FOLDERS[form](part))
            return
        with written(file) as out:
            out.writelines(GRAPHS[form](part, view or "paper-concept") if form in GRAPHS else DOCUMENTS[form](part))
