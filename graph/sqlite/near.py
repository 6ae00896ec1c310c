"""Vectors of concepts and the lists of those nearest to each, kept in step at the end of every transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.near import CLOSED, Block, Lists, block, cosine, entered, least, offers
from graph.sqlite.session import Session, pack

_ASKED = 4096  # concepts whose lists are made in one pass over all vectors ...
_BLOCK = 65_536  # ... of which so many are looked at together

_HELD = "SELECT id FROM concept WHERE papers > 0 ORDER BY id LIMIT ?"
_UNEMBEDDED = "SELECT id FROM concept WHERE embedded <> (papers > 0) AND embedded = 0 ORDER BY id LIMIT ?"
_VECTORS = """
    SELECT concept.id, vector.vector
    FROM json_each(?) AS asked
    CROSS JOIN concept ON concept.id = asked.value
    CROSS JOIN vector ON vector.concept = concept.n
"""
_NEAR = """
    SELECT concept.id, other.id, nearest.dot
    FROM json_each(?) AS asked
    CROSS JOIN concept ON concept.id = asked.value
    CROSS JOIN nearest ON nearest.concept = concept.n
    CROSS JOIN nearest AS back ON back.concept = nearest.other AND back.other = nearest.concept
    CROSS JOIN concept AS other ON other.n = nearest.other
    ORDER BY concept.n, nearest.dot DESC, other.id
"""
_NEAREST = """
    SELECT concept.id, other.id, nearest.dot
    FROM json_each(?) AS asked
    CROSS JOIN concept ON concept.id = asked.value
    CROSS JOIN nearest ON nearest.concept = concept.n
    CROSS JOIN concept AS other ON other.n = nearest.other
"""
_EMBED = """
    INSERT INTO vector (concept, vector) SELECT n, ?2 FROM concept WHERE id = ?1 AND papers > 0 AND embedded = 0
"""
_DROP_UNHELD = """
    DELETE FROM vector WHERE concept IN (SELECT n FROM concept WHERE embedded <> (papers > 0) AND embedded = 1)
"""
_WITHOUT_LIST = "SELECT concept, vector, ?1 FROM vector WHERE least IS NULL ORDER BY concept LIMIT ?2"
_ALL = "SELECT concept, vector, coalesce(least, ?1) FROM vector ORDER BY concept"
_LISTS = """
    SELECT nearest.concept, nearest.other, nearest.dot
    FROM json_each(?) AS asked CROSS JOIN nearest ON nearest.concept = asked.value
"""
_IDS = "SELECT concept.n, concept.id FROM json_each(?) AS asked CROSS JOIN concept ON concept.n = asked.value"


class NearReads(Session):
    """Vectors, and near concepts."""

    def unembedded(self, encoder: str, *, limit: int) -> list[str]:
        return self._column(_UNEMBEDDED if self.encoder() == encoder else _HELD, limit)

    def vectors(self, concepts: Iterable[str]) -> dict[str, bytes]:
        return self._pairs(_VECTORS, pack(concepts))

    def near(self, concepts: Iterable[str]) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for concept, other, dot in self._all(_NEAR, pack(concepts)):
            found[concept][other] = cosine(dot)
        return dict(found)

    def nearest(self, concepts: Iterable[str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for concept, other, dot in self._all(_NEAREST, pack(concepts)):
            found[concept][other] = dot
        return dict(found)

    def encoder(self) -> str:
        return str(self._one("SELECT encoder FROM state"))


class NearWrites(NearReads):
    """Embed, and renew lists."""

    lists_wait = False

    def postpone_lists(self) -> None:
        self.lists_wait = True

    def embed(self, vectors: Mapping[str, bytes], encoder: str) -> None:
        if self.encoder() != encoder:
            self._db.execute("DELETE FROM nearest")
            self._db.execute("DELETE FROM vector")
            self._db.execute("UPDATE state SET encoder = ?", (encoder,))
        self._db.executemany(_EMBED, list(vectors.items()))

    def list_nearest(self) -> None:
        """Drop vectors of concepts that no paper holds any more, and make the lists that are missing."""
        self._db.execute(_DROP_UNHELD)
        while rows := self._all(_WITHOUT_LIST, CLOSED, _ASKED):
            self._make_lists(block(rows))

    def _make_lists(self, asked: Block) -> None:
        found = offers(asked, self._blocks())
        new = set(asked.concepts.tolist())
        before: Lists = {concept: {} for concept in new.union(concept for concept, *_ in found)}
        for concept, other, dot in self._all(_LISTS, pack(before)):
            before[concept][other] = dot
        named = {*before, *(other for _, other, _ in found), *(other for own in before.values() for other in own)}
        ids = self._pairs(_IDS, pack(named))
        after = entered(found, before, ids)
        changed = {concept: own for concept, own in after.items() if own != before[concept]}
        self._db.executemany(
            "DELETE FROM nearest WHERE concept = ? AND other = ?",
            [(concept, other) for concept, own in changed.items() for other in before[concept].keys() - own.keys()],
        )
        self._db.executemany(
            "INSERT INTO nearest VALUES (?, ?, ?)",
            [
                (concept, other, dot)
                for concept, own in changed.items()
                for other, dot in own.items()
                if other not in before[concept]
            ],
        )
        # A list that is still to be made stays so, whatever entered it by now.
        self._db.executemany(
            "UPDATE vector SET least = ? WHERE concept = ? AND (least IS NOT NULL OR ?)",
            [(least(after[concept]), concept, concept in new) for concept in new.union(changed)],
        )

    def _blocks(self) -> Iterator[Block]:
        """All vectors, in one pass."""
        cursor = self._db.execute(_ALL, (CLOSED,))
        while rows := cursor.fetchmany(_BLOCK):
            yield block(rows)
