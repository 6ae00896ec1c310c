"""How strongly a paper is tied to others: what the measure needs is read here for all of them at once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.measure import Asked, Aspect, Held, Profile, Tie, strength, tie, weight
from graph.records import Paper
from graph.score import DIGITS, idf
from graph.store import Posting, Reader
from graph.wording import rarities, unit, words_of

Words = Mapping[str, float]


class Ties:
    """The profiles of some papers and, where all types and pairs count, the weights of their words."""

    def __init__(self, reader: Reader, papers: Sequence[str], asked: Asked, aspect: Aspect = "all") -> None:
        self._asked = asked
        self._size = reader.size()
        self._profiles = self._read(reader, papers, aspect)
        self._words = self._worded(reader, papers) if asked == Asked() else {}

    def best(self, paper: str, limit: int) -> list[tuple[str, Tie]]:
        """The papers most strongly tied to this one: by score descending, then id; none that concepts do not tie."""
        here = self._profiles.get(paper)
        if here is None:
            return []
        scores = [
            (round(strength(here, there, self._pair(paper, other), self._asked), DIGITS), other)
            for other, there in self._profiles.items()
            if other != paper
        ]
        best = sorted((row for row in scores if row[0] > 0), key=lambda row: (-row[0], row[1]))[:limit]
        return [(other, tie(here, self._profiles[other], self._pair(paper, other), self._asked)) for _, other in best]

    def _pair(self, here: str, there: str) -> tuple[Words, Words] | None:
        return (self._words[here], self._words[there]) if self._words else None

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

    def _worded(self, reader: Reader, papers: Sequence[str]) -> dict[str, Words]:
        texts: dict[str, Paper] = reader.papers(papers)
        counts = {id_: words_of(paper) for id_, paper in texts.items()}
        rare = rarities(reader.word_counts({word for own in counts.values() for word in own}), self._size)
        unknown = math.sqrt(idf(self._size, 1))
        return {paper: unit(own, rare, unknown) for paper, own in counts.items()}
