"""Cypher statements, one a file, by name; the server store reads ``service/``, people read ``browse/``."""

from __future__ import annotations

from importlib.resources import files


def statement(name: str) -> str:
    """The text of ``NAME.cypher`` (``service/links``, say) without the ``:param`` lines meant for people."""
    text = files(__package__).joinpath(f"{name}.cypher").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(":param"))
