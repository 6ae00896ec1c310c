"""Long lists of JSON, a row a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator


def text(value: object) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def listed(rows: Iterable[object]) -> Iterator[str]:
    """A list, in its brackets."""
    before = "[\n"
    for row in rows:
        yield before + text(row)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"
