"""Adding records: which papers they make or change, and writing that in one transaction.

Nothing here tags: a paper whose text no given tags fit is named in :class:`Untagged`, and the caller
tags it and tries again. So no transaction waits for a model, and two writers at once are no trouble.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from graph import proposers
from graph.curated import Curated
from graph.decisions import types_apart
from graph.keeping import in_order
from graph.records import Paper, Record, Source, Tagged, Tags
from graph.resolve import names_in, settle
from graph.store import Reader, Writer
from graph.works import alike, content, first_id, keys, merge, paper_keys, same

Text = tuple[str, str]
"""Title and abstract as given, empty where there is none: what tags belong to."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was not taken, and why."""

    record: Record
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some records."""

    new: int = 0  # papers
    changed: int = 0  # papers
    unchanged: int = 0  # records
    refused: tuple[Refused, ...] = ()


@dataclass(slots=True)
class Plan:
    """What has to be written for some records to be in a store."""

    papers: dict[str, Paper] = field(default_factory=dict)
    before: dict[str, Tagged] = field(default_factory=dict)
    alive: frozenset[Source] = frozenset()  # of this run: no earlier versions
    piped: bool = False
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)

    def gone(self) -> list[str]:
        """Papers that lose their last record."""
        return sorted(paper for paper in self.before if paper not in self.papers)

    def touched(self, model: str) -> dict[str, Paper]:
        """Papers to write: new, changed, or tagged by another model."""
        return {
            paper: now
            for paper, now in self.papers.items()
            if (was := self.before.get(paper)) is None or was.paper != now or was.tags.model != model
        }

    def untagged(self, model: str, tags: Mapping[Text, Tags]) -> list[Text]:
        """Texts that need tags of ``model`` and have none, neither given nor stored."""
        return list(
            dict.fromkeys(
                text
                for paper, now in self.touched(model).items()
                if (text := text_of(now)) not in tags and not self._stored(paper, now, model)
            )
        )

    def tags_of(self, paper: str, model: str, tags: Mapping[Text, Tags]) -> Tags:
        now = self.papers[paper]
        return self.before[paper].tags if self._stored(paper, now, model) else tags[text_of(now)]

    def _stored(self, paper: str, now: Paper, model: str) -> bool:
        was = self.before.get(paper)
        return was is not None and was.tags.model == model and text_of(was.paper) == text_of(now)


def text_of(paper: Paper) -> Text:
    return paper.title or "", paper.abstract or ""


class Untagged(Exception):
    """Texts that have to be tagged before the records can be written."""

    def __init__(self, texts: Sequence[Text]) -> None:
        super().__init__(f"{len(texts)} texts have no tags")
        self.texts = texts


def add(
    writer: Writer,
    records: Sequence[Record],
    tags: Mapping[Text, Tags],
    model: str,
    curated: Curated,
    *,
    alive: Collection[Source] = (),
    piped: bool = False,
) -> Outcome:
    """Write records, with the papers and concepts that follow from them; raises Untagged before any change.

    ``alive`` are the sources of this run: a file of the same name elsewhere is no earlier version of another. All that
    was ever ``piped`` is called alike: of an earlier pipe a record replaces only what is the same work.
    """
    plan = plan_for(writer, records, alive, piped=piped)
    if lacking := plan.untagged(model, tags):
        raise Untagged(lacking)
    touched = plan.touched(model)
    after = [Tagged(paper, plan.tags_of(paper.id, model, tags)) for paper in touched.values()]
    gone = plan.gone()
    put(writer, [plan.before[p] for p in (*touched, *gone) if p in plan.before], after, gone, curated)
    new = sum(paper not in plan.before for paper in touched)
    return Outcome(new, len(touched) - new, plan.unchanged, tuple(plan.refused))


def put(
    writer: Writer, before: Sequence[Tagged], after: Sequence[Tagged], gone: Sequence[str], curated: Curated
) -> None:
    """Replace and delete papers, and settle the names that they held or hold now."""
    if not after and not gone:
        return
    before, after = _named(writer, before, after, gone)
    writer.delete(gone)
    writer.replace([(one, paper_keys(one.paper)) for one in after])
    settle(writer, curated, names_in([*before, *after]), tagged={one.paper.id: in_order(one).tags for one in after})


def _named(
    reader: Reader, before: Sequence[Tagged], after: Sequence[Tagged], gone: Sequence[str]
) -> tuple[list[Tagged], list[Tagged]]:
    """The change with contested names told apart, and with other proposers of these names that it renames."""
    every = [mention.name for one in (*before, *after) for mention in one.tags.mentions]
    apart = types_apart(reader.decisions_on(map(proposers.plain, every)))
    proposed = {one.name for one in proposers.proposals([*before, *after])}
    names = {*proposed, *apart, *(base for name in every if (base := proposers.plain(name)) != name)}
    stored = reader.proposals(names)
    changed = {*gone, *(one.paper.id for one in after)}
    standing = proposers.together(stored, changed, proposers.proposals(after))
    contested = proposers.contested(standing)
    turned = proposers.contested(chain.from_iterable(stored.values())) ^ contested
    others = reader.tagged({one.paper for one in standing if one.name in turned and one.paper not in changed})

    def named(one: Tagged) -> Tagged:
        return proposers.named(one, names, contested, apart)

    renamed = [(one, now) for one in others.values() if (now := named(one)) != one]
    return [*before, *(one for one, _ in renamed)], [*map(named, after), *(now for _, now in renamed)]


def delete(writer: Writer, papers: Sequence[str], curated: Curated) -> int:
    """Remove papers with all their records; gives how many there were."""
    before = list(writer.tagged(papers).values())
    put(writer, before, (), sorted(one.paper.id for one in before), curated)
    return len(before)


def forget_records(writer: Writer, source: Source, papers: Iterable[str], curated: Curated) -> int:
    """Remove one source's records from papers; papers left without a record go. Gives how many changed.

    A paper whose text came from a removed record keeps its tags only where its text stays the same;
    the caller runs ``retag`` for the others.
    """
    before = writer.tagged(papers)
    after, gone = [], []
    for one in before.values():
        left = [record for record in one.paper.records if record.source != source]
        if not left:
            gone.append(one.paper.id)
            continue
        paper = merge(one.paper.id, left)
        fits = text_of(paper) == text_of(one.paper)
        after.append(Tagged(paper, one.tags if fits else Tags("")))
    put(writer, list(before.values()), after, sorted(gone), curated)
    return len(before)


def plan_for(reader: Reader, records: Sequence[Record], alive: Collection[Source] = (), *, piped: bool = False) -> Plan:
    """Compare records with a store: the papers that they make, change or leave as they are."""
    identity = {key: None for record in records for key in _search_keys(record)}
    owners = reader.find(identity)
    earlier: dict[tuple[str, str], list[str]] = {}
    for source in {record.source for record in records}:
        positions = {record.position for record in records if record.source == source}
        for old in (source, *(s for s in reader.same_named(source) if s not in alive)):
            for position, paper in reader.records_at(old, positions).items():
                earlier.setdefault((source.name, position), []).append(paper)
    known = {*owners.values(), *(paper for papers in earlier.values() for paper in papers)}
    plan = Plan(before=reader.tagged(known), alive=frozenset(alive), piped=piped)
    plan.papers = {paper: one.paper for paper, one in plan.before.items()}
    for record in records:
        _place(reader, plan, owners, record, earlier.get((record.source.name, record.position), []))
    return plan


def _search_keys(record: Record) -> tuple[str, ...]:
    return (*keys(record), f"id:{first_id(record)}")


def _place(reader: Reader, plan: Plan, owners: dict[str, str], record: Record, at_position: Sequence[str]) -> None:
    """Put one record where it belongs in the plan."""
    hits = [paper for key in _search_keys(record) if (paper := owners.get(key)) in plan.papers]
    near = [*hits, *(paper for paper in at_position if paper in plan.papers)]
    home, old = _predecessor(plan, record, near)
    if old == record:
        plan.unchanged += 1
        return
    if old is not None:
        _remove(plan, owners, home, old)
    target = next((p for p in hits if p in plan.papers and same(record, plan.papers[p])), None)
    left = plan.papers[home].records if home in plan.papers else ()
    if target is None and old is not None and (not left or any(alike(record, other) for other in left)):
        target = home  # an id once given stays, also when its only record changes
    if target is None:
        target = first_id(record)
        if _taken(plan, owners, target):
            if record.key:
                hint = "Give these ids a prefix of their own: --id-prefix"
                plan.refused.append(Refused(record, f"id {target!r} is another paper's", hint))
                return
            # The paper that began with this text says something else by now.
            target = next(
                name
                for n in count(2)
                if not _taken(plan, owners, name := f"{target}-{n}") and not reader.find([f"id:{name}"])
            )
    records = [*(plan.papers[target].records if target in plan.papers else ()), record]
    plan.papers[target] = merge(target, records)
    for key in (*_search_keys(record), f"id:{target}"):
        owners.setdefault(key, target)


def _taken(plan: Plan, owners: Mapping[str, str], paper: str) -> bool:
    return paper in plan.papers or owners.get(f"id:{paper}") in plan.papers


def _predecessor(plan: Plan, record: Record, papers: Iterable[str]) -> tuple[str, Record | None]:
    """The record that this one replaces, and its paper.

    It stood at this very place, or is from an earlier version of the same file and has the same
    content, the same given id, or the same position and a text that is alike. Piped, it takes the same content, or the
    same id and a text that is alike.
    """
    rows = [(paper, old) for paper in dict.fromkeys(papers) for old in plan.papers[paper].records]
    for paper, old in rows:
        if (old.source, old.position) == (record.source, record.position):
            return paper, old
    for paper, old in rows:
        if old.source.name != record.source.name or old.source == record.source or old.source in plan.alive:
            continue
        same_id = old.key is not None and old.key == record.key
        if plan.piped:
            version = same_id and alike(old, record)
        else:
            version = same_id or (old.position == record.position and old.key == record.key and alike(old, record))
        if version or content(old) == content(record):
            return paper, old
    return "", None


def _remove(plan: Plan, owners: dict[str, str], paper: str, old: Record) -> None:
    left = [record for record in plan.papers[paper].records if record != old]
    kept = {f"id:{paper}", *(key for record in left for key in keys(record))}
    for key in keys(old):  # they lead here no longer
        if key not in kept and owners.get(key) == paper:
            del owners[key]
    if left:
        plan.papers[paper] = merge(paper, left)
    else:
        del plan.papers[paper]
