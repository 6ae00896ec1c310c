"""How answers across the graph look in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from api.cli.printing import coloured, sentences

if TYPE_CHECKING:
    from api import analysis


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
