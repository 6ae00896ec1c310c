"""Taking and undoing decisions: what follows from them is settled in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.add import put
from graph.curated import Curated
from graph.decisions import Contradiction, Decision, check
from graph.errors import NotFound
from graph.proposers import typed
from graph.resolve import settle
from graph.store import Reader, Writer

_CHUNK = 500  # papers whose mentions are named anew at a time


def decide(writer: Writer, decision: Decision, curated: Curated) -> Decision:
    """Keep a decision and settle what it speaks of; gives the one that stands: an older one that says the same stays.

    Raises Contradiction where an older one says otherwise. A decision on names or papers that are not
    there waits until they are.
    """
    (stands,) = decide_all(writer, [decision], curated)
    if isinstance(stands, Contradiction):
        raise stands
    return stands


def decide_all(writer: Writer, decisions: Iterable[Decision], curated: Curated) -> list[Decision | Contradiction]:
    """The same for many, settled once: for each the decision that stands, or why it is refused; the rest goes on."""
    standing = {one.id: one for one in writer.decisions()}
    new: list[Decision] = []
    found: list[Decision | Contradiction] = []
    for one in decisions:
        if one.id not in standing:
            try:
                check(standing.values(), one)
            except Contradiction as error:
                found.append(error)
                continue
            writer.decide(one)
            standing[one.id] = one
            new.append(one)
        found.append(standing[one.id])
    if new:
        _settle(writer, new, curated)
    return found


def undo(writer: Writer, ids: Iterable[str], curated: Curated) -> list[Decision]:
    """Take decisions away, by id or the beginning of one, and settle what they spoke of; gives them.

    Raises NotFound where there is none, or more than one that begins so.
    """
    gone = [_one(writer, given) for given in ids]
    writer.undecide([one.id for one in gone])
    _settle(writer, gone, curated)
    return gone


def _one(reader: Reader, given: str) -> Decision:
    found = [one for one in reader.decisions() if one.id.startswith(given)]
    if len(found) != 1 or not given:
        raise NotFound(f"no single decision {given!r}", hint="`concite decisions` lists them.")
    return found[0]


def _settle(writer: Writer, decisions: Iterable[Decision], curated: Curated) -> None:
    names: set[str] = set()
    papers: set[str] = set()
    parted: set[str] = set()
    for one in decisions:
        if one.kind == "by-type":
            parted.update((one.subject[0], typed(one.subject[0], one.value)))
        if one.kind == "reject-mention":
            papers.add(one.subject[0])
        elif one.kind != "reject-link":
            names.update(one.subject)
        if one.kind in ("block", "generic", "specific"):  # they change what papers hold, not only what it is called
            concepts = {naming.concept for naming in writer.namings(one.subject).values()}
            mates = {name for found in writer.names_of(concepts).values() for name in found}
            papers.update(writer.holders(mates))
    if parted:
        _name_anew(writer, parted, curated)
    settle(writer, curated, names, sorted(papers))


def _name_anew(writer: Writer, names: Collection[str], curated: Curated) -> None:
    """Let the mentions of these names bear the name of their type, or no longer."""
    proposers = {one.paper for found in writer.proposals(names).values() for one in found}
    papers = sorted({*writer.holders(names), *proposers})
    for start in range(0, len(papers), _CHUNK):
        tagged = list(writer.tagged(papers[start : start + _CHUNK]).values())
        put(writer, tagged, tagged, (), curated)
