"""Which names are one concept, kept right as papers come and go.

Names join by evidence only: an abbreviation that papers define, all of them alike, and a curated
alias. A short form that papers define differently stays a concept of its own. Every change of
papers recomputes just the components of the names that those papers hold, so that the order in
which papers come does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.curated import Curated
from graph.holdings import holdings, norm
from graph.records import Tagged
from graph.store import Naming, Reader, Writer

_CHUNK = 500  # papers whose holdings are made again at a time


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that are one concept: ``name`` because of ``rule`` and by way of ``head``."""

    name: str
    head: str
    rule: str


def names_in(tagged: Iterable[Tagged]) -> set[str]:
    """Every name that these papers hold or define."""
    found: set[str] = set()
    for one in tagged:
        found.update(mention.name for mention in one.tags.mentions)
        for definition in one.tags.definitions:
            found.update((definition.short, definition.long))
    return found


def components(names: Iterable[str], joins: Iterable[Join]) -> dict[str, Naming]:
    """The concept of each name: the connected components of ``joins`` over ``names``.

    A component is named by a curated head, else by a long form, else by its smallest name.
    """
    graph = nx.Graph()
    graph.add_nodes_from(names)
    rules: dict[str, str] = {}
    heads: set[str] = set()
    for join in joins:
        graph.add_edge(join.name, join.head)
        rules[join.name] = join.rule
        if join.rule == "curated":
            heads.add(join.head)
    found: dict[str, Naming] = {}
    for component in nx.connected_components(graph):
        anchor = min(component, key=lambda name: (name not in heads, name in rules, name))
        for name in component:
            found[name] = Naming(anchor, "same" if name == anchor else rules.get(name, rules.get(anchor, "same")))
    return found


def joins_of(reader: Reader, curated: Curated, names: Iterable[str]) -> tuple[set[str], list[Join]]:
    """The names that evidence ties to ``names``, directly or not, and the joins among them."""
    seen: set[str] = set()
    joins: dict[Join, None] = {}
    front = set(names)
    while front:
        seen |= front
        # Names that are one concept today may fall apart: all of them are looked at again.
        concepts = {naming.concept for naming in reader.namings(front).values()}
        reached = {name for mates in reader.names_of(concepts).values() for name in mates}
        shorts = set(front)
        for found in reader.shorts_of(front).values():
            shorts |= found
        readings = reader.readings(shorts)
        curated_joins = (Join(alias.name, alias.head, "curated") for alias in curated.touching(front))
        for join in (*_defined(readings, curated), *curated_joins):
            if join.name in front or join.head in front:
                joins[join] = None
                reached |= {join.name, join.head}
        front = reached - seen
    return seen, sorted(joins, key=lambda join: (join.name, join.head))


def _defined(readings: Mapping[str, frozenset[str]], curated: Curated) -> Iterable[Join]:
    """A short form joins its long form where all papers that define it mean the same."""
    for short, longs in readings.items():
        if len(longs) == 1 and short not in curated:
            yield Join(short, next(iter(longs)), "definition")


def settle(writer: Writer, curated: Curated, names: Iterable[str], papers: Sequence[str]) -> None:
    """After a change: say where ``names`` belong now, and renew what ``papers`` and others hold by them.

    ``names`` are all names that changed papers held or defined, before and after; ``papers`` those
    whose holdings are to be made in any case.
    """
    reach, joins = joins_of(writer, curated, names)
    alive = writer.used(reach)
    alive |= {join.name for join in joins if join.head in alive} | {join.head for join in joins if join.name in alive}
    before = writer.namings(reach)
    after = components(alive, [join for join in joins if {join.name, join.head} <= alive])
    writer.name({name: naming for name, naming in after.items() if before.get(name) != naming})
    moved = [n for n, naming in after.items() if n in before and before[n].concept != naming.concept]
    renew = sorted({*papers, *(writer.holders(moved) if moved else ())})
    for start in range(0, len(renew), _CHUNK):
        _hold(writer, renew[start : start + _CHUNK])
    writer.forget_names(sorted(reach - alive))


def _hold(writer: Writer, papers: Sequence[str]) -> None:
    tagged = writer.tagged(papers)
    concept_of = {
        name: naming.concept
        for name, naming in writer.namings({m.name for one in tagged.values() for m in one.tags.mentions}).items()
    }
    rows = {paper: holdings(one.tags, concept_of) for paper, one in tagged.items()}
    writer.hold({paper: (held, norm(held)) for paper, held in rows.items()})
