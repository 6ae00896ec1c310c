"""Commands that decide what names and papers are, and undo it."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli import printing
from api.cli.shared import Session, SkippedOption, app_of, command, progress, say

if TYPE_CHECKING:
    from graph.decisions import Decision, Kind

Name = Annotated[str, typer.Argument(metavar="NAME", help="Any name of the concept.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Any name of another one.")]
TypeName = Literal["Method", "Dataset", "Task"]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")]

app = app_of()


@command(app, "merge")
def merge(session: Session, name: Name, other: Other, why: Why = "") -> None:
    """Decide that two names are one concept."""
    _decide(session, "same", (name, other), why=why)


@command(app, "split")
def split(
    session: Session,
    name: Name,
    other: Annotated[str | None, typer.Argument(metavar="OTHER", help="Any name of another one.")] = None,
    kind: Annotated[
        TypeName | None, typer.Option("--type", metavar="TYPE", help="Part the mentions of this type from the others.")
    ] = None,
    why: Why = "",
) -> None:
    """Decide that two names are not one concept, or that a name of several types is several."""
    from graph.errors import UsageError

    if (other is None) == (kind is None):
        raise UsageError("split needs another name or a --type", hint="`concite split ScreenAgent --type Dataset`")
    if kind is not None:
        _decide(session, "by-type", (name,), value=kind, why=why)
    elif other is not None:
        _decide(session, "different", (name, other), why=why)


@command(app, "rename")
def rename(
    session: Session,
    name: Name,
    form: Annotated[str, typer.Argument(metavar="FORM", help="How to show it.")],
    why: Why = "",
) -> None:
    """Decide how a concept is shown."""
    _decide(session, "shown", (name,), value=form, why=why)


@command(app, "retype")
def retype(
    session: Session,
    name: Name,
    kind: Annotated[TypeName, typer.Argument(metavar="TYPE", help="Method, Dataset or Task.")],
    why: Why = "",
) -> None:
    """Decide the type of a concept."""
    _decide(session, "type", (name,), value=kind, why=why)


@command(app, "generic")
def generic(
    session: Session,
    name: Name,
    no: Annotated[bool, typer.Option("--no", help="It is not: let it count in full.")] = False,
    why: Why = "",
) -> None:
    """Decide that a concept is broad and counts little in links."""
    _decide(session, "specific" if no else "generic", (name,), why=why)


@command(app, "block")
def block(session: Session, name: Name, why: Why = "") -> None:
    """Decide that a name is no concept at all."""
    _decide(session, "block", (name,), why=why)


@command(app, "reject")
def reject(
    session: Session,
    paper: Annotated[str, typer.Argument(metavar="PAPER", help="A paper.")],
    other: Annotated[
        str, typer.Argument(metavar="PAPER|FIELD:START:END", help="A paper it is not linked to, or a place.")
    ],
    why: Why = "",
) -> None:
    """Reject a link between two papers, or a mention (abstract:120:126) in one."""
    field, _, rest = other.partition(":")
    start, _, end = rest.partition(":")
    if field in ("title", "abstract") and start.isdigit() and end.isdigit():
        _decide(session, "reject-mention", (paper, field, start, end), why=why)
    else:
        _decide(session, "reject-link", (paper, other), why=why)


@command(app, "undo")
def undo(
    session: Session,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Decisions, as `decisions` lists them.")],
) -> None:
    """Take decisions back."""
    from api.shapes import DecisionShape
    from graph.decide import undo as take_back

    curated = session.curated()
    with session.store() as store:
        gone = [DecisionShape.of(one) for one in store.write(lambda writer: take_back(writer, ids, curated))]
    session.show_all(gone, lambda out: printing.decisions(out, gone))


@command(app, "decisions")
def decisions(
    session: Session,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit with 5 when there are none.")] = False,
) -> None:
    """List what was decided."""
    from api import ask

    rows = session.ask(ask.decisions)
    session.show_all(rows, lambda out: printing.decisions(out, rows), fail_empty=fail_empty)


@command(app, "decide")
def decide(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="What `decisions --json` wrote.")],
    skipped: SkippedOption = None,
) -> None:
    """Take decisions from a file, with who, when and why; those that are there already stay."""
    from api import deciding
    from api.cli.files import inputs, skipping
    from extract.readers.files import lines
    from graph.errors import UnreadableInput

    curated = session.curated()
    with session.store() as store, inputs([file]) as (path,), skipping(skipped) as skip, progress("Deciding"):
        totals = deciding.take(store, lines(path), curated, who=_user(), when=deciding.now(), skip=skip)
    counts = {"taken": totals.taken, "known": totals.known, "skipped": totals.skipped}
    if session.json:
        sys.stdout.write(json.dumps(counts) + "\n")
    else:
        taken = f"{totals.taken} decision{'s' if totals.taken != 1 else ''} taken"
        say(f"{taken}, {totals.known} there already, {totals.skipped} skipped.")
    if totals.skipped and not (totals.taken or totals.known):
        hint = "Each line is one, as `concite decisions --json` writes them."
        raise UnreadableInput("No decision could be taken", hint=hint)


@command(app, "suggest")
def suggest(
    session: Session,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only for the concept of this name.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=5000, help="How many at most.")] = 20,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit with 5 when there are none.")] = False,
) -> None:
    """Suggest concepts that may be one, the likeliest first; `merge` or `split` decides."""
    from api import ask

    curated = session.curated()
    rows = session.ask(lambda reader: ask.suggestions(reader, curated, name, limit=limit))
    session.show_all(rows, lambda out: printing.suggestions(out, rows), fail_empty=fail_empty)


def _decide(session: Session, kind: Kind, given: Sequence[str], *, value: str = "", why: str = "") -> None:
    from api.deciding import now, subject_of
    from api.shapes import DecisionShape
    from graph.decide import decide as take
    from graph.decisions import decision
    from graph.store import Writer

    curated, when = session.curated(), now()

    def work(writer: Writer) -> tuple[Decision, bool]:
        subject = subject_of(writer, kind, given)
        stands = take(writer, decision(kind, subject, value=value, who=_user(), when=when, why=why), curated)
        return stands, kind.startswith("reject") or bool(writer.namings(stands.subject))

    with session.store() as store:
        stands, known = store.write(work)
    if not known:
        say("No paper has that name yet: the decision waits.")
    row = DecisionShape.of(stands)
    session.show(row, lambda out: printing.decisions(out, [row]))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return ""
