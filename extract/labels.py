"""The label set of the tagger, and how a row of labels becomes spans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.records import ROLES, TYPES

# B(egin) and I(nside) of each type, O(utside) first (Ramshaw & Marcus 1995).
TAGS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
ROLE_TAGS = ROLES
BROAD_TAGS = ("narrow", "broad")
HEADS = {"outer": TAGS, "inner": TAGS, "role": ROLE_TAGS, "broad": BROAD_TAGS}
"""Heads of the network, in the order of their columns in its output."""

_NEVER = -1e4


def _moves() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Scores of starting with a tag and of going from one to the next: I- follows only its own type."""
    start = np.array([_NEVER if tag[0] == "I" else 0.0 for tag in TAGS], dtype=np.float32)
    step = np.array(
        [[_NEVER if to[0] == "I" and at[2:] != to[2:] else 0.0 for to in TAGS] for at in TAGS], dtype=np.float32
    )
    return start, step


_START, _STEP = _moves()


def decode(scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
    """The best legal row of tags (Viterbi 1967) for log-probabilities of shape (words, tags), as spans.

    Returns (first word, word behind the last, type) in the order of the text.
    """
    if not len(scores):
        return []
    best = scores[0] + _START
    back = np.zeros((len(scores), len(TAGS)), dtype=np.intp)
    for i in range(1, len(scores)):
        through = best[:, None] + _STEP
        back[i] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[i]
    tag = int(best.argmax())
    path = [tag]
    for i in range(len(scores) - 1, 0, -1):
        tag = int(back[i, tag])
        path.append(tag)
    return spans([TAGS[tag] for tag in reversed(path)])


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Spans of a legal row of tags."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag[0] == "B":
            found.append((i, i + 1, tag[2:]))
        elif tag[0] == "I":
            start, _, kind = found[-1]
            found[-1] = (start, i + 1, kind)
    return found
