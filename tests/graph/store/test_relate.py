"""The snapshot for people: what it shows, that it follows the store, and that the store does not see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j import Driver, GraphDatabase

from graph.add import delete
from graph.curated import shipped
from graph.dump import dump
from graph.errors import UsageError
from graph.links import links
from graph.neo4j.address import parse
from graph.relate import Written, outdated, relate
from graph.store import Store
from tests.graph.store.builders import fill
from tests.graph.store.test_builds import LATER, NAMES, NET, SET
from tests.servers.neo4j import LOGIN

KINDS = "PROPOSES|USES|INTRODUCES|ADDRESSES|MENTIONS|RELATED_TO|USES_METHOD_OF|USES_DATA_OF|NEAR|BROADER"
EDGES = f"MATCH (a)-[r:{KINDS}]->(b) RETURN type(r), a.id, b.id, r.revision ORDER BY type(r), a.id, b.id"


@pytest.fixture
def driver(store: Store) -> Iterator[Driver | None]:
    """A way in beside the store; SQLite has none."""
    if store.url.startswith("sqlite"):
        yield None
        return
    with GraphDatabase.driver(parse(store.url).server, auth=(LOGIN.user, LOGIN.password)) as made:
        yield made


def near(store: Store) -> None:
    """Give the two concepts vectors that are near each other."""
    one = bytes([127] + [0] * 383)
    other = bytes([110, 63] + [0] * 382)
    store.write(lambda writer: writer.embed({"bar reading net": one, "quizset": other}, "encoder 1"))


def test_a_snapshot_shows_the_store_and_is_not_seen_by_it(store: Store, driver: Driver | None) -> None:
    fill(store, SET, NET, LATER, concept_of=NAMES)
    near(store)
    if driver is None:
        with pytest.raises(UsageError, match="not in Neo4j"):
            relate(store, 5)
        return
    before = list(dump(store)), store.read(lambda reader: reader.counts())
    wrote = relate(store, 5)
    assert (wrote.papers, wrote.concepts, wrote.uses, wrote.near) == (3, 2, 3, 1)
    assert (list(dump(store)), store.read(lambda reader: reader.counts())) == before
    revision = before[1].revision
    found = [tuple(row) for row in driver.execute_query(EDGES).records]
    assert {row[3] for row in found} == {revision}
    assert {row[:3] for row in found if row[0] not in ("RELATED_TO", "BROADER")} == {
        ("INTRODUCES", "set", "quizset"),
        ("PROPOSES", "net", "bar reading net"),
        ("USES", "net", "quizset"),
        ("USES", "later", "quizset"),
        ("USES", "later", "bar reading net"),
        ("USES_DATA_OF", "net", "set"),
        ("USES_DATA_OF", "later", "set"),
        ("USES_METHOD_OF", "later", "net"),
        ("NEAR", "bar reading net", "quizset"),
    }
    for paper in ("set", "net", "later"):
        rows = driver.execute_query(
            "MATCH (:Paper {id: $paper})-[r:RELATED_TO]->(b) "
            "RETURN b.id, r.score, r.method, r.dataset, r.task, r.wording, r.shared ORDER BY r.score DESC, b.id",
            paper=paper,
        ).records
        best = store.read(lambda reader, paper=paper: links(reader, paper, limit=5))  # type: ignore[misc]
        assert [row.values() for row in rows] == [
            [one.there, one.score, *(one.by_type.get(kind, 0.0) for kind in ("Method", "Dataset", "Task")),
             one.wording, [each.concept.name for each in one.shared]]
            for one in best
        ]  # fmt: skip
    labels = driver.execute_query("MATCH (c:Concept) WHERE c:Method OR c:Dataset RETURN c.id, labels(c) ORDER BY c.id")
    assert [(row[0], sorted(row[1])) for row in labels.records] == [
        ("bar reading net", ["Concept", "Method"]),
        ("quizset", ["Concept", "Dataset"]),
    ]
    like = driver.execute_query(
        "CALL db.awaitIndexes() MATCH (c:Concept {id: 'quizset'}) "
        "CALL db.index.vector.queryNodes('concept_meaning', 2, c.meaning) YIELD node RETURN node.id"
    )
    assert [row[0] for row in like.records] == ["quizset", "bar reading net"]
    assert relate(store, 5) == Written()


def test_a_changed_store_gets_a_new_snapshot_without_anything_stale(store: Store, driver: Driver | None) -> None:
    if driver is None:
        assert not outdated(store)
        return
    fill(store, SET, NET, LATER, concept_of=NAMES)
    relate(store, 5)
    assert not outdated(store)
    store.write(lambda writer: delete(writer, ["net"], shipped()))
    assert outdated(store)
    relate(store, 5)
    revision = store.read(lambda reader: reader.revision())
    rows = [tuple(row) for row in driver.execute_query(EDGES).records]
    assert rows and {row[3] for row in rows} == {revision}
    assert not any("net" in row[1:3] for row in rows)
    relate(store, 1)
    count = "MATCH (p:Paper) RETURN max(COUNT { (p)-[:RELATED_TO]->() })"
    assert driver.execute_query(count).records[0][0] == 1
    store.write(lambda writer: delete(writer, ["set", "later"], shipped()))
    assert driver.execute_query(f"MATCH ()-[r:{KINDS}]->() RETURN count(r)").records[0][0] == 0
