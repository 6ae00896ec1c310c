"""The snapshot for people: what it shows, that it follows the store, and that the store does not see it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest
from neo4j import Driver, GraphDatabase

from graph.add import delete
from graph.curated import shipped
from graph.dump import dump
from graph.errors import StoreError, UsageError
from graph.links import links
from graph.near import CELLS, celled
from graph.neo4j.address import parse
from graph.relate import Written, relate, state
from graph.store import Store
from tests.graph.store.builders import drop, fill, tagged
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


def edges(driver: Driver) -> list[list[object]]:
    """All edges of the snapshot, with what they say."""
    query = f"MATCH (a)-[r:{KINDS}]->(b) RETURN type(r), a.id, b.id, properties(r) ORDER BY type(r), a.id, b.id"
    return [row.values() for row in driver.execute_query(query).records]


def near(store: Store) -> None:
    """Give the two concepts vectors that are near each other."""
    one, other = (celled(np.array(row + [0] * 382, dtype=np.int8), np.arange(CELLS)) for row in ([127, 0], [110, 63]))
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
        assert state(store) is None
        return
    fill(store, SET, NET, LATER, concept_of=NAMES)
    assert state(store) == "none"
    relate(store, 5)
    assert state(store) == "current"
    store.write(lambda writer: delete(writer, ["net"], shipped()))
    assert state(store) == "older"
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


def test_a_narrower_concept_leads_to_the_broader_one(store: Store, driver: Driver | None) -> None:
    if driver is None:
        return
    for n in range(3):
        fill(store, tagged(str(n), "federated learning", "personalized federated learning"))
    assert relate(store, 5).broader == 1
    (edge,) = (edge[:3] for edge in edges(driver) if edge[0] == "BROADER")
    assert edge == ["BROADER", "personalized federated learning", "federated learning"]


# A paper a batch, so that it has begun and is not at its end.
KILLED = """
import os, signal, sys
import graph.relate
from graph.connect import open_store
from tests.servers.neo4j import LOGIN

graph.relate._PAPERS = 1
store = open_store(sys.argv[1], LOGIN)
graph.relate.relate(store, 1, report=lambda papers: papers > 1 and os.kill(os.getpid(), signal.SIGKILL))
"""


def test_killed_in_the_middle_and_run_again_it_is_the_same(store: Store, driver: Driver | None) -> None:
    if driver is None:
        return
    fill(store, SET, NET, LATER, concept_of=NAMES)
    near(store)
    relate(store, 5)
    undisturbed = edges(driver)
    killed = subprocess.run([sys.executable, "-c", KILLED, store.url], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert state(store) == "partial"
    assert edges(driver) != undisturbed
    relate(store, 5)
    assert state(store) == "current"
    assert edges(driver) == undisturbed


def test_it_ends_where_somebody_writes_meanwhile(store: Store, driver: Driver | None) -> None:
    if driver is None:
        return
    fill(store, SET, NET, LATER, concept_of=NAMES)
    with pytest.raises(StoreError, match="wrote to the store"):
        relate(store, 5, report=lambda papers: drop(store, "later"))
    assert state(store) == "partial"
    assert relate(store, 5).papers == 2
