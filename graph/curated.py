"""Names that people of the field know to be one: a reviewed file, each line with its source."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.fold import fold


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
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return Curated(Alias(fold(row["name"]), fold(row["head"]), row["source"]) for row in rows)
