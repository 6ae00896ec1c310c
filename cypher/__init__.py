"""Cypher statements by name, one a file: the server store reads ``service/``, people read ``browse/``.

``schema/`` has the numbered scripts that lay out a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """The text of ``NAME.cypher`` (``service/links``, say) without the ``:param`` lines meant for people."""
    text = files(__package__).joinpath(f"{name}.cypher").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(":param"))


@dataclass(frozen=True, slots=True)
class Script:
    """A migration: its number, counted from 1 without gaps, and its statements."""

    number: int
    statements: tuple[str, ...]


def scripts() -> list[Script]:
    """All migrations, in order."""
    found = (file for file in files(__package__).joinpath("schema").iterdir() if file.name.endswith(".cypher"))
    made = (Script(int(file.name.partition("_")[0]), _statements(file.read_text(encoding="utf-8"))) for file in found)
    return sorted(made, key=lambda script: script.number)


def _statements(text: str) -> tuple[str, ...]:
    """Each ends with a semicolon at the end of a line."""
    return tuple(one.strip() for one in text.split(";\n") if one.strip())
