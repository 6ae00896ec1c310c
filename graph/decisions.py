"""Decisions: what a person says of names and papers, kept as data and undone by taking it away.

The set of decisions determines the result, never their order; one that contradicts an older one is
refused and names it. Names are folded, papers are ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import networkx as nx

from graph.errors import ConciteError, UsageError
from graph.proposers import typed
from graph.records import TYPES, Field

Kind = Literal[
    "same", "different", "by-type", "shown", "type", "generic", "specific", "block", "reject-mention", "reject-link"
]
KINDS: tuple[Kind, ...] = get_args(Kind)

_PAIRS = ("same", "different", "reject-link")
_VALUED = ("shown", "type", "by-type")
_NEEDS = {
    "same": (2, "two names"),
    "different": (2, "two names"),
    "reject-link": (2, "two papers"),
    "reject-mention": (4, "a paper, a field, start and end"),
}
_OPPOSITE = {"generic": "specific", "specific": "generic"}


class Contradiction(ConciteError):
    title = "The decision contradicts another"
    status = 409
    exit_code = 2
    default_hint = "Undo the older one first: `concite undo ID`; `concite decisions` lists them."


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's constraint.

    ``subject``: two names (``same``, ``different``), one name (``by-type``, ``shown``, ``type``, ``generic``,
    ``specific``, ``block``), two papers (``reject-link``), or a paper, a field, start and end (``reject-mention``).
    ``value``: the form it is shown as, the type, or the type of which a name's mentions are another concept
    (``by-type``). ``when`` is a time in ISO 8601, given by the caller.
    """

    kind: Kind
    subject: tuple[str, ...]
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """Twelve hex digits for what is decided, whoever did so and when."""
        said = "\x1f".join((self.kind, *self.subject, self.value))
        return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:12]


def decision(
    kind: Kind, subject: Sequence[str], *, value: str = "", who: str = "", when: str = "", why: str = ""
) -> Decision:
    """A decision in its one written form (pairs sorted, numbers plain); raises UsageError where it makes no sense."""
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of decision", hint=f"One of {', '.join(KINDS)}.")
    parts = tuple(sorted(subject)) if kind in _PAIRS else tuple(subject)
    value = value.strip() if kind in _VALUED else ""
    wanted, words = _NEEDS.get(kind, (1, "one name"))
    if len(parts) != wanted or not all(parts):
        raise UsageError(f"{kind!r} needs {words}, not {', '.join(map(repr, parts)) or 'nothing'}")
    if kind in _PAIRS and parts[0] == parts[1]:
        raise UsageError(f"{parts[0]!r} is one name: there is nothing to decide", hint="Names are compared folded.")
    if kind in _VALUED and not value:
        raise UsageError(f"{kind!r} needs a value")
    if kind in ("type", "by-type") and value not in TYPES:
        raise UsageError(f"{value!r} is no type", hint=f"One of {', '.join(TYPES)}.")
    if kind == "reject-mention":
        parts = _spot(*parts)
    return Decision(kind, parts, value, who, when, why)


def _spot(paper: str, where: str, start: str, end: str) -> tuple[str, ...]:
    if where not in get_args(Field) or not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise UsageError(f"{where} {start} to {end} is no place in a paper", hint="Offsets are those of a mention.")
    return paper, where, str(int(start)), str(int(end))


def types_apart(decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """The types of which people decided that a name's mentions are another concept, by name."""
    found: dict[str, set[str]] = {}
    for one in decisions:
        if one.kind == "by-type":
            found.setdefault(one.subject[0], set()).add(one.value)
    return found


def kept_apart(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, tuple[str, ...]]]:
    """The decisions that keep two names apart, and these names."""
    for one in decisions:
        if one.kind == "different":
            yield one, one.subject
        elif one.kind == "by-type":
            yield one, (one.subject[0], typed(one.subject[0], one.value))


def check(older: Iterable[Decision], new: Decision) -> None:
    """Raise Contradiction where ``new`` cannot stand beside ``older`` decisions."""
    others = [one for one in older if one.id != new.id]
    found = _against(others, new)
    if found is not None:
        raise Contradiction(f"{_words(new)} contradicts {_words(found)} ({found.id})")


def _against(others: Sequence[Decision], new: Decision) -> Decision | None:
    same = nx.Graph(one.subject for one in (*others, new) if one.kind == "same")
    for _, pair in kept_apart([new]):
        if all(name in same for name in pair) and nx.has_path(same, *pair):
            first, second, *_ = nx.shortest_path(same, *pair)
            return next(one for one in others if one.kind == "same" and {first, second} == set(one.subject))
        return None
    name = new.subject[0]
    together = nx.node_connected_component(same, name) if name in same else {name}
    if new.kind == "same":
        apart = (one for one, pair in kept_apart(others) if together.issuperset(pair))
        return next(apart, None) or _unequal(others, together)
    for one in others:
        otherwise = one.kind == _OPPOSITE.get(new.kind) or (one.kind == new.kind and one.value != new.value)
        if otherwise and one.subject[0] in together:
            return one
    return None


def _unequal(others: Sequence[Decision], together: set[str]) -> Decision | None:
    """A decision on one of ``together`` that another decision on one of them says otherwise."""
    for kind in ("shown", "type", "generic"):
        stand = [o for o in others if o.subject[0] in together and (o.kind == kind or o.kind == _OPPOSITE.get(kind))]
        for one in stand:
            if (one.kind, one.value) != (stand[0].kind, stand[0].value):
                return one
    return None


def _words(one: Decision) -> str:
    value = f" as {one.value!r}" if one.value else ""
    return f"{one.kind} {' and '.join(map(repr, one.subject))}{value}"
