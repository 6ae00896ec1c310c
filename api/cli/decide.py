"""Commands that decide what names and papers are, and undo it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli import printing
from api.cli.shared import Session, app_of, command, say

if TYPE_CHECKING:
    from graph.decisions import Decision, Kind
    from graph.store import Reader

Name = Annotated[str, typer.Argument(metavar="NAME", help="Any name of the concept.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Any name of another one.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")]

app = app_of()


@command(app, "merge")
def merge(session: Session, name: Name, other: Other, why: Why = "") -> None:
    """Decide that two names are one concept."""
    _decide(session, "same", _names(name, other), why=why)


@command(app, "split")
def split(session: Session, name: Name, other: Other, why: Why = "") -> None:
    """Decide that two names are not one concept."""
    _decide(session, "different", _names(name, other), why=why)


@command(app, "rename")
def rename(
    session: Session,
    name: Name,
    form: Annotated[str, typer.Argument(metavar="FORM", help="How to show it.")],
    why: Why = "",
) -> None:
    """Decide how a concept is shown."""
    _decide(session, "shown", _names(name), value=form, why=why)


@command(app, "retype")
def retype(
    session: Session,
    name: Name,
    kind: Annotated[
        Literal["Method", "Dataset", "Task"], typer.Argument(metavar="TYPE", help="Method, Dataset or Task.")
    ],
    why: Why = "",
) -> None:
    """Decide the type of a concept."""
    _decide(session, "type", _names(name), value=kind, why=why)


@command(app, "generic")
def generic(
    session: Session,
    name: Name,
    no: Annotated[bool, typer.Option("--no", help="It is not: let it count in full.")] = False,
    why: Why = "",
) -> None:
    """Decide that a concept is broad and counts little in links."""
    _decide(session, "specific" if no else "generic", _names(name), why=why)


@command(app, "block")
def block(session: Session, name: Name, why: Why = "") -> None:
    """Decide that a name is no concept at all."""
    _decide(session, "block", _names(name), why=why)


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
    from graph.links import find_paper

    field, _, rest = other.partition(":")
    start, _, end = rest.partition(":")
    if field in ("title", "abstract") and start.isdigit() and end.isdigit():
        _decide(session, "reject-mention", lambda reader: (find_paper(reader, paper), field, start, end), why=why)
    else:
        _decide(session, "reject-link", lambda r: (find_paper(r, paper), find_paper(r, other)), why=why)


@command(app, "undo")
def undo(
    session: Session,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Decisions, as `decisions` lists them.")],
) -> None:
    """Take decisions back."""
    from api.shapes import DecisionShape
    from graph.curated import shipped
    from graph.decide import undo as take_back

    with session.store() as store:
        gone = [DecisionShape.of(one) for one in store.write(lambda writer: take_back(writer, ids, shipped()))]
    session.show_all(gone, lambda out: printing.decisions(out, gone))


@command(app, "decisions")
def decisions(
    session: Session,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit with 5 when there are none.")] = False,
) -> None:
    """List what was decided."""
    from api.shapes import DecisionShape

    rows = [DecisionShape.of(one) for one in session.ask(lambda reader: reader.decisions())]
    session.show_all(rows, lambda out: printing.decisions(out, rows), fail_empty=fail_empty)


def _names(*names: str) -> Callable[[Reader], tuple[str, ...]]:
    from graph.fold import fold

    return lambda reader: tuple(map(fold, names))


def _decide(
    session: Session, kind: Kind, subject: Callable[[Reader], tuple[str, ...]], *, value: str = "", why: str = ""
) -> None:
    from api.shapes import DecisionShape
    from graph.curated import shipped
    from graph.decide import decide
    from graph.decisions import decision
    from graph.store import Writer

    when = datetime.now(UTC).isoformat(timespec="seconds")

    def work(writer: Writer) -> tuple[Decision, bool]:
        made = decision(kind, subject(writer), value=value, who=_user(), when=when, why=why)
        decide(writer, made, shipped())
        known = kind.startswith("reject") or bool(writer.namings(made.subject))
        return made, known

    with session.store() as store:
        made, known = store.write(work)
    if not known:
        say("No paper has that name yet: the decision waits.")
    row = DecisionShape.of(made)
    session.show(row, lambda out: printing.decisions(out, [row]))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return ""
