"""Which names are one concept, kept right as papers and decisions come and go.

Names join by evidence only: an abbreviation that papers define, all of them alike, a curated alias, the same words
written together and apart, a person's decision. A short form that papers define differently stays a concept of its own,
and so does one that few define and many use as a matter of course, or that as many propose as define: they may
mean another thing. Every change recomputes just the components of the names that it touches, so that the order in which
papers and decisions come does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from itertools import chain
from types import MappingProxyType

import networkx as nx

from graph.compounds import spellings
from graph.curated import Curated
from graph.decisions import Decision, kept_apart
from graph.errors import NotFound
from graph.holdings import Verdicts, holdings, norm
from graph.proposers import Proposal, capitals, contested, folded, plain
from graph.records import Mark, Tagged, Tags, Votes
from graph.store import Naming, Reader, Writer

_CHUNK = 500  # papers whose holdings are made again at a time
_RULES = ("decision", "curated", "spelling", "definition")  # surest first
_SPOKEN_FOR = 3
"""Papers that one definition speaks for, which use the short form and do not say what it means; n that agree speak for
n² times as many. Known names (DINO, BLIP) are rarely defined: who does so often means a thing of his own.
"""


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that are one concept by ``rule``; ``head`` is the better name of the two, where one is."""

    name: str
    head: str
    rule: str


@dataclass(slots=True)
class Reach:
    """Names that evidence ties to each other, directly or not, and the evidence."""

    names: set[str] = field(default_factory=set)
    joins: set[Join] = field(default_factory=set)
    decisions: dict[str, Decision] = field(default_factory=dict)

    def apart(self) -> list[tuple[str, ...]]:
        """Pairs that people keep apart."""
        return sorted(pair for _, pair in kept_apart(self.decisions.values()))


def names_in(tagged: Iterable[Tagged]) -> set[str]:
    """Every name that these papers hold or define, also without the paper or type that may stand behind it."""
    found = _written(one.tags for one in tagged)
    return found | set(map(plain, found))


def _written(tags: Iterable[Tags]) -> set[str]:
    """The names of mentions and definitions."""
    found: set[str] = set()
    for one in tags:
        found.update(mention.name for mention in one.mentions)
        found.update(name for definition in one.definitions for name in (definition.short, definition.long))
    return found


def components(
    names: Iterable[str], joins: Iterable[Join], apart: Collection[tuple[str, ...]] = ()
) -> dict[str, Naming]:
    """The concept of each name: the connected components of ``joins`` over ``names``.

    Joins are taken surest first, and one that would bring together a pair of ``apart`` is not. A
    component is named by a curated head, else by a name that is nobody's abbreviation, the smallest.
    """
    graph = nx.Graph()
    graph.add_nodes_from(names)
    rows = sorted(joins, key=lambda join: (_RULES.index(join.rule), join.name, join.head))
    for join in rows:
        if not nx.has_path(graph, join.name, join.head):
            graph.add_edge(join.name, join.head, rule=join.rule)
            if any(nx.has_path(graph, *pair) for pair in apart if set(pair) <= set(graph)):
                graph.remove_edge(join.name, join.head)
    heads = {join.head for join in rows if join.rule == "curated"}
    lesser = {join.name for join in rows if join.rule != "decision"}
    found: dict[str, Naming] = {}
    for component in nx.connected_components(graph):
        anchor = min(component, key=lambda name: (name not in heads, name in lesser, name))
        found[anchor] = Naming(anchor, "same")
        for parent, name in nx.bfs_edges(graph, anchor):
            found[name] = Naming(anchor, graph.edges[parent, name]["rule"])
    return found


def reach(reader: Reader, curated: Curated, names: Iterable[str]) -> Reach:
    """Everything that evidence ties to ``names``."""
    found = Reach()
    front = set(names)
    while front:
        found.names |= front
        # Names that are one concept today may fall apart: all of them are looked at again.
        concepts = {naming.concept for naming in reader.namings(front).values()}
        reached = set(chain.from_iterable(reader.names_of(concepts).values()))
        decisions = [one for one in reader.decisions_on(front) if one.kind in _ON_NAMES]
        found.decisions.update((one.id, one) for one in decisions)
        evidence = (
            _decided(decisions),
            _curated(curated, front),
            _spelled(reader, front),
            _defined(reader, curated, front),
        )
        for join in chain.from_iterable(evidence):
            found.joins.add(join)
            reached |= {join.name, join.head}
        front = reached - found.names
    return found


_ON_NAMES = ("same", "different", "by-type", "shown", "type", "generic", "specific", "block")


def _decided(decisions: Iterable[Decision]) -> Iterator[Join]:
    return (Join(one.subject[1], one.subject[0], "decision") for one in decisions if one.kind == "same")


def _curated(curated: Curated, names: Iterable[str]) -> Iterator[Join]:
    return (Join(alias.name, alias.head, "curated") for alias in curated.touching(names))


def _spelled(reader: Reader, names: Iterable[str]) -> Iterator[Join]:
    """Of names that are one written together or apart, the most open one that texts have is the better.

    Not where two papers propose different things by them.
    """
    groups = {group for name in names if len(group := spellings(name)) > 1}
    used = reader.used(set().union(*groups))
    written = [there for group in groups if len(there := [name for name in group if name in used]) > 1]
    proposed = reader.proposals(set().union(*written))
    for head, *others in written:
        if not contested(_as_one((head, *others), proposed)):
            for name in others:
                yield Join(name, head, "spelling")


def _defined(reader: Reader, curated: Curated, names: Collection[str]) -> Iterator[Join]:
    """A short form joins its long form where all papers that define it mean the same, and so may those that use it.

    However it is written: what is one name together and apart is one short form, and one long form.
    """
    names = _spellings(names)
    shorts = _spellings(chain(names, *reader.shorts_of(names).values()))
    readings = reader.readings(shorts)
    groups = {group for short in readings if next(curated.touching(group := spellings(short)), None) is None}
    every = set().union(*groups)
    proposed, used = reader.proposals(every), reader.paper_counts(every)
    wanted = {}
    for group in groups:
        longs = {long for short in group for long in readings.get(short, ())}
        if len({spellings(long) for long in longs}) == 1 and not contested(_as_one(group, proposed)):
            wanted[group] = min(longs)
    forms = reader.forms({name for group, long in wanted.items() if used.keys() & {*group} for name in (*group, long)})
    for group, long in wanted.items():
        said = _as_one(group, proposed)
        definers = len({one.paper for one in said if one.type is None})
        written = [(form, votes) for name in group for form, votes in forms.get(name, {}).items()]
        papers = sum(used.get(name, 0) for name in group)
        # A data set may be called by the abbreviation of its task, or of what another paper proposes.
        alike = not written or long not in forms or _data_set(v for _, v in written) == _data_set(forms[long].values())
        if alike and papers <= _SPOKEN_FOR * definers**2 and not (papers and _elsewhere(group[0], said, written)):
            for short in group:
                if short in readings or short in used:
                    yield Join(short, long, "definition")


def _spellings(names: Iterable[str]) -> set[str]:
    return set(chain.from_iterable(map(spellings, names)))


def _as_one(names: Iterable[str], proposed: Mapping[str, Iterable[Proposal]]) -> list[Proposal]:
    """What is proposed by names that are one, as if it were by one name."""
    return [replace(one, name="") for name in names for one in proposed.get(name, ())]


def _data_set(votes: Iterable[Votes]) -> bool:
    """Whether a name is taken for a data set, by most of its mentions."""
    return Votes(*map(sum, zip(*map(astuple, votes), strict=True))).type == "Dataset"


def _elsewhere(short: str, said: Iterable[Proposal], written: Iterable[tuple[str, Votes]]) -> bool:
    """Whether a short form is something else where no paper defines it.

    As many papers propose a thing by it as define it; or one alone defines it, and most others write that word with
    other capitals (TSAI, a method, and Tsai, who calibrated cameras).
    """
    defining = {one.paper: one.capitals.rstrip(".") for one in said if one.type is None}
    if len({one.paper for one in said} - defining.keys()) >= len(defining):
        return True
    if len(defining) > 1 or " " in short:
        return False
    alike = {True: 0, False: 0}
    for form, votes in written:  # "TSAI dataset", "TSAIs" and "TSAI" are alike
        alike[capitals(form.split()[0]).rstrip(".") in defining.values()] += sum(astuple(votes))
    return alike[False] > alike[True]


def settle(
    writer: Writer,
    curated: Curated,
    names: Iterable[str],
    papers: Iterable[str] = (),
    tagged: Mapping[str, Tags] = MappingProxyType({}),
) -> None:
    """After a change: say where ``names`` belong now, and renew what papers hold by them.

    ``names`` are all names that changed papers held or defined, before and after, or that a decision
    speaks of; ``papers`` those whose holdings are to be made in any case, and so those of ``tagged``: all their names
    are among ``names``, and their tags are what the store has.
    """
    found = reach(writer, curated, names)
    written = _written(tagged.values())
    alive = _alive(written | writer.used(found.names - written), found.joins)
    before = writer.namings(found.names)
    after = components(alive, [join for join in found.joins if {join.name, join.head} <= alive], found.apart())
    writer.name({name: naming for name, naming in after.items() if before.get(name) != naming})
    moved = [n for n, naming in after.items() if n in before and before[n].concept != naming.concept]
    spoken = {one.subject[0] for one in found.decisions.values() if one.kind in ("block", "generic", "specific")}
    turned = [
        n for n in spoken if (a := before.get(n)) is None or (b := after.get(n)) is None or a.concept != b.concept
    ]
    told = {naming.concept for n in turned for naming in (before.get(n), after.get(n)) if naming}
    moved += [n for n, naming in after.items() if naming.concept in told]
    writer.forget_names(sorted(found.names - alive))
    if tagged:
        concept_of = {name: naming.concept for name, naming in after.items()}
        decisions = [*found.decisions.values(), *writer.decisions_on(tagged)]
        _hold(writer, tagged, concept_of, Verdicts.of(decisions, concept_of))
    others = sorted({*papers, *(writer.holders(moved) if moved else ())} - tagged.keys())
    for start in range(0, len(others), _CHUNK):
        hold(writer, others[start : start + _CHUNK])
    writer.mark(marks(after, found.decisions.values()))


def _alive(used: set[str], joins: Collection[Join]) -> set[str]:
    """Names that texts have, and those that stand between them: a head that no text writes out."""
    graph = nx.Graph((join.name, join.head) for join in joins)
    return used | {name for part in nx.connected_components(graph) if part & used for name in part}


def marks(namings: Mapping[str, Naming], decisions: Iterable[Decision]) -> dict[str, Mark]:
    """What is decided of the concepts that these names make up; where two names disagree, the smaller one counts."""
    said: dict[str, dict[str, object]] = {naming.concept: {} for naming in namings.values()}
    for one in sorted(decisions, key=lambda one: (one.subject, one.kind, one.value)):
        naming = namings.get(one.subject[0])
        if naming is None:
            continue
        row = said[naming.concept]
        if one.kind == "type":
            row.setdefault("type", one.value)
        elif one.kind == "shown":
            row.setdefault("shown", one.value)
        elif one.kind in ("generic", "specific"):
            row.setdefault("broad", one.kind == "generic")
    return {concept: Mark(**row) for concept, row in said.items()}  # type: ignore[arg-type] # keys and values as above


def hold(writer: Writer, papers: Sequence[str]) -> None:
    """Make the holdings of papers again from their mentions, the names' concepts, and what is decided of both."""
    tagged = writer.tagged(papers)
    concept_of = concepts_by_name(writer, tagged.values())
    given = verdicts(writer, concept_of.values(), papers)
    _hold(writer, {paper: one.tags for paper, one in tagged.items()}, concept_of, given)


def _hold(writer: Writer, tagged: Mapping[str, Tags], concept_of: Mapping[str, str], given: Verdicts) -> None:
    rows = {paper: holdings(tags, concept_of, paper=paper, verdicts=given) for paper, tags in tagged.items()}
    writer.hold({paper: (held, norm(held)) for paper, held in rows.items()})


def concepts_by_name(reader: Reader, tagged: Iterable[Tagged]) -> dict[str, str]:
    """The concept of every name that these papers mention; a name that the store does not have is left out."""
    return _concepts(reader, {mention.name for one in tagged for mention in one.tags.mentions})


def _concepts(reader: Reader, names: Collection[str]) -> dict[str, str]:
    """The concept of each name; of one that no text has, that of the same words written together or apart.

    Not where these are several concepts, or a person said that they are.
    """
    namings = reader.namings(names)
    others = {name: group for name in names if name not in namings and len(group := spellings(name)) > 1}
    every = set().union(*others.values())
    namings |= reader.namings(every)
    apart = {name for _, pair in kept_apart(reader.decisions_on(every)) for name in pair}
    found = {name: namings[name].concept for name in names if name in namings}
    for name, group in others.items():
        concepts = {namings[one].concept for one in group if one in namings}
        if len(concepts) == 1 and apart.isdisjoint(group):
            found[name] = concepts.pop()
    return found


def find_concept(reader: Reader, name: str) -> str:
    """The id of the concept that has this name, as given or folded; raises NotFound with names that are like it."""
    concepts = _concepts(reader, {name, folded(name)})
    known = concepts.get(name) or concepts.get(folded(name))
    if known is None:
        near = reader.search_concepts(name, limit=5)
        hint = f"Did you mean {', '.join(near)}?" if near else "Look for it with `concite search`."
        raise NotFound(f"no concept {name!r}", hint=hint, near=tuple(near))
    return known


def verdicts(reader: Reader, concepts: Iterable[str], papers: Iterable[str]) -> Verdicts:
    """What is decided of these concepts, by any of their names, and of mentions in these papers."""
    concept_of = {name: concept for concept, names in reader.names_of(set(concepts)).items() for name in names}
    return Verdicts.of(reader.decisions_on([*concept_of, *papers]), concept_of)
