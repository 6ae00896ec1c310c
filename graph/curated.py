"""Names that people of the field know to be one: a reviewed file, each line with its source, and a user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.errors import UnreadableInput
from graph.fold import fold

_HEADER = ("name", "head", "source")


@dataclass(frozen=True, slots=True)
class Alias:
    """``name`` is another name of ``head`` (both folded); ``source`` says where that is written."""

    name: str
    head: str
    source: str


class Curated:
    """Curated aliases, looked up from either side."""

    def __init__(self, aliases: Iterable[Alias] = ()) -> None:
        self._by_name = {alias.name: alias for alias in aliases}
        self._by_head: dict[str, list[Alias]] = defaultdict(list)
        for alias in self._by_name.values():
            self._by_head[alias.head].append(alias)

    def __len__(self) -> int:
        return len(self._by_name)

    def __iter__(self) -> Iterator[Alias]:
        return iter(self._by_name.values())

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def touching(self, names: Iterable[str]) -> Iterator[Alias]:
        """Aliases that have one of these names on either side."""
        for name in names:
            if name in self._by_name:
                yield self._by_name[name]
            yield from self._by_head.get(name, ())


@cache
def shipped() -> Curated:
    """The aliases that come with Concite (``graph/aliases.tsv``)."""
    text = files("graph").joinpath("aliases.tsv").read_text(encoding="utf-8")
    return read(text.splitlines(), "aliases.tsv")


def read(lines: Iterable[str], file: str) -> Curated:
    """The aliases of a file: a header, then name, head and source a line, with tabs between; ``#`` begins a comment.

    Raises UnreadableInput, with the line, where one is not whole, where a name stands twice, or where it is
    the head of others.
    """
    rows = ((n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#"))
    number, header = next(rows, (0, "\t".join(_HEADER)))
    if _cells(header) != _HEADER:
        raise _unreadable(file, number, "is no header", "The first line is name, head and source, with tabs between.")
    found: dict[str, Alias] = {}
    at: dict[str, int] = {}
    for number, line in rows:
        alias = _alias(file, number, line)
        if alias.name in found:
            reason = f"{alias.name!r} has a head already, in line {at[alias.name]}"
            raise _unreadable(file, number, reason, "Leave one of them out; names are compared folded.")
        found[alias.name], at[alias.name] = alias, number
    for alias in found.values():
        if alias.head in found:
            reason = f"{alias.head!r} is a head here and another name of {found[alias.head].head!r}"
            hint = f"Give this line the head of line {at[alias.head]}."
            raise _unreadable(file, at[alias.name], f"{reason} in line {at[alias.head]}", hint)
    return Curated(found.values())


def together(shipped: Curated, own: Curated) -> Curated:
    """Both, where ``own`` says otherwise its way: another head of a name, or name and head the other way round."""
    turned = {(alias.head, alias.name) for alias in own}
    kept = [alias for alias in shipped if alias.name not in own and (alias.name, alias.head) not in turned]
    return Curated([*kept, *own])


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.rstrip("\r\n").split("\t"))


def _alias(file: str, number: int, line: str) -> Alias:
    cells = _cells(line)
    if len(cells) != len(_HEADER) or not all(cells[:2]):
        reason = f"is not name, head and source with tabs between ({line.strip()[:60]!r})"
        raise _unreadable(file, number, reason, "The source may be empty, its tab may not be missing.")
    name, head = fold(cells[0]), fold(cells[1])
    for written, folded in zip(cells, (name, head), strict=False):
        if not folded:
            raise _unreadable(file, number, f"{written!r} is no name", "A name has a letter or a digit.")
    if name == head:
        raise _unreadable(file, number, f"{cells[0]!r} and {cells[1]!r} are one name anyway", "Leave the line out.")
    return Alias(name, head, cells[2])


def _unreadable(file: str, number: int, reason: str, hint: str) -> UnreadableInput:
    return UnreadableInput(f"{file}:{number}: {reason}", hint=hint)
