"""How answers look in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.text import Text

from api.cli.shared import console, table

if TYPE_CHECKING:
    from api import doubts, shapes
    from extract.evaluate import Scores

Item = TypeVar("Item", bound="shapes.Shape")

_RELATED = 10  # broader and narrower concepts that a terminal shows
_SHOWN = 100  # characters of what a record says otherwise
_STYLES = {"Method": "blue", "Dataset": "green", "Task": "magenta"}


def coloured(name: str) -> Text:
    """The type of a concept, in its colour."""
    return Text(name, style=_STYLES[name])


def papers(out: Console, rows: Sequence[shapes.PaperSummaryShape]) -> None:
    made = table("id", ">concepts", ">year", "title")
    for row in rows:
        made.add_row(row.id, str(row.concepts), str(row.year or ""), Text(row.title))
    out.print(made)


def paper(out: Console, one: shapes.PaperShape) -> None:
    out.print(Text(one.shown, style="bold"))
    given = [", ".join(one.authors), str(one.year or ""), one.venue or "", one.doi or "", one.url or ""]
    given.append(", ".join(one.categories))
    if line := " · ".join(part for part in given if part):
        out.print(Text(line))
    out.print(Text(f"{one.id}, from {', '.join(f'{r.source} ({r.position})' for r in one.records)}", style="dim"))
    for record in one.records:
        if record.otherwise:
            said = "; ".join(f"{name} {_short(value)}" for name, value in record.otherwise.items())
            out.print(Text(f"  {record.source} ({record.position}) says otherwise: {said}", style="dim"))
    if one.abstract:
        out.print()
        out.print(Text(one.abstract))
    out.print()
    _concepts(out, one.concepts)


def _short(value: str | int | tuple[str, ...]) -> str:
    return shorten(", ".join(value) if isinstance(value, tuple) else str(value), _SHOWN, placeholder=" …")


def extraction(out: Console, one: shapes.ExtractionShape) -> None:
    out.print(Text(one.title or one.id, style="bold"))
    _concepts(out, one.concepts)
    out.print()


def _concepts(out: Console, rows: Sequence[shapes.PaperConceptShape]) -> None:
    made = table("type", "role", ">confidence", "concept", "written")
    for row in rows:
        written = ", ".join(row.surfaces)
        made.add_row(coloured(row.type), row.role, f"{row.confidence:.3f}", Text(row.name), Text(written, style="dim"))
    out.print(made)


def concepts(out: Console, rows: Sequence[shapes.ConceptSummaryShape]) -> None:
    made = table(">papers", "type", "concept", "id")
    for row in rows:
        made.add_row(str(row.papers), coloured(row.type), Text(row.name), Text(row.id, style="dim"))
    out.print(made)


def concept(out: Console, one: shapes.ConceptShape, held_by: Sequence[shapes.PaperSummaryShape]) -> None:
    out.print(Text.assemble((one.name, "bold"), "  ", coloured(one.type), f"  in {one.papers} papers"))
    votes = one.votes
    out.print(Text(f"votes: Method {votes.Method}, Dataset {votes.Dataset}, Task {votes.Task}", style="dim"))
    for alias in one.aliases:
        why = f"defined in {alias.paper}" if alias.paper else alias.rule
        out.print(Text.assemble("also ", (alias.form, "bold"), f" ({why})"))
        if alias.evidence:
            out.print(Text(f"  “{alias.evidence.sentence.text}”", style="dim"))
    _related(out, "broader", one.broader)
    _related(out, "narrower", one.narrower)
    _near(out, one.near)
    out.print()
    papers(out, held_by)


def _related(out: Console, word: str, rows: Sequence[shapes.RelationShape]) -> None:
    if not rows:
        return
    made = table(">papers", "type", word, "shown by")
    for row in rows[:_RELATED]:
        made.add_row(str(row.papers), coloured(row.type), Text(row.name), _why(row))
    out.print()
    out.print(made)
    if len(rows) > _RELATED:
        out.print(Text(f"{len(rows) - _RELATED} more {word}: --json lists them", style="dim"))


def _why(row: shapes.RelationShape) -> Text:
    if row.evidence:
        return Text.assemble("“", row.evidence.surface, "”", (f"  {row.paper}", "dim"))
    longer, ending = row.longer or "", row.ending or ""
    return Text.assemble((longer.removesuffix(ending), "dim"), (ending, "bold underline"))


def _near(out: Console, rows: Sequence[shapes.NearShape]) -> None:
    if not rows:
        return
    made = table(">papers", "type", "near", ">cosine", "which is")
    for row in rows:
        made.add_row(str(row.papers), coloured(row.type), Text(row.name), f"{row.cosine:.2f}", f"{row.why} this")
    out.print()
    out.print(made)


def found(out: Console, one: shapes.FoundShape) -> None:
    if one.concepts:
        concepts(out, one.concepts)
    if one.papers:
        out.print()
        papers(out, one.papers)
    if not one.concepts and not one.papers:
        out.print("Nothing found.")


def stats(out: Console, one: shapes.StatsShape) -> None:
    made = table("what", ">count")
    for name, value in one.model_dump().items():
        if isinstance(value, dict):
            for key, count in value.items():
                made.add_row(Text(f"{name}: {key}"), str(count))
        else:
            made.add_row(name.replace("_", " "), str(value))
    out.print(made)


def report(out: Console, one: doubts.ReportShape) -> None:
    out.print(f"{one.papers} papers")
    _listed(out, "Papers without concepts", one.without_concepts, papers)
    _listed(out, "Papers whose text is not English", one.not_english, papers)
    _listed(out, "Papers without an abstract, which go by their titles", one.without_abstract, papers)
    _listed(out, "Papers retracted or withdrawn", one.retracted, papers)
    _listed(out, "Acronyms that papers define in several ways", one.ambiguous, _ambiguous)
    _listed(out, "Concepts whose mentions disagree on the type", one.type_conflicts, _type_conflicts)
    _listed(out, "Generic names, dropped", one.generic, _dropped)
    _listed(out, "Names blocked or marked by decisions", one.decided, _decided)
    _listed(out, "Hubs: concepts that many papers have", one.hubs, _hubs)
    _listed(out, "Models that tagged them, more than one", one.models, _models)


def _listed(
    out: Console, heading: str, rows: doubts.ListedShape[Item], printer: Callable[[Console, Sequence[Item]], None]
) -> None:
    out.print()
    out.print(Text.assemble((heading, "bold"), f": {rows.total or 'none'}"))
    if rows.items:
        printer(out, rows.items)
    if rows.total > len(rows.items):
        out.print(Text(f"... and {rows.total - len(rows.items)} more (--limit)", style="dim"))


def _ambiguous(out: Console, rows: Sequence[doubts.AmbiguousShape]) -> None:
    made = table("acronym", ">papers", "share", "as")
    for row in rows:
        for n, reading in enumerate(row.readings):
            first = (Text(row.form), str(row.defined)) if n == 0 else (Text(""), "")
            made.add_row(*first, f"{reading.share:4.0%}", Text.assemble(coloured(reading.type), " ", reading.name))
    out.print(made)


def _type_conflicts(out: Console, rows: Sequence[doubts.TypeConflictShape]) -> None:
    made = table(">papers", "type", "concept", ">Method", ">Dataset", ">Task")
    for row in rows:
        votes = (row.votes.Method, row.votes.Dataset, row.votes.Task)
        made.add_row(str(row.papers), coloured(row.type), Text(row.name), *map(str, votes))
    out.print(made)


def _dropped(out: Console, rows: Sequence[doubts.DroppedShape]) -> None:
    made = table(">papers", "name", "reason")
    for row in rows:
        made.add_row(str(row.papers), Text(row.name), row.reason)
    out.print(made)


def _decided(out: Console, rows: Sequence[doubts.DecidedShape]) -> None:
    made = table(">papers", "name", "decision", "value", "id", "by", "why")
    for row in rows:
        said = (", ".join(row.subject), row.kind, row.value, row.id, row.who or "", row.why)
        made.add_row(str(row.papers), *map(Text, said))
    out.print(made)


def _hubs(out: Console, rows: Sequence[doubts.HubShape]) -> None:
    made = table(">papers", ">of all", "type", "concept")
    for row in rows:
        made.add_row(str(row.papers), f"{row.share:.1%}", coloured(row.type), Text(row.name))
    out.print(made)


def _models(out: Console, rows: Sequence[doubts.ModelShape]) -> None:
    made = table(">papers", "model")
    for row in rows:
        made.add_row(str(row.papers), Text(row.model or "not tagged yet"))
    out.print(made)


def decisions(out: Console, rows: Sequence[shapes.DecisionShape]) -> None:
    made = table("id", "decision", "of", "value", "by", "when", "why")
    for row in rows:
        said = (", ".join(row.subject), row.value, row.who or "", row.when, row.why)
        made.add_row(row.id, row.kind, *map(Text, said))
    out.print(made)


def suggestions(out: Console, rows: Sequence[doubts.SuggestionShape]) -> None:
    """By their ids, which `merge` and `split` take; where other names of them are alike, with these."""
    made = table(">score", ">papers", "concept", ">papers", "other", "why")
    for row in rows:
        alike = "" if set(row.names) == {row.head.id, row.other.id} else f" ({', '.join(row.names)})"
        sides = (str(row.head.papers), Text(row.head.id), str(row.other.papers), Text(row.other.id))
        made.add_row(f"{row.score:.3f}", *sides, Text("; ".join(row.reasons) + alike, style="dim"))
    out.print(made)


def scores(one: Scores, errors: int) -> None:
    out = console()
    made = table("what", "type", ">precision", ">recall", ">F1", ">gold")
    rows = [("mentions", one.mentions), ("concepts", one.concepts), ("link pairs", {"all": one.links})]
    for what, rates in (*rows, ("types ignored", {"all": one.untyped})):
        for kind, rate in rates.items():
            made.add_row(what, kind, f"{rate.precision:.3f}", f"{rate.recall:.3f}", f"{rate.f1:.3f}", str(rate.gold))
    out.print(made)
    low, high = one.intervals["concepts"]
    out.print(f"{one.papers} papers; concept F1 95 % interval {low:.3f} to {high:.3f}; ", end="")
    out.print(f"role accuracy {one.role_accuracy:.3f}; expected calibration error {one.calibration_error:.3f}")
    for paper_id, kind, type_, name in one.errors[:errors]:
        out.print(Text.assemble((f"{kind:7}", "bold"), " ", coloured(type_), f" {name}", (f"  {paper_id}", "dim")))
