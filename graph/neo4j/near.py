"""Vectors of concepts and the lists of those nearest to each, kept in step at the end of every transaction.

A concept with a vector is ``listed`` or not yet; ``least`` is the dot product that brings another into its list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.near import CLOSED, Block, Lists, block, cosine, entered, least, offers
from graph.neo4j.session import Changes, Row, Session

_ASKED = 1024  # concepts whose lists are made in one pass over all vectors ...
_BLOCK = 65_536  # ... of which so many are looked at together


class NearReads(Session):
    """Vectors, and near concepts."""

    def unembedded(self, encoder: str, *, limit: int) -> list[str]:
        return self._column("unembedded", anew=self.encoder() != encoder, limit=limit)

    def vectors(self, concepts: Iterable[str]) -> dict[str, bytes]:
        found = self._each("measures", concepts=concepts)
        return {concept: vector for concept, ((*_, vector),) in found.items() if vector is not None}

    def near(self, concepts: Iterable[str]) -> dict[str, dict[str, float]]:
        found = self._each("near", concepts=concepts)
        return {concept: {other: cosine(dot) for _, other, dot in rows} for concept, rows in found.items()}

    def nearest(self, concepts: Iterable[str]) -> dict[str, dict[str, int]]:
        found = self._each("lists", concepts=concepts)
        return {concept: {other: dot for _, other, dot in rows} for concept, rows in found.items()}

    def encoder(self) -> str:
        (encoder,) = self._column("encoder")
        return str(encoder)


class NearWrites(NearReads, Changes):
    """Embed, and renew lists."""

    lists_wait = False

    def postpone_lists(self) -> None:
        self.lists_wait = True

    def embed(self, vectors: Mapping[str, bytes], encoder: str) -> None:
        if self.encoder() != encoder:
            self._change("forget_lists")
            self._change("forget_vectors", encoder=encoder)
        rows = [{"id": concept, "vector": vector} for concept, vector in vectors.items()]
        self._change("embed", rows=rows, closed=CLOSED)

    def list_nearest(self) -> None:
        """Drop vectors of concepts that no paper holds any more, and make the lists that are missing."""
        self._change("drop_unheld_vectors", closed=CLOSED)
        while rows := self._all("without_list", limit=_ASKED):
            self._make_lists(rows)

    def _make_lists(self, asked: list[Row]) -> None:
        every = self._all("all_vectors")
        ids = dict(enumerate(concept for concept, _, _ in every))
        numbers = {concept: number for number, concept in ids.items()}

        def numbered(rows: list[Row]) -> Block:
            return block((numbers[concept], vector, least) for concept, vector, least in rows)

        blocks = (numbered(every[start : start + _BLOCK]) for start in range(0, len(every), _BLOCK))
        found = offers(numbered(asked), blocks)
        new = {numbers[concept] for concept, _, _ in asked}
        before: Lists = {concept: {} for concept in new.union(concept for concept, *_ in found)}
        for concept, other, dot in self._all("lists", concepts=[ids[concept] for concept in before]):
            before[numbers[concept]][numbers[other]] = dot
        after = entered(found, before, ids)
        changed = {concept: own for concept, own in after.items() if own != before[concept]}
        self._change(
            "leave_lists",
            rows=[
                {"concept": ids[concept], "others": [ids[other] for other in gone]}
                for concept, own in changed.items()
                if (gone := before[concept].keys() - own.keys())
            ],
        )
        self._change(
            "enter_lists",
            rows=[
                {"concept": ids[concept], "others": [{"id": ids[other], "dot": own[other]} for other in come]}
                for concept, own in changed.items()
                if (come := own.keys() - before[concept].keys())
            ],
        )
        self._change(
            "set_least",
            rows=[
                {"id": ids[concept], "least": least(after[concept]), "made": concept in new}
                for concept in new.union(changed)
            ],
        )
