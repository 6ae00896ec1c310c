"""Concepts that may be one and are not merged: suggestions for a person to decide on.

Names are compared where they share a key (``graph.alike.keys``), never each with each. The names of a store
are streamed three times: to count words, to find keys that several names share, to gather these names. What
stays in memory is eight bytes a key (three or four a name), the vocabulary, and the names that share a key:
a million names take a minute or two and some hundred megabytes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

import numpy as np

from graph.alike import INITIALS, Likeness, Written, alike, initials, keys, regular
from graph.curated import Curated
from graph.proposers import plain
from graph.records import Concept, Mention, Paper
from graph.resolve import Join, components, reach
from graph.spelling import variants
from graph.store import Reader

_BATCH = 1000
_CROWD = 200  # names that share a key and are still compared: what more share says nothing
_LONGEST = 6  # letters of an acronym
_SURE = 0.6  # likeness of names that may be one although their types differ
_OTHER_TYPE, _OTHER_DATA, _OTHER_LONG = 0.9, 0.7, 0.7  # what is left of a likeness: types, long forms that differ
_MOSTLY = 0.5  # of the papers, for what an acronym stands for
_ONE_PAPER, _OTHER_PAPER = 1.4, 0.8  # an acronym beside what it may stand for; elsewhere ...
_KNOWN = 3  # ... where so many papers know it
# What stands between a name and its other name: no list.
_APPOSED = re.compile(r"\s*[(\[]\s*|,?\s*(?:i\.e\.|a\.?k\.?a\.?|also known as|abbreviated as),?\s*")

Row = tuple[str, tuple[str, ...]]  # a concept and its names
Member = tuple[str, str]  # a concept and one of its names
Pair = tuple[str, str]  # two concepts, sorted
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two concepts that may be one, of which ``head`` would give its id; ``names`` are the two that are alike."""

    head: Concept
    other: Concept
    names: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    names: tuple[str, str]  # in the order of the pair
    like: Likeness

    def order(self) -> tuple[float, tuple[str, str]]:
        return -self.like.score, self.names

    def times(self, factor: float, *more: str) -> _Found:
        score = round(min(self.like.score * factor, 1.0), 3)
        return _Found(self.names, Likeness(score, (*self.like.reasons, *more)))


def suggestions(reader: Reader, curated: Curated, *, concept: str | None = None, limit: int = 20) -> list[Suggestion]:
    """The likeliest pairs, best first, then by id; only those of ``concept`` where it is given."""
    groups, counts = _groups(reader, concept)
    found = _likenesses(reader, groups, counts)
    concepts = _concepts(reader, found)
    rows = _weighed(reader, found, concepts).items()
    ranked = sorted(
        (row for row in rows if concept is None or concept in row[0]), key=lambda row: (-row[1].like.score, row[0])
    )
    kept = (_suggestion(reader, curated, pair, one, concepts) for pair, one in ranked)
    return list(islice((one for one in kept if one), limit))


def _stream(reader: Reader) -> Iterator[Row]:
    after = ""
    while ids := reader.concept_ids(after=after, limit=_BATCH):
        yield from _rows(reader, ids)
        after = ids[-1]


def _rows(reader: Reader, ids: Iterable[str]) -> Iterator[Row]:
    """Concepts with their names, but for those of one proposer only, which are kept apart on purpose."""
    names = reader.names_of(ids)
    return ((id_, tuple(name for name in names.get(id_, ()) if plain(name) == name)) for id_ in ids)


# -- which names to compare ------------------------------------------------------------------------


def _groups(reader: Reader, concept: str | None) -> tuple[dict[Key, list[Member]], Counter[str]]:
    """Names (with their concepts) by the key that they share; and in how many names each word stands."""
    counts: Counter[str] = Counter()
    short: set[str] = set()
    for _, names in _stream(reader):
        for name in names:
            counts.update(set(regular(name)))
        short.update(_acronyms(names))
    near = variants(counts)

    def all_keys(row: Row) -> Iterator[tuple[str, Key]]:
        acronyms = _acronyms(row[1])
        for name in row[1]:
            yield from ((name, key) for key in keys(name, near))
            yield from ((name, (INITIALS, some)) for some in (acronyms & {name}) | (initials(name) & short))

    if concept is None:
        shared = _shared(hash(key) for row in _stream(reader) for _, key in all_keys(row))
    else:
        shared = {hash(key) for row in _rows(reader, [concept]) for _, key in all_keys(row)}
    groups: dict[Key, list[Member]] = defaultdict(list)
    for row in _stream(reader):
        for name, key in all_keys(row):
            if hash(key) in shared:
                groups[key].append((row[0], name))
    return groups, counts


def _acronyms(names: Collection[str]) -> set[str]:
    """Names of a concept that may be acronyms nobody spelled out."""
    if any(" " in name for name in names):
        return set()
    return {name for name in names if 2 <= len(name) <= _LONGEST and name.isalpha()}


def _shared(hashes: Iterable[int]) -> set[int]:
    """Those that come more than once; two keys of one hash do no harm, as names are compared in the end."""
    rows = np.sort(np.fromiter(hashes, dtype=np.int64))
    return set(rows[1:][rows[1:] == rows[:-1]].tolist())


# -- how alike they are ----------------------------------------------------------------------------


def _likenesses(reader: Reader, groups: Mapping[Key, list[Member]], counts: Mapping[str, int]) -> dict[Pair, _Found]:
    """The best likeness of any names of two concepts."""
    best: dict[Pair, _Found] = {}
    for some in _batches(groups):
        forms = reader.forms({name for key in some for _, name in groups[key]})
        for key in some:
            for (one, name), (other, name_of_other) in _pairs(key, groups[key]):
                if one == other:
                    continue
                mine, theirs = (Written(n, tuple(sorted(forms.get(n, ())))) for n in (name, name_of_other))
                if like := alike(mine, theirs, counts):
                    found = _Found((name, name_of_other), like)
                    best[one, other] = min(best.get((one, other), found), found, key=_Found.order)
    return best


def _batches(groups: Mapping[Key, list[Member]]) -> Iterator[list[Key]]:
    batch: list[Key] = []
    size = 0
    for key, members in groups.items():
        batch.append(key)
        size += len(members)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _pairs(key: Key, members: list[Member]) -> Iterator[tuple[Member, Member]]:
    """Pairs of names that share a key, in the order of their concepts; an acronym is compared with long names only."""
    rows = sorted(set(members))
    if key[0] == INITIALS:
        short, long = ([row for row in rows if (" " in row[1]) is spaced] for spaced in (False, True))
        return ((min(pair), max(pair)) for pair in product(short, long))
    return combinations(rows, 2) if len(rows) <= _CROWD else iter(())


def _concepts(reader: Reader, found: Iterable[Pair]) -> dict[str, Concept]:
    ids = iter(sorted({id_ for pair in found for id_ in pair}))
    concepts: dict[str, Concept] = {}
    while some := list(islice(ids, _BATCH)):
        concepts.update(reader.concepts(some))
    return concepts


def _weighed(reader: Reader, found: Mapping[Pair, _Found], concepts: Mapping[str, Concept]) -> dict[Pair, _Found]:
    """Likenesses as papers bear them out."""
    kept: dict[Pair, _Found] = {}
    meant: dict[str, dict[Pair, _Found]] = defaultdict(dict)  # by acronym
    defined = _defined(reader, found)
    for pair, one in found.items():
        mine, theirs = (concepts[id_] for id_ in pair)
        if not mine.papers or not theirs.papers:  # blocked, or a name that texts only define
            continue
        like = one
        if mine.type != theirs.type:
            like = like.times(_OTHER_DATA if "Dataset" in (mine.type, theirs.type) else _OTHER_TYPE, "of two types")
        if one.like.reasons == (INITIALS,):
            meant[min(one.names, key=lambda name: " " in name)][pair] = like
        elif defined.issuperset(one.names):
            kept[pair] = like.times(_OTHER_LONG, "defined in two ways")
        elif mine.type == theirs.type or one.like.score >= _SURE:
            kept[pair] = like
    for acronym, pairs in meant.items():
        kept.update(_meaning(reader, acronym, pairs, concepts))
    return kept


def _defined(reader: Reader, found: Mapping[Pair, _Found]) -> set[str]:
    """Names that are abbreviations which texts define as another name of their concept."""
    names = iter(sorted({n for pair, one in found.items() for id_, n in zip(pair, one.names, strict=True) if n != id_}))
    defined: set[str] = set()
    while some := list(islice(names, _BATCH)):
        defined.update(name for name, naming in reader.namings(some).items() if naming.rule == "definition")
    return defined


def _meaning(
    reader: Reader, acronym: str, pairs: Mapping[Pair, _Found], concepts: Mapping[str, Concept]
) -> dict[Pair, _Found]:
    """What an acronym mostly stands for: by papers that define it, else by those that hold what it may stand for."""
    papers = _readings(reader, acronym)
    weight = papers or Counter({id_: concepts[id_].papers for id_ in {_long(*row) for row in pairs.items()}})
    best = max(sorted(pairs), key=lambda pair: weight[_long(pair, pairs[pair])])
    one = pairs[best]
    share = weight[_long(best, one)] / weight.total()
    if share < _MOSTLY or (len(acronym) == 2 and not papers):  # two letters stand for too much
        return {}
    if papers:
        return {best: one.times(share)}
    if next(_both(reader, *(concepts[id_] for id_ in best)), None):
        return {best: one.times(_ONE_PAPER * share, "in one paper")}
    return {best: one.times(_OTHER_PAPER * share)} if weight[_long(best, one)] >= _KNOWN else {}


def _long(pair: Pair, one: _Found) -> str:
    """The concept of the two whose name is spelled out."""
    return next(id_ for id_, name in zip(pair, one.names, strict=True) if " " in name)


def _readings(reader: Reader, acronym: str) -> Counter[str]:
    """In how many papers an acronym is defined as which concept."""
    rows = {(paper, one.long) for paper, one in reader.defining([acronym]) if one.short == acronym}
    namings = reader.namings({long for _, long in rows})
    return Counter(namings[long].concept for _, long in rows if long in namings)


def _both(reader: Reader, one: Concept, other: Concept) -> Iterator[str]:
    """Papers that hold two concepts."""
    fewer, more = sorted((one, other), key=lambda concept: concept.papers)
    after = ""
    while ids := reader.papers_of(fewer.id, after=after, limit=_BATCH):
        yield from dict.fromkeys(row.paper for row in reader.postings(ids, [more.id]))
        after = ids[-1]


# -- what speaks against it ------------------------------------------------------------------------


def _suggestion(
    reader: Reader, curated: Curated, pair: Pair, found: _Found, concepts: Mapping[str, Concept]
) -> Suggestion | None:
    """The suggestion; None where people keep the two apart, or a sentence names both."""
    names = reader.names_of(pair)
    head = _head(reader, curated, pair, {name for own in names.values() for name in own})
    if head is None or _side_by_side(reader, names, *(concepts[id_] for id_ in pair)):
        return None
    mine, theirs = sorted(zip(pair, found.names, strict=True), key=lambda row: row[0] != head)
    return Suggestion(
        concepts[mine[0]], concepts[theirs[0]], (mine[1], theirs[1]), found.like.score, found.like.reasons
    )


def _head(reader: Reader, curated: Curated, pair: Pair, names: Collection[str]) -> str | None:
    """The id of the one concept that a merge would make of all these names; None where a decision forbids it."""
    found = reach(reader, curated, names)
    if any(set(apart) <= set(names) for apart in found.apart()):
        return None
    alive = set(reader.namings(found.names))
    joins = [join for join in found.joins if {join.name, join.head} <= alive]
    return components(alive, [*joins, Join(*pair, "decision")])[pair[0]].concept


def _side_by_side(reader: Reader, names: Mapping[str, Collection[str]], one: Concept, other: Concept) -> bool:
    """Whether a sentence of some paper names both: "BERT and RoBERTa", "compared with"."""
    for paper_id in _both(reader, one, other):
        paper = reader.papers([paper_id])[paper_id]
        ours = reader.mentions_of([paper_id], names[one.id]).get(paper_id, [])
        theirs = reader.mentions_of([paper_id], names[other.id]).get(paper_id, [])
        if any(_listed(paper, a, b) for a in ours for b in theirs):
            return True
    return False


def _listed(paper: Paper, one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one sentence, neither in the other nor in brackets behind it."""
    first, last = sorted((one.place, other.place))
    if (first.field, first.sentence_start) != (last.field, last.sentence_start) or last.start < first.end:
        return False
    return not _APPOSED.fullmatch(paper.text(first.field)[first.end : last.start])
