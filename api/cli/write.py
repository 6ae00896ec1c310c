"""Commands that change a store, and those that look after it."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.shared import ColumnsOption, FormOption, Session, SkippedOption, app_of, command, progress, say

if TYPE_CHECKING:
    from api.ingest import Totals

Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes to tag with.")]

app = app_of()


@command(app, "add")
def add(
    session: Session,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…|-", help="Files, folders, or - for standard input.")],
    form: FormOption = None,
    columns: ColumnsOption = None,
    sync: Annotated[bool, typer.Option("--sync", help="Also remove what these files no longer hold.")] = False,
    id_prefix: Annotated[str, typer.Option(metavar="TEXT", help="Put before every id that the files give.")] = "",
    skipped: SkippedOption = None,
    jobs: Jobs = 1,
) -> None:
    """Add papers. The same command again changes nothing; one that was killed goes on."""
    from api import ingest
    from api.adding import AddedShape
    from api.cli.files import inputs, skipping
    from extract.pipeline import Taggers
    from extract.readers.table import columns_of
    from graph.errors import UsageError

    if sync and "-" in paths:
        hint = "Save it to a file and name that, the same each time."
        raise UsageError("--sync needs files: what is piped is no later version of what was piped before", hint=hint)
    curated = session.curated()
    with (
        session.store() as embedding,
        embedding.bulk() as store,
        inputs(paths) as files,
        skipping(skipped) as skip,
        Taggers(jobs) as taggers,
        progress("Adding papers") as line,
    ):
        totals = ingest.add(
            store,
            files,
            taggers,
            curated,
            form=form,
            columns=columns_of(columns),
            sync=sync,
            id_prefix=id_prefix,
            pipes=[file for file, path in zip(files, paths, strict=True) if path == "-"],
            report=lambda so_far: line(_summary(so_far)),
            skip=skip,
        )
    if session.json:
        sys.stdout.write(AddedShape.of(totals).model_dump_json() + "\n")
    else:
        say(f"{_summary(totals)}.")


@command(app, "delete")
def delete(
    session: Session, papers: Annotated[list[str], typer.Argument(metavar="PAPER…", help="Ids of papers to remove.")]
) -> None:
    """Remove papers with all that is theirs."""
    from graph.add import delete as remove
    from graph.links import find_paper

    curated = session.curated()
    with session.store() as store:
        count = store.write(
            lambda writer: remove(writer, sorted({find_paper(writer, paper) for paper in papers}), curated)
        )
    _tell(session, f"{count} paper{'s' if count != 1 else ''} removed.", {"removed": count})


@command(app, "load")
def load(session: Session, file: Annotated[str, typer.Argument(metavar="FILE|-", help="What `dump` wrote.")]) -> None:
    """Read a dump back, over papers of the same id."""
    from api.cli.files import inputs
    from extract.readers.files import lines
    from graph.dump import load as loaded

    curated = session.curated()
    with session.store() as embedding, embedding.bulk() as store, inputs([file]) as (path,), progress("Loading"):
        count = loaded(store, (line.text or "" for line in lines(path)), curated, name=path.name)
    _tell(session, f"{count} papers loaded.", {"loaded": count})


@command(app, "copy")
def copy(
    session: Session,
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store to copy, as --store names one.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty store, or a copy that was broken off.")],
) -> None:
    """Copy a store into another, SQLite or Neo4j. The same command again goes on where one that was killed stopped."""
    from graph.copy import copy as copied

    curated = session.curated()
    ours, theirs = (replace(session, url=url).store() for url in (source, target))
    with ours as here, theirs as there, progress("Copying") as line:
        count = copied(here, there, curated, report=lambda done: line(f"{done} papers"))
    _tell(session, f"{count} papers copied.", {"copied": count})


@command(app, "retag")
def retag(session: Session, jobs: Jobs = 1) -> None:
    """Tag papers anew that another model tagged."""
    from api import ingest
    from extract.pipeline import Taggers

    curated = session.curated()
    with session.store() as embedding, embedding.bulk() as store, Taggers(jobs) as taggers, progress("Tagging") as line:
        count = ingest.retag(store, taggers, curated, report=lambda done: line(f"{done} papers"))
    _tell(session, f"{count} papers tagged anew.", {"retagged": count})


@command(app, "rebuild")
def rebuild(session: Session) -> None:
    """Make concepts and link indexes again from papers, mentions and definitions."""
    from api import ingest

    curated = session.curated()
    with session.store() as embedding, embedding.keeping() as store, progress("Rebuilding") as line:
        count = ingest.rebuild(store, curated, report=lambda done: line(f"{done} papers"))
    _tell(session, f"Rebuilt from {count} papers.", {"papers": count})


@command(app, "relate")
def relate(
    session: Session,
    top: Annotated[int, typer.Option(min=1, max=100, metavar="K", help="Links of each paper.")] = 20,
) -> None:
    """Write links and typed edges into a Neo4j store, for Neo4j Browser. Run it again when the store has changed."""
    from api.opening import open_store
    from api.settings import Settings
    from graph.relate import relate as written

    with closing(open_store(Settings(), session.url)) as store, progress("Relating") as line:
        row = written(store, top, report=lambda papers: line(f"{papers} papers")).as_row()
    said = ", ".join(f"{count} {what}" for what, count in row.items())
    _tell(session, f"Written: {said}." if any(row.values()) else "The snapshot is there already.", row)


@command(app, "doctor")
def doctor(session: Session) -> None:
    """Check that everything is in place: the model, the store, what is in it."""
    from api.doctor import examine

    checks = examine(session.url)
    if session.json:
        sys.stdout.writelines(json.dumps({"check": c.name, "ok": c.ok, "says": c.says}) + "\n" for c in checks)
    else:
        for check in checks:
            sys.stdout.write(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.says}\n")
    if not all(check.ok for check in checks):
        raise typer.Exit(4)


@command(app, "serve")
def serve(
    session: Session,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
) -> None:
    """Serve the pages and the REST API."""
    from api.server import serve as run
    from api.settings import Settings

    settings = Settings(store=session.url) if session.url else Settings()
    say(f"Concite on http://{host}:{port}  (pages: /, REST: /docs; stop with Ctrl-C)")
    run(settings, host=host, port=port, workers=workers)


def _tell(session: Session, text: str, row: dict[str, int]) -> None:
    if session.json:
        sys.stdout.write(json.dumps(row) + "\n")
    else:
        say(text)


def _summary(totals: Totals) -> str:
    parts = [f"{totals.records} records read", f"{totals.new} papers new", f"{totals.changed} changed"]
    if totals.removed:
        parts.append(f"{totals.removed} removed")
    parts.append(f"{totals.unchanged} records unchanged")
    if totals.skipped:
        parts.append(f"{totals.skipped} skipped")
    return ", ".join(parts)
