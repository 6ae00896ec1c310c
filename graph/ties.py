"""How strongly a paper is tied to others: what the measure needs is read here for all of them at once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.measure import Asked, Aspect, Held, Profile, Tie, strength, tie, weight
from graph.score import DIGITS, idf
from graph.store import Posting, Reader
from graph.wording import rarities, unit, words_of

Words = Mapping[str, float]


_WORDED = 100
"""Papers whose words are compared at least: those that concepts tie most strongly. A limit below changes no order."""


class Ties:
    """The profiles of some papers; their words are read for those that concepts tie to the asked one."""

    def __init__(self, reader: Reader, papers: Sequence[str], asked: Asked, aspect: Aspect = "all") -> None:
        self._reader = reader
        self._asked = asked
        self._size = reader.size()
        self._profiles = self._read(reader, papers, aspect)

    def best(self, paper: str, limit: int) -> list[tuple[str, Tie]]:
        """The papers most strongly tied to this one: by score descending, then id; none that concepts do not tie."""
        here = self._profiles.get(paper)
        if here is None:
            return []
        others = [other for other in self._profiles if other != paper]
        words: dict[str, Words] = {}
        if self._asked == Asked():
            others = [other for _, other in self._ranked(paper, others, words)][: max(limit, _WORDED)]
            words = self._worded([paper, *others])
        best = self._ranked(paper, others, words)[:limit]
        return [(other, tie(here, self._profiles[other], _pair(words, paper, other), self._asked)) for _, other in best]

    def _ranked(self, paper: str, others: Sequence[str], words: Mapping[str, Words]) -> list[tuple[float, str]]:
        here = self._profiles[paper]
        scores = [
            (round(strength(here, self._profiles[other], _pair(words, paper, other), self._asked), DIGITS), other)
            for other in others
        ]
        return sorted((row for row in scores if row[0] > 0), key=lambda row: (-row[0], row[1]))

    def _read(self, reader: Reader, papers: Sequence[str], aspect: Aspect) -> dict[str, Profile]:
        held: dict[str, list[Posting]] = defaultdict(list)
        for posting in reader.postings(papers):
            held[posting.paper].append(posting)
        concepts = {posting.concept for rows in held.values() for posting in rows}
        told, vectors = reader.frequencies(concepts), reader.vectors(concepts)
        profiles = {}
        for paper, rows in held.items():
            profiles[paper] = Profile.of(
                [
                    Held(row.concept, one.type, weight(row.weight, one.type, one.papers, self._size, aspect))
                    for row in rows
                    for one in (told[row.concept],)
                ],
                [vectors.get(row.concept) for row in rows],
            )
        return profiles

    def _worded(self, papers: Sequence[str]) -> dict[str, Words]:
        counts = {id_: words_of(paper) for id_, paper in self._reader.papers(papers).items()}
        holders = self._reader.word_counts({word for own in counts.values() for word in own})
        rare, unknown = rarities(holders, self._size), math.sqrt(idf(self._size, 1))
        return {paper: unit(own, rare, unknown) for paper, own in counts.items()}


def _pair(words: Mapping[str, Words], here: str, there: str) -> tuple[Words, Words] | None:
    return (words[here], words[there]) if words else None
