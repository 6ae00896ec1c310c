"""Decisions as they are asked for: by a command, over REST, or in lines that ``concite decisions --json`` wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, ValidationError

from api.shapes import DecisionShape, Shape
from api.skipped import Skip, Skipped
from extract.readers.files import Line
from graph.curated import Curated
from graph.decide import decide, decide_all, undo
from graph.decisions import Decision, Kind, decision
from graph.errors import ConciteError, NotFound, RecordError, UsageError
from graph.links import find_paper
from graph.proposers import folded
from graph.store import Reader, Store, Writer
from graph.works import lookup_keys

BATCH = 200
"""Lines that are taken in one transaction."""
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def _text(given: str) -> str:
    if _NO_TEXT.search(given):
        raise ValueError("a control character or half of a surrogate pair is no text")
    return given


Text = Annotated[str, AfterValidator(_text)]


class _Asked(Shape):
    kind: Kind
    subject: list[Text] = Field(
        min_length=1,
        max_length=4,
        description="Two names (`same`, `different`), one name (`by-type`, `shown`, `type`, `generic`, `specific`, "
        "`block`), two papers (`reject-link`), or a paper, a field, start and end (`reject-mention`). Any name of a "
        "concept (for `by-type` the one that mentions bear) and any identifier of a paper will do.",
    )
    value: Text = Field(default="", description="The form to show (`shown`), or the type (`type`, `by-type`).")
    why: Text = Field(default="", description="The reason, kept with the decision.")


class DecisionRequest(_Asked):
    """What is to be decided. The server says when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"kind": "same", "subject": ["ConvNet", "CNN"], "why": "LeCun et al. 1998", "who": "Ada"},
                {"kind": "type", "subject": ["BEHAVE"], "value": "Dataset"},
                {"kind": "by-type", "subject": ["ScreenAgent"], "value": "Dataset"},
                {"kind": "reject-mention", "subject": ["10.1145/3292500.3330701", "abstract", "120", "126"]},
            ]
        }
    )

    who: Text = Field(default="api", description="Who says so.")


class DecisionLine(_Asked):
    """A line of ``concite decisions --json``; its id follows from what it says. Who and when may be left out."""

    id: str = ""
    who: Text | None = None
    when: Text | None = None


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def subject_of(reader: Reader, kind: Kind, given: Sequence[str], *, waiting: bool = False) -> tuple[str, ...]:
    """Names folded, papers by the id that their identifier leads to.

    Raises NotFound for an unknown paper, except where decisions may be ``waiting`` for theirs: then
    positions, which mean something else in another store, are no identifiers.
    """
    papers = {"reject-link": len(given), "reject-mention": 1}.get(kind)
    if papers is None:
        return tuple(map(folded, given))
    find = _find_or_wait if waiting else find_paper
    return (*(find(reader, paper) for paper in given[:papers]), *given[papers:])


def _find_or_wait(reader: Reader, identifier: str) -> str:
    wanted = lookup_keys(identifier)
    found = reader.find(wanted)
    return next((found[key] for key in wanted if key in found), identifier)


def take_one(store: Store, asked: DecisionRequest, curated: Curated) -> tuple[DecisionShape, bool]:
    """The decision as it stands, and whether it is new.

    Raises UsageError, NotFound, or Contradiction where an older one says otherwise.
    """
    when = now()

    def work(writer: Writer) -> tuple[DecisionShape, bool]:
        subject = subject_of(writer, asked.kind, asked.subject)
        made = decision(asked.kind, subject, value=asked.value, who=asked.who, when=when, why=asked.why)
        stands = decide(writer, made, curated)
        return DecisionShape.of(stands), stands is made

    return store.write(work)


def take_back(store: Store, id_: str, curated: Curated) -> DecisionShape:
    """The decision that is undone; raises NotFound, also for the mere beginning of an id."""

    def work(writer: Writer) -> DecisionShape:
        if id_ not in {one.id for one in writer.decisions()}:
            raise NotFound(f"no decision {id_!r}", hint="`GET /v1/decisions` lists them.")
        return DecisionShape.of(*undo(writer, [id_], curated))

    return store.write(work)


@dataclass(slots=True)
class Totals:
    """What became of lines."""

    taken: int = 0
    known: int = 0  # there already
    skipped: int = 0


def take(store: Store, lines: Iterable[Line], curated: Curated, *, who: str, when: str, skip: Skip) -> Totals:
    """Take the decisions of lines that are not there yet; a line that cannot be taken costs only itself,
    and is told to ``skip``.

    ``who`` and ``when`` stand in where a line does not say. Batches before an error of the store stay.
    """
    totals = Totals()
    filled = (line for line in lines if line.flaw or line.text.strip())
    while batch := list(islice(filled, BATCH)):
        rows = [_parsed(line) for line in batch]
        for line, outcome in zip(batch, store.write(_taking(rows, curated, who, when)), strict=True):
            if isinstance(outcome, ConciteError):
                reason = outcome.reason if isinstance(outcome, RecordError) else outcome.message
                skip(Skipped(line.where, reason, outcome.hint))
                totals.skipped += 1
            elif outcome:
                totals.taken += 1
            else:
                totals.known += 1
    return totals


def _parsed(line: Line) -> DecisionLine | RecordError:
    if line.flaw:
        return line.flaw
    try:
        return DecisionLine.model_validate_json(line.text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        hint = "Write lines as `concite decisions --json` does."
        return RecordError(line.where, f"{where}: {first['msg']}" if where else first["msg"], hint=hint)


def _taking(
    rows: Sequence[DecisionLine | RecordError], curated: Curated, who: str, when: str
) -> Callable[[Writer], list[bool | ConciteError]]:
    """For each row whether it is new, or why it cannot be taken."""

    def work(writer: Writer) -> list[bool | ConciteError]:
        made = [_made(writer, row, who, when) for row in rows]
        stands = iter(decide_all(writer, [one for one in made if isinstance(one, Decision)], curated))
        outcomes: list[bool | ConciteError] = []
        for one in made:
            outcome = next(stands) if isinstance(one, Decision) else one
            outcomes.append(outcome if isinstance(outcome, ConciteError) else outcome is one)
        return outcomes

    return work


def _made(reader: Reader, row: DecisionLine | RecordError, who: str, when: str) -> Decision | ConciteError:
    if isinstance(row, RecordError):
        return row
    subject = subject_of(reader, row.kind, row.subject, waiting=True)
    who, when = (default if given is None else given for given, default in ((row.who, who), (row.when, when)))
    try:
        return decision(row.kind, subject, value=row.value, who=who, when=when, why=row.why)
    except UsageError as error:
        return error
