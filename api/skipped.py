"""What was not taken from a file, where the rest went through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import RecordError, UnreadableInput


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record, line or file that was not taken: where it stands, which field, why, and what can be done."""

    where: str
    reason: str
    hint: str
    field: str | None = None

    @classmethod
    def of(cls, path: Path, error: UnreadableInput) -> Skipped:
        """What an error says of a file at ``path``, or of a record in it."""
        where, field = (error.where, error.field) if isinstance(error, RecordError) else (path.name, None)
        return cls(where, error.message, error.hint, field)


Skip = Callable[[Skipped], None]
"""What is told of all that is skipped, one after the other: a file may hold more of it than fits in memory."""
