"""Names that are no concept for a reader: bare words such as "model", metrics, hardware; a reviewed file.

Mentions of them stay in a store, as evidence of what was dropped, and count in no paper, unless a person says of the
name that it is ``specific``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from graph.compounds import spellings
from graph.fold import fold


@dataclass(frozen=True, slots=True)
class GenericNames:
    """Why each of these names (folded, written together and apart) is no concept."""

    reasons: Mapping[str, str]

    def drops(self, name: str, broad: bool | None = None) -> bool:
        """Whether mentions of a name do not count; ``broad`` is what people decided of its concept, None if nothing."""
        return name in self.reasons and broad is not False


@cache
def shipped() -> GenericNames:
    """The names that come with Concite (``graph/generic.tsv``)."""
    text = files("graph").joinpath("generic.tsv").read_text(encoding="utf-8")
    _, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    reasons = {spelling: reason for name, reason in rows for spelling in spellings(fold(name))}
    return GenericNames(MappingProxyType(reasons))
