"""What was not taken from a file, where the rest went through."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record, line or file that was not taken: where it stands, which field, why, and what can be done."""

    where: str
    reason: str
    hint: str
    field: str | None = None
