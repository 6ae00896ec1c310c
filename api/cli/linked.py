"""How links and their explanations look in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from api.cli.printing import coloured

if TYPE_CHECKING:
    from api import linking

_NEAREST = 3  # concepts and pairs of a link in a list
_DIRECTIONS = {"to": "; builds on it", "from": "; is built on"}


def links(out: Console, rows: Sequence[linking.LinkShape]) -> None:
    for n, row in enumerate(rows, 1):
        alone = ("  by near concepts alone", "dim") if not row.shared else ""
        _heading(out, n, row.score, row.title, row.paper, alone)
        _reasons(out, row)


def linked(out: Console, rows: Sequence[linking.LinkedShape]) -> None:
    for n, row in enumerate(rows, 1):
        _heading(out, n, row.score, row.title, row.paper)
        for link in row.links:
            out.print(Text.assemble(f"    {link.score:.3f}  ", ("with " + link.here, "dim")))
            _reasons(out, link)


def _heading(out: Console, n: int, score: float, title: str, paper: str, told: str | tuple[str, str] = "") -> None:
    out.print(Text.assemble(f"{n:>2}. ", (f"{score:.3f}", "bold"), "  ", title, ("  " + paper, "dim"), told))


def _reasons(out: Console, row: linking.LinkShape) -> None:
    for shared in row.shared:
        _shared(out, shared, row.score)
    for pair in row.near[: max(0, _NEAREST - len(row.shared))]:
        _near_pair(out, pair, row.score)


def _near_pair(out: Console, pair: linking.NearPairShape, score: float) -> None:
    share = f"{pair.share / score:4.0%}" if score else "    "
    here, there = pair.here, pair.there
    names = ((here.name, "bold"), f" is {pair.why} ", (there.name, "bold"))
    roles = f"  {here.role} here, {there.role} there, {pair.cosine:.2f}"
    out.print(Text.assemble(f"    {share}  ", coloured(here.type), " ", *names, roles))


def _shared(out: Console, shared: linking.SharedShape, score: float) -> None:
    share = f"{shared.share / score:4.0%}" if score else "    "
    roles = f"{shared.here.role} here, {shared.there.role} there{_DIRECTIONS.get(shared.direction or '', '')}"
    out.print(Text.assemble(f"    {share}  ", coloured(shared.type), " ", (shared.name, "bold"), f"  {roles}"))


def explanation(out: Console, one: linking.ExplanationShape) -> None:
    out.print(Text.assemble((one.here_title, "bold"), ("  " + one.here, "dim")))
    out.print(Text.assemble((one.there_title, "bold"), ("  " + one.there, "dim")))
    out.print()
    if one.link is None:
        out.print(one.reason)
        _uncounted(out, one)
        return
    out.print(f"Score {one.link.score:.6f}. {one.reason}")
    for shared in one.link.shared:
        out.print()
        _shared(out, shared, one.link.score)
        _told(out, f"in {shared.papers} papers, adds {shared.share:.6f}")
        sentences(out, shared.here, shared.there)
    for pair in one.link.near:
        out.print()
        _near_pair(out, pair, one.link.score)
        _told(out, f"in {pair.here.papers} and {pair.there.papers} papers, adds {pair.share:.6f}")
        sentences(out, pair.here, pair.there)
    out.print()
    if one.link.faint:
        out.print(f"Pairs of concepts that are less alike add {one.link.faint:.6f}.")
    if one.link.words:
        words = ", ".join(row.word for row in one.link.words)
        out.print(f"Words of both add {one.link.wording:.6f}, first of all {words}.")
    _uncounted(out, one)


def _uncounted(out: Console, one: linking.ExplanationShape) -> None:
    for side, rows in (("here", one.here_uncounted), ("there", one.there_uncounted)):
        if rows:
            out.print(
                Text(f"Not counted {side}: {', '.join(f'{row.form} ({row.reason})' for row in rows)}", style="dim")
            )


def _told(out: Console, text: str) -> None:
    out.print(Text(f"          {text}", style="dim"))


def sentences(out: Console, here: linking.SideShape, there: linking.SideShape) -> None:
    for side, mark in ((here, "here "), (there, "there")):
        start, end = side.start - side.sentence.start, side.end - side.sentence.start
        text = side.sentence.text
        parts = text[:start], (text[start:end], "bold underline"), text[end:]
        out.print(Text.assemble((f"          {mark}  ", "dim"), *parts))
