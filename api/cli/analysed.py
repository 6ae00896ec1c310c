"""How answers across the graph look in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from api.cli.linked import sentences
from api.cli.printing import coloured
from api.cli.shared import table

if TYPE_CHECKING:
    from api import analysis, around

_MEMBERS = 12  # concepts of a community that a terminal shows
_STRONGEST = 10  # ties
_JOINED = 3  # communities of a bridge


def neighbours(out: Console, rows: Sequence[around.NeighbourShape]) -> None:
    made = table(">shared", ">papers", "type", "concept")
    for row in rows:
        made.add_row(str(row.shared), str(row.papers), coloured(row.type), Text(row.name))
    out.print(made)


def builds(out: Console, one: analysis.BuildsShape) -> None:
    out.print(Text.assemble((one.title, "bold"), ("  " + one.paper, "dim")))
    _uses(out, "builds on", one.builds_on)
    _uses(out, "is built on by", one.built_on_by)


def _uses(out: Console, heading: str, rows: Sequence[analysis.UseShape]) -> None:
    out.print()
    out.print(Text.assemble((heading, "bold"), "" if rows else "  nothing in this store, as far as proper names say"))
    for row in rows:
        year = f"  {row.year}" if row.year else ""
        out.print(
            Text.assemble(
                "    ", coloured(row.type), " ", (row.name, "bold"), f"  {row.title}", (f"  {row.paper}{year}", "dim")
            )
        )
        sentences(out, row.here, row.there)


def paths(out: Console, one: analysis.PathsShape) -> None:
    if not one.chains:
        out.print("No chain of up to three concepts leads from one to the other.")
    if one.hubs:
        out.print("Nothing but hubs, concepts of very many papers, joins the two.")
    for n, chain in enumerate(one.chains, 1):
        out.print(Text.assemble(f"{n:>2}. ", (f"{chain.strength:.2g}", "bold")))
        for paper, step in zip_longest(chain.papers, chain.steps):
            out.print(Text.assemble(f"    {paper.title}", (f"  {paper.paper}", "dim")))
            if step:
                roles = f"{step.here.role}, then {step.there.role}; in {step.papers} papers"
                out.print(Text.assemble("      │ ", coloured(step.type), " ", (step.name, "bold"), f"  {roles}"))


def concept_map(out: Console, one: analysis.MapShape) -> None:
    if not one.communities:
        out.print("No two concepts stand together in several papers.")
    for community in one.communities:
        out.print(Text.assemble(f"{community.number:>2}. ", (community.name, "bold")))
        shown = ", ".join(f"{concept.name} ({concept.papers})" for concept in community.concepts[:_MEMBERS])
        rest = len(community.concepts) - _MEMBERS
        out.print(Text(f"    {shown}" + (f" and {rest} more" if rest > 0 else ""), style="dim"))
    if one.ties:
        names = {concept.id: concept.name for community in one.communities for concept in community.concepts}
        made = table(">strength", ">papers", "concept", "with")
        for tied in one.ties[:_STRONGEST]:
            made.add_row(f"{tied.strength:.1f}", str(tied.papers), Text(names[tied.here]), Text(names[tied.there]))
        out.print()
        out.print(made)


def bridges(out: Console, one: analysis.BridgesShape) -> None:
    for what, rows in (("concept", one.concepts), ("paper", one.papers)):
        made = table(">betweenness", what, "id", "joins")
        for row in rows:
            joined = " | ".join(community.name for community in row.joins[:_JOINED])
            made.add_row(f"{row.betweenness:.4f}", Text(row.name), Text(row.id, style="dim"), Text(joined))
        if rows:
            out.print(made)
            out.print()
    if not one.concepts and not one.papers:
        out.print("Nothing joins several communities.")
