"""How strongly papers are tied to others: what the measure needs is read here for all of them at once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.measure import Asked, Held, Profile, Tie, Words, strengths, tie, weight
from graph.memory import Memory
from graph.score import DIGITS, idf
from graph.store import Posting, Reader
from graph.wording import rarities, unit, words_of

_WORDED = 100
"""Papers whose words are compared at least: those that concepts tie most strongly. A limit below changes no order."""

Best = list[tuple[str, dict[str, Tie]]]
"""Papers, best first, each with its ties to those that were asked for."""


class Ties:
    """The profiles of some papers; their words are read for those that concepts tie to the asked ones."""

    def __init__(self, reader: Reader, papers: Sequence[str], asked: Asked, memory: Memory | None = None) -> None:
        self._reader = reader
        self._asked = asked
        self._memory = memory
        self._size = reader.size()
        self._profiles = self._read(papers) if memory is None else memory.profiles(papers, self._read)

    def best(self, papers: Sequence[str], limit: int) -> Best:
        """The papers most strongly tied to these: by the mean of their scores descending, then id; none that concepts
        do not tie to any.
        """
        centres = [paper for paper in papers if paper in self._profiles]
        others = [other for other in self._profiles if other not in set(papers)]
        words: dict[str, Words] = {}
        if self._asked.worded:
            others = [other for other, _ in self._ranked(centres, others, words)[: max(limit, _WORDED)]]
            compared = [*centres, *others]
            words = self._worded(compared) if self._memory is None else self._memory.words(compared, self._worded)
        return [
            (other, {paper: self._tie(paper, other, words) for paper in tied})
            for other, tied in self._ranked(centres, others, words)[:limit]
        ]

    def _ranked(
        self, centres: Sequence[str], others: Sequence[str], words: Mapping[str, Words]
    ) -> list[tuple[str, list[str]]]:
        """The others, best first, and to which of the centres each is tied."""
        profiles = [self._profiles[other] for other in others]
        scores: dict[str, dict[str, float]] = {other: {} for other in others}
        for paper in centres:
            wording = (words[paper], [words[other] for other in others]) if words else None
            found = strengths(self._profiles[paper], profiles, wording, self._asked)
            for other, score in zip(others, found, strict=True):
                if rounded := round(score, DIGITS):
                    scores[other][paper] = rounded
        sums = {other: round(math.fsum(own.values()), DIGITS) for other, own in scores.items() if own}
        return [(other, list(scores[other])) for other in sorted(sums, key=lambda other: (-sums[other], other))]

    def _tie(self, here: str, there: str, words: Mapping[str, Words]) -> Tie:
        wording = (words[here], words[there]) if words else None
        return tie(self._profiles[here], self._profiles[there], wording, self._asked)

    def _read(self, papers: Sequence[str]) -> dict[str, Profile]:
        held: dict[str, list[Posting]] = defaultdict(list)
        for posting in self._reader.postings(papers):
            held[posting.paper].append(posting)
        concepts = {posting.concept for rows in held.values() for posting in rows}
        told, vectors = self._reader.frequencies(concepts), self._reader.vectors(concepts)
        aspect = self._asked.aspect
        worth = {concept: weight(1.0, one.type, one.papers, self._size, aspect) for concept, one in told.items()}
        profiles = Profile.all_of(
            [
                (
                    [Held(one.concept, told[one.concept].type, one.weight * worth[one.concept]) for one in own],
                    [vectors.get(one.concept) for one in own],
                )
                for own in held.values()
            ]
        )
        return dict(zip(held, profiles, strict=True))

    def _worded(self, papers: Sequence[str]) -> dict[str, Words]:
        counts = {id_: words_of(paper) for id_, paper in self._reader.papers(papers).items()}
        holders = self._reader.word_counts({word for own in counts.values() for word in own})
        rare, unknown = rarities(holders, self._size), math.sqrt(idf(self._size, 1))
        return {paper: unit(own, rare, unknown) for paper, own in counts.items()}
