"""Where the rooms are wired together: read → tag → resolve → store.

Records go through in batches, each one transaction: a run that is killed loses nothing that a
finished batch wrote, and the same command run again goes on where it stopped. A batch is written
while the next one is tagged, as a server works by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Protocol

from api.skipped import Skip, Skipped
from extract import readers
from extract.document import Text
from graph import add as adding
from graph.curated import Curated
from graph.errors import RecordError, UnreadableInput
from graph.records import Record, Source, Tagged, Tags
from graph.resolve import names_in, settle
from graph.store import Reader, Store, Writer

BATCH = 64
"""Records that are written in one transaction."""


TOLD = 100
"""Reasons for skipped records that are kept with the totals."""


@dataclass(slots=True)
class Totals:
    """What a run did so far."""

    records: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0  # papers changed or gone because their source no longer holds a record
    skipped: int = 0
    reasons: list[Skipped] = field(default_factory=list)  # of the first of them

    def skip(self, one: Skipped) -> None:
        self.skipped += 1
        if len(self.reasons) < TOLD:
            self.reasons.append(one)


Report = Callable[[Totals], None]


class Tagger(Protocol):
    """What tags texts, in their order; ``model`` names the model."""

    @property
    def model(self) -> str: ...

    def __call__(self, texts: Iterable[Text]) -> Iterable[Tags]: ...


def add(
    store: Store,
    paths: Sequence[Path],
    taggers: Tagger,
    curated: Curated,
    *,
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
    sync: bool = False,
    id_prefix: str = "",
    pipes: Collection[Path] = (),
    report: Report = lambda totals: None,
    skip: Skip = lambda one: None,
) -> Totals:
    """Add the papers of files and folders to a store; ``columns`` names those of tables, by field.

    ``pipes`` are those of the files that hold what was piped: no later versions of what was piped before. With
    ``sync``, records that earlier versions of the other files held and these no longer do are removed, unless a record
    of the file was skipped. What can be read is added, and ``skip`` hears of the rest; raises UnreadableInput where
    nothing can be.
    """
    files = readers.find(paths)
    sources: dict[Path, Source] = {}
    totals = Totals()
    broken: list[UnreadableInput] = []

    def passed_over(one: Skipped) -> None:
        totals.skip(one)
        skip(one)

    def unreadable(path: Path, error: UnreadableInput) -> None:
        broken.append(error)
        passed_over(Skipped.of(path, error))

    for path in files:
        try:
            sources[path] = readers.source_of(path)
        except UnreadableInput as error:
            unreadable(path, error)

    def records(paths: Iterable[Path]) -> Iterator[Record]:
        for path in paths:
            try:
                yield from _records(path, form, columns, id_prefix, passed_over)
            except UnreadableInput as error:
                unreadable(path, error)

    alive = frozenset(sources.values())
    unread = {path.name for path in files if path not in sources}
    # Small files go through together, unless what each held before is to be removed behind it.
    for _, part in groupby(sources, key=lambda path: path if sync else path in pipes):
        together, flaws = list(part), totals.skipped
        piped = together[0] in pipes
        for count, outcome in _written(store, records(together), taggers, curated, alive, piped=piped):
            totals.records += count
            _count(totals, outcome, passed_over)
            report(totals)
        # What cannot be read today is not gone, be it a record or another file of this name.
        if sync and not piped and totals.skipped == flaws and together[0].name not in unread:
            totals.removed += _forget_earlier(store, sources[together[0]], alive, curated)
    if broken and not totals.records:
        raise broken[0]
    if sync:
        _tag_the_rest(store, taggers, curated)
    return totals


def forget(store: Store, name: str, taggers: Tagger, curated: Curated) -> int:
    """Remove the records of all sources of this base name; gives how many papers changed or are gone."""
    sources = store.read(lambda reader: reader.same_named(Source(name, "")))
    gone = sum(_forget(store, source, curated) for source in sources)
    _tag_the_rest(store, taggers, curated)
    return gone


def retag(
    store: Store,
    taggers: Tagger,
    curated: Curated,
    *,
    only_untagged: bool = False,
    report: Callable[[int], None] = lambda done: None,
) -> int:
    """Bring papers that another model tagged to the current one; gives how many. Run again, it goes on."""
    done, after = 0, ""
    while ids := store.read(lambda reader, after=after: reader.paper_ids(after=after, limit=BATCH)):  # type: ignore[misc]
        stale = [p for p, m in store.read(_models(ids)).items() if m != taggers.model and not (only_untagged and m)]
        before = store.read(_tagged(stale))
        texts = {paper: adding.text_of(one.paper) for paper, one in before.items()}
        tags = dict(zip(texts, taggers(Text(*text) for text in texts.values()), strict=True))
        done += store.write(_retagged(texts, tags, curated))
        report(done)
        after = ids[-1]
    return done


def rebuild(store: Store, curated: Curated, *, report: Callable[[int], None] = lambda done: None) -> int:
    """Make names, concepts and what papers hold again from mentions and definitions; gives how many papers."""

    def work(writer: Writer) -> int:
        writer.drop_derived()
        done, after = 0, ""
        while ids := writer.paper_ids(after=after, limit=500):
            tagged = writer.tagged(ids)
            settle(writer, curated, names_in(tagged.values()), tagged={id_: one.tags for id_, one in tagged.items()})
            done, after = done + len(ids), ids[-1]
            report(done)
        return done

    return store.write(work)


def _models(ids: Sequence[str]) -> Callable[[Reader], dict[str, str]]:
    return lambda reader: reader.models(ids)


def _tagged(ids: Sequence[str]) -> Callable[[Reader], dict[str, Tagged]]:
    return lambda reader: reader.tagged(ids)


def _retagged(texts: dict[str, adding.Text], tags: dict[str, Tags], curated: Curated) -> Callable[[Writer], int]:
    def work(writer: Writer) -> int:
        # A text that another writer changed meanwhile is left for the next run.
        before = [one for one in writer.tagged(texts).values() if adding.text_of(one.paper) == texts[one.paper.id]]
        adding.put(writer, before, [Tagged(one.paper, tags[one.paper.id]) for one in before], (), curated)
        return len(before)

    return work


def _written(
    store: Store,
    records: Iterator[Record],
    taggers: Tagger,
    curated: Curated,
    alive: frozenset[Source],
    *,
    piped: bool,
) -> Iterator[tuple[int, adding.Outcome]]:
    """Tag what needs tags and write each batch in one transaction; how many records it has, once it is committed.

    Nothing is locked while the model runs, and it runs in this thread only.
    """
    model = taggers.model

    def tagged(texts: Sequence[adding.Text]) -> dict[adding.Text, Tags]:
        return dict(zip(texts, taggers(Text(*text) for text in texts), strict=True))

    def lacking(batch: Sequence[Record]) -> list[adding.Text]:
        return store.read(lambda reader: adding.plan_for(reader, batch, alive, piped=piped).untagged(model, {}))

    def put(batch: Sequence[Record], tags: Mapping[adding.Text, Tags]) -> adding.Outcome:
        return store.write(lambda writer: adding.add(writer, batch, tags, model, curated, alive=alive, piped=piped))

    def done(
        batch: Sequence[Record], tags: Mapping[adding.Text, Tags], writing: Future[adding.Outcome]
    ) -> tuple[int, adding.Outcome]:
        while True:
            try:
                return len(batch), writing.result()
            except adding.Untagged as more:  # another changed these papers in between, or the batch before did
                tags = {**tags, **tagged(more.texts)}
                writing = writer.submit(put, batch, tags)

    with ThreadPoolExecutor(1) as writer:
        before = None
        while batch := list(islice(records, BATCH)):
            tags = tagged(lacking(batch))
            if before:
                yield done(*before)
            before = batch, tags, writer.submit(put, batch, tags)
        if before:
            yield done(*before)


def _records(
    path: Path, form: str | None, columns: Mapping[str, str] | None, id_prefix: str, skip: Skip
) -> Iterator[Record]:
    for row in readers.read(path, form=form, columns=columns):
        if isinstance(row, RecordError):
            skip(Skipped.of(path, row))
        else:
            yield replace(row, key=id_prefix + row.key) if row.key and id_prefix else row


def _count(totals: Totals, outcome: adding.Outcome, skip: Skip) -> None:
    totals.new += outcome.new
    totals.changed += outcome.changed
    totals.unchanged += outcome.unchanged
    for refused in outcome.refused:
        where = f"{refused.record.source.name}, record {refused.record.position}"
        skip(Skipped(where, refused.reason, refused.hint))


def _forget_earlier(store: Store, source: Source, alive: frozenset[Source], curated: Curated) -> int:
    earlier = [old for old in store.read(lambda reader: reader.same_named(source)) if old not in alive]
    return sum(_forget(store, old, curated) for old in earlier)


def _forget(store: Store, source: Source, curated: Curated) -> int:
    gone = 0
    while ids := store.read(_of_source(source)):
        gone += store.write(_forgotten(source, ids, curated))
    return gone


def _tag_the_rest(store: Store, taggers: Tagger, curated: Curated) -> None:
    """Tag what lost its tags with the record that its text came from."""
    if store.read(lambda reader: reader.counts().untagged):
        retag(store, taggers, curated, only_untagged=True)


def _of_source(source: Source) -> Callable[[Reader], list[str]]:
    return lambda reader: reader.paper_ids(limit=BATCH, source=source)


def _forgotten(source: Source, ids: Sequence[str], curated: Curated) -> Callable[[Writer], int]:
    return lambda writer: adding.forget_records(writer, source, ids, curated)
