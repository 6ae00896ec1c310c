"""The label set of the tagger, and how a row of labels becomes spans."""

from __future__ import annotations

from graph.records import ROLES, TYPES

# B(egin) and I(nside) of each type, O(utside) first (Ramshaw & Marcus 1995).
TAGS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
ROLE_TAGS = ROLES
BROAD_TAGS = ("narrow", "broad")
HEADS = {"outer": TAGS, "inner": TAGS, "role": ROLE_TAGS, "broad": BROAD_TAGS}
"""Heads of the network, in the order of their columns in its output."""


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Spans of a legal row of tags: (first word, word behind the last, type), in the order of the text."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag[0] == "B":
            found.append((i, i + 1, tag[2:]))
        elif tag[0] == "I":
            start, _, kind = found[-1]
            found[-1] = (start, i + 1, kind)
    return found
