"""Commands that only read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli import linked, printing
from api.cli.shared import ColumnsOption, FormOption, Session, SkippedOption, app_of, command
from graph.records import TYPES

if TYPE_CHECKING:
    from api.shapes import FoundShape

Kind = Literal["Method", "Dataset", "Task"]
AspectName = Literal["background", "method", "all"]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=5000, help="How many at most.")]
FailEmpty = Annotated[bool, typer.Option("--fail-empty", help="Exit with 5 when nothing is found.")]
TypeOption = Annotated[Kind | None, typer.Option("--type", help="Only this type of concept.")]
PaperArgument = Annotated[str, typer.Argument(metavar="PAPER", help="Id, DOI, arXiv id, or position such as 000-003.")]


app = app_of()


@command(app, "papers")
def papers(
    session: Session,
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="PAPER", help="Only papers with a greater id.")] = "",
    fail_empty: FailEmpty = False,
) -> None:
    """List papers by id."""
    from api import ask

    rows = session.ask(lambda reader: ask.papers(reader, after=after, limit=limit))
    session.show_all(rows, lambda out: printing.papers(out, rows), fail_empty=fail_empty)


@command(app, "paper")
def paper(session: Session, paper: PaperArgument) -> None:
    """Show a paper and its concepts."""
    from api import ask

    found = session.ask(lambda reader: ask.paper(reader, paper))
    session.show(found, lambda out: printing.paper(out, found))


@command(app, "concepts")
def concepts(session: Session, kind: TypeOption = None, limit: Limit = 50, fail_empty: FailEmpty = False) -> None:
    """List concepts, those with most papers first."""
    from api import ask

    rows = session.ask(lambda reader: ask.concepts(reader, kind=kind, limit=limit))
    session.show_all(rows, lambda out: printing.concepts(out, rows), fail_empty=fail_empty)


@command(app, "concept")
def concept(
    session: Session, name: Annotated[str, typer.Argument(metavar="NAME", help="Any name of the concept.")]
) -> None:
    """Show a concept: its names and why, its votes, its papers."""
    from api import ask

    found = session.ask(lambda reader: ask.concept(reader, name))
    papers = [] if session.json else session.ask(lambda reader: ask.papers_of(reader, found.id, limit=20))
    session.show(found, lambda out: printing.concept(out, found, papers))


@command(app, "links")
def links(
    session: Session,
    papers: Annotated[
        list[str],
        typer.Argument(metavar="PAPER…", help="Id, DOI, arXiv id, or position such as 000-003; one or several."),
    ] = [],  # noqa: B006 - Typer's way to say that there need be none
    text: Annotated[
        str | None, typer.Option(metavar="FILE", help="An abstract that is not in the store; - reads it.")
    ] = None,
    kind: TypeOption = None,
    aspect: Annotated[AspectName, typer.Option(help="What should be alike: tasks count more, or methods.")] = "all",
    shared_only: Annotated[bool, typer.Option("--shared-only", help="By concepts of both papers alone.")] = False,
    since: Annotated[int | None, typer.Option(metavar="YEAR", help="Only papers of this year or later.")] = None,
    until: Annotated[int | None, typer.Option(metavar="YEAR", help="Only papers of this year or earlier.")] = None,
    venue: Annotated[str | None, typer.Option(help="Only papers of a venue with this in its name.")] = None,
    new_since: Annotated[
        int | None,
        typer.Option(metavar="REVISION", min=0, help="Only papers added after this revision, which `stats` tells."),
    ] = None,
    limit: Limit = 10,
    fail_empty: FailEmpty = False,
) -> None:
    """Papers that share concepts with a paper or have near ones, the strongest first, each with its reasons.

    Of several papers: those that are linked to all or most of them, by the mean of the scores.
    """
    from api import linking
    from graph.errors import UsageError
    from graph.links import Only
    from graph.measure import Asked

    if bool(papers) == bool(text):
        raise UsageError("links of what?", hint="Name papers, or give an abstract with --text FILE.")
    asked = Asked((kind,) if kind else TYPES, aspect, shared_only)
    only = Only(since, until, venue, new_since)
    if text is not None:
        from api.cli.files import text_in
        from api.tagging import Extractor

        found = text_in(text)
        tagged = Extractor().tagged(found.title, found.abstract or "")
        rows = session.ask(lambda reader: linking.text_links(reader, tagged, asked, only, limit=limit)).links
        session.show_all(rows, lambda out: linked.links(out, rows), fail_empty=fail_empty)
    elif len(papers) == 1:
        rows = session.ask(lambda reader: linking.paper_links(reader, papers[0], asked, only, limit=limit))
        session.show_all(rows, lambda out: linked.links(out, rows), fail_empty=fail_empty)
    else:
        several = session.ask(lambda reader: linking.papers_links(reader, papers, asked, only, limit=limit))
        session.show_all(several, lambda out: linked.linked(out, several), fail_empty=fail_empty)


@command(app, "explain")
def explain(session: Session, here: PaperArgument, there: Annotated[str, typer.Argument(metavar="PAPER")]) -> None:
    """Why two papers are linked: every shared concept, its share of the score, a sentence from both."""
    from api import linking

    found = session.ask(lambda reader: linking.explanation(reader, here, there))
    session.show(found, lambda out: linked.explanation(out, found))


@command(app, "search")
def search(
    session: Session,
    text: Annotated[str, typer.Argument(metavar="WORDS", help="Words; the last may be unfinished.")],
    limit: Limit = 10,
    fail_empty: FailEmpty = False,
) -> None:
    """Find papers and concepts by words."""
    from api import ask

    found: FoundShape = session.ask(lambda reader: ask.search(reader, text, limit=limit))
    session.show(found, lambda out: printing.found(out, found))
    if fail_empty and not found.papers and not found.concepts:
        raise typer.Exit(5)


@command(app, "stats")
def stats(session: Session) -> None:
    """Count what is in the store."""
    from api import ask

    counts = session.ask(ask.stats)
    session.show(counts, lambda out: printing.stats(out, counts))


@command(app, "report")
def report(session: Session, limit: Limit = 20) -> None:
    """List what is missing, doubtful or dropped: papers without concepts, ambiguous acronyms, generic names, hubs."""
    from api import ask

    found = session.ask(lambda reader: ask.report(reader, limit=limit))
    session.show(found, lambda out: printing.report(out, found))


@command(app, "dump")
def dump(
    session: Session,
    file: Annotated[Path | None, typer.Argument(help="Where to; - or nothing: standard output.")] = None,
) -> None:
    """Write the whole store as NDJSON, in a fixed order; `load` reads it back."""
    from api.cli.files import written
    from graph.dump import dump as lines

    with session.store() as store, written(file) as out:
        out.writelines(lines(store))


@command(app, "extract")
def extract(
    session: Session,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…|-", help="Files, folders, or - for standard input.")],
    form: FormOption = None,
    columns: ColumnsOption = None,
    skipped: SkippedOption = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Processes to tag with.")] = 1,
) -> None:
    """Show the concepts of papers without a store."""
    from api.cli.files import inputs, skipping
    from api.extracting import extractions
    from extract.readers.table import columns_of

    with inputs(paths) as files, skipping(skipped) as skip:
        for row in extractions(files, form=form, columns=columns_of(columns), jobs=jobs, skip=skip):
            session.show(row, lambda out, row=row: printing.extraction(out, row))  # type: ignore[misc]


@command(app, "eval")
def evaluate(
    session: Session,
    gold: Annotated[Path, typer.Argument(metavar="GOLD.json", help="Annotated concepts.")],
    papers: Annotated[list[Path], typer.Argument(metavar="PAPERS…", help="Their papers: JSONL, or seeds/.")],
    errors: Annotated[int, typer.Option(min=0, help="List this many misses and extras.")] = 0,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Processes to tag with.")] = 1,
) -> None:
    """Measure accuracy on annotated papers."""
    from api.extracting import measure, scores_json

    scores = measure(gold, papers, jobs=jobs)
    if session.json:
        sys.stdout.write(json.dumps(scores_json(scores)) + "\n")
    else:
        printing.scores(scores, errors)
