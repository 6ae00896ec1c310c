"""Broader and narrower concepts as texts say them: "generative models such as GANs", "GraphSAGE, a graph network".

Patterns between mentions of one sentence (Hearst, "Automatic acquisition of hyponyms from large text corpora",
COLING 1992), kept narrow: only between methods, of whole names, with nothing behind them that they would only be a
part of. "X is a Y" and "a Y called X" are not among them: of these fewer than nine in ten were right. Nothing is kept:
they are looked for when a concept is read, in some of its papers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.broader import SAYS_LITTLE, Relation, broader, narrower
from graph.evidence import quote
from graph.records import Concept, Evidence, Mention, Paper, Place
from graph.store import Reader

MOST_PAPERS = 200
"""How many of a concept's papers, the first by id, are read."""

_FURTHEST = 100  # characters between two names
_ASIDE = r"(?:\s*\([^()]{1,20}\))?"  # an abbreviation, a year
_SUCH_AS = re.compile(rf"{_ASIDE},?\s+(such\s+as|including|like|\(?e\.g\.,?)\s+(?:the\s+)?")
_NEXT = re.compile(rf"{_ASIDE}(?:,\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)(?:the\s+)?")
_ADJECTIVE = (
    "(?:(?:new|novel|simple|fast|lightweight|strong|robust|large|small|deep|unified|common|special|state-of-the-art"
    "|[a-z]+(?:ly|ive|al|ic|[ai]ble|ient|ful|ous|ary|less|ular|ant)|[A-Za-z0-9]+(?:-[A-Za-z]+)+)"
    r",?\s+(?:(?:and|yet|but)\s+)?)"
)
_WHICH_IS = re.compile(rf"{_ASIDE}\s*,\s+an?\s+{_ADJECTIVE}{{0,4}}")
_END = (
    r"\s*(?:$|[,.;:)]|(?:that|which|whose|where|for|to|with|in|by|on|designed|trained|tailored|capable|built|able|from"
    r"|via|can|is|are|have|has|as|or|at|when|while|into)\b)"
)
_WHOLE_ITEM = re.compile(rf"{_ASIDE}(?:{_END}|\s+and\b)")
_WHOLE_KIND = re.compile(rf"{_ASIDE}(?:\s+(?:model|network|architecture))?{_ASIDE}{_END}")
_PLURAL = re.compile("[A-Za-z]s$")
_PART_OF_ANOTHER = re.compile(r"\b(?:for|of|in)\s+$")  # "techniques for EBMs, including MCMC"


@dataclass(frozen=True, slots=True)
class Said:
    """A broader or narrower concept, and the words of a paper that say so."""

    concept: Concept
    paper: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two mentions of a sentence, by name, and the place of both."""

    narrow: str
    broad: str
    paper: Paper
    place: Place


def said(reader: Reader, concept_ids: Iterable[str]) -> dict[str, tuple[list[Said], list[Said]]]:
    """The broader and the narrower concepts of each of these, by the first words that say so, most papers first.

    What texts say both ways round is left out, and so is a concept of which they say nothing.
    """
    asked = [id_ for id_, one in reader.concepts(concept_ids).items() if _counts(one)]
    papers = {id_: reader.papers_of(id_, limit=MOST_PAPERS) for id_ in asked}
    tagged = reader.tagged({paper for own in papers.values() for paper in own})
    told = {paper: list(_pairs(one.paper, one.tags.mentions)) for paper, one in tagged.items()}
    namings = reader.namings(name for pairs in told.values() for pair in pairs for name in (pair.narrow, pair.broad))
    concept_of = {name: naming.concept for name, naming in namings.items()}
    concepts = {id_: one for id_, one in reader.concepts(concept_of.values()).items() if _counts(one)}
    found = {}
    for id_, own in papers.items():
        up: dict[str, _Pair] = {}
        down: dict[str, _Pair] = {}
        for pair in (pair for paper in own for pair in told[paper]):
            narrow, broad = concept_of[pair.narrow], concept_of[pair.broad]
            if narrow != broad and id_ in (narrow, broad) and narrow in concepts and broad in concepts:
                (up if narrow == id_ else down).setdefault(broad if narrow == id_ else narrow, pair)
        if up or down:
            found[id_] = _ranked(up, down, concepts), _ranked(down, up, concepts)
    return found


def related(reader: Reader, concept_id: str, limit: int) -> tuple[list[Relation | Said], list[Relation | Said]]:
    """The nearest broader and narrower concepts of one, as :func:`relations` has them."""
    return relations(reader, [concept_id], limit)[concept_id]


def relations(
    reader: Reader, concept_ids: Iterable[str], limit: int
) -> dict[str, tuple[list[Relation | Said], list[Relation | Said]]]:
    """The nearest broader and narrower concepts of each, by its names and by what texts say, most papers first.

    A concept that names show is not looked for in texts, and what names show is not turned round by a text.
    """
    asked = list(dict.fromkeys(concept_ids))
    up, down, told = broader(reader, asked), narrower(reader, asked, limit), said(reader, asked)
    found = {}
    for id_ in asked:
        above: list[Relation | Said] = [*up.get(id_, ())]
        below: list[Relation | Said] = [*down.get(id_, ())]
        shown = {one.concept.id for one in (*above, *below)}
        for rows, by_text in zip((above, below), told.get(id_, ((), ())), strict=True):
            rows += [one for one in by_text if one.concept.id not in shown]
            rows.sort(key=_by_size)
        found[id_] = above[:limit], below[:limit]
    return found


def _by_size(one: Relation | Said) -> tuple[int, str]:
    return -one.concept.papers, one.concept.id


def _ranked(found: dict[str, _Pair], against: Iterable[str], concepts: dict[str, Concept]) -> list[Said]:
    rows = [Said(concepts[id_], one.paper.id, quote(one.paper, one.place)) for id_, one in found.items()]
    return sorted((row for row in rows if row.concept.id not in against), key=_by_size)


def _counts(concept: Concept) -> bool:
    return concept.type == "Method" and concept.papers > 0 and concept.id not in SAYS_LITTLE


def _pairs(paper: Paper, mentions: Iterable[Mention]) -> Iterator[_Pair]:
    """What a paper's sentences say, in the order of the text."""
    sentences: dict[tuple[bool, int, int], list[Mention]] = defaultdict(list)
    for one in mentions:
        if one.rule != "nested":  # as part of a longer name it is not what the sentence speaks of
            spot = one.place
            sentences[spot.field == "abstract", spot.sentence_start, spot.sentence_end].append(one)
    for key in sorted(sentences):
        row = sorted(sentences[key], key=lambda one: one.place)
        text = paper.text(row[0].place.field)[: key[2]]
        for at, (first, second) in enumerate(pairwise(row)):
            between = text[first.place.end : second.place.start]
            if second.place.start - first.place.end > _FURTHEST or first.type != "Method":
                continue
            if (found := _SUCH_AS.fullmatch(between)) and _has_examples(first, found.group(1), text):
                for item in _items(row[at + 1 :], text):
                    yield _pair(paper, item, first)
            elif _WHICH_IS.fullmatch(between) and _is_told(first, second, text):
                yield _pair(paper, first, second)


def _pair(paper: Paper, narrow: Mention, broad: Mention) -> _Pair:
    ends = (narrow.place, broad.place)
    spot = replace(broad.place, start=min(one.start for one in ends), end=max(one.end for one in ends))
    return _Pair(narrow.name, broad.name, paper, spot)


def _has_examples(kind: Mention, words: str, text: str) -> bool:
    """Whether a name in front of "such as" is what the examples are of: a plural."""
    of_another = words == "including" and _PART_OF_ANOTHER.search(text[kind.place.sentence_start : kind.place.start])
    return _PLURAL.search(kind.form) is not None and not of_another


def _items(row: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The methods listed one after the other at the beginning of ``row``, up to an "and"."""
    for at, one in enumerate(row):
        between = text[row[at - 1].place.end : one.place.start] if at else ""
        if (at and not _NEXT.fullmatch(between)) or not _WHOLE_ITEM.match(text, one.place.end):
            return
        if one.type == "Method":
            yield one
        if re.search(r"\b(?:and|or)\b", between):
            return


def _is_told(name: Mention, kind: Mention, text: str) -> bool:
    """Whether "X, a Y" says of X that it is a Y: not in a list of small words ("an encoder, a decoder"), nor where Y
    only spells X out ("BIS, a Bayesian Inference Semantics").
    """
    if kind.type != "Method" or not _WHOLE_KIND.match(text, kind.place.end):
        return False
    capitals = "".join(char for char in name.form if char.isupper()).casefold()
    letters = "".join(char for char in name.form if char.isalpha()).casefold()
    initials = "".join(word[0] for word in re.split(r"[\s\-]+", kind.form) if word).casefold()
    return bool(capitals) and initials not in (capitals, letters)
