"""From spans to what a paper says of each concept: one name, type and role for all its spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from extract.definitions import Short
from extract.found import Found
from graph.fold import name
from graph.records import ROLES, TYPES, Role, Type

# A paper names its own method more often than others, so a tagger trained on words calls too much its own; the factor
# is the best of 0.4 to 1 on the papers that were kept aside (role accuracy 0.846 instead of 0.835).
_OWN_VOICE = 0.4
_NESTED_VOICE = 0.1  # a span inside another speaks for its type with less weight


@dataclass(frozen=True, slots=True)
class Group:
    """The spans of one name in one paper, and what they say together."""

    name: str
    members: tuple[Found, ...]
    type: Type
    type_share: float
    role: Role
    roles: tuple[float, ...]
    broad: float


def group(doc: Doc, rows: Sequence[Found], defined: Sequence[Short]) -> list[Group]:
    """Spans by name; in a paper that defines an abbreviation the name is the long form's."""
    longs = {d.short: d.long for d in defined}
    members: dict[str, list[Found]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r.start, -r.end)):
        folded = name(doc[row.start : row.end].text, row.type)
        if folded:
            members[longs.get(folded, folded)].append(row)
    return [_vote(folded, tuple(spans)) for folded, spans in members.items()]


def _vote(folded: str, members: tuple[Found, ...]) -> Group:
    voice = np.array([_NESTED_VOICE if m.rule == "nested" else 1.0 for m in members])
    types = (np.array([m.types for m in members]) * voice[:, None]).sum(axis=0)
    roles = np.array([m.roles for m in members]).mean(axis=0)
    kind = TYPES[int(types.argmax())]
    said = roles.copy()
    if kind == "Task":  # a task is addressed or mentioned
        said[ROLES.index("used")] = 0.0
    else:
        said[ROLES.index("own")] *= _OWN_VOICE
    return Group(
        name=folded,
        members=members,
        type=kind,
        type_share=float(types.max() / (types.sum() + 1e-9)),
        role=ROLES[int(said.argmax())],
        roles=tuple(float(x) for x in roles),
        broad=float(np.mean([m.broad for m in members])),
    )
