"""The command that writes a store, or a part of it, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.files import folder, write_into, written
from api.cli.shared import Session, app_of, command, say
from graph.errors import UsageError

app = app_of()
FORMS = tuple("bibtex csl csv cytoscape gexf graphml jsonld markdown neo4j-admin parquet ris vosviewer".split())
"""Those of ``graph.export``, whose modules are loaded when they are needed."""
View = Literal["paper-concept", "paper-paper", "concept-concept"]


@command(app, "export")
def export(
    session: Session,
    form: Annotated[str, typer.Argument(metavar="FORM", help=f"One of {', '.join(FORMS)}.")],
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE|-", help="Where to; - or nothing: standard output. A folder for csv, neo4j-admin, parquet."
        ),
    ] = None,
    view: Annotated[View, typer.Option(help="What a graph joins.")] = "paper-concept",
    around: Annotated[str | None, typer.Option(metavar="PAPER", help="Only this paper and those linked to it.")] = None,
    concept: Annotated[str | None, typer.Option(metavar="NAME", help="Only papers that have this concept.")] = None,
    query: Annotated[str | None, typer.Option(metavar="WORDS", help="Only papers that have these words.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=5000, help="Selected papers at most.")] = 100,
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="PAPER PAPER", help="The two papers that markdown tells of.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=100, help="Links of each paper, the strongest.")] = 5,
) -> None:
    """Write the store, or a selection, for other programs: a table of the forms is in docs/formats.md."""
    from graph.export import BINARY, DOCUMENTS, FOLDERS, GRAPHS, PAIRS, select

    if form not in FORMS:
        raise UsageError(f"there is no form {form!r}", hint=f"Choose one of {', '.join(FORMS)}.")
    if form in FOLDERS | BINARY and (file is None or str(file) == "-"):
        raise UsageError(f"{form} is several files", hint=f"Name a folder: concite export {form} FOLDER")
    if (form in PAIRS) != (pair is not None):
        raise UsageError(f"--pair goes with {', '.join(PAIRS)}", hint="Write: concite export markdown --pair A B")
    with session.store() as store:
        if pair is not None:
            note = store.read(lambda reader: list(PAIRS[form](reader, *pair)))
            with written(file) as out:
                out.writelines(note)
            return
        part = select(store, around=around, concept=concept, query=query, limit=limit, top=top)
        if part.papers is not None and len(part.papers) == limit:
            say(f"The first {limit} papers; --limit takes more.")
        if form in FOLDERS and file is not None:
            write_into(file, FOLDERS[form](part))
            return
        if form in BINARY and file is not None:
            tables = BINARY[form](part)
            target = folder(file)
            for name, write in tables.items():
                with written(target / name) as out:
                    write(out.buffer)
            return
        with written(file) as out:
            out.writelines(GRAPHS[form](part, view) if form in GRAPHS else DOCUMENTS[form](part))
