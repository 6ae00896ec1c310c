"""Near concepts, kept step by step as concepts come and go, against all pairs at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.curated import Curated
from graph.decide import decide, undo
from graph.decisions import decision
from graph.near import CELLS, LEAST, MOST, TAIL, UNIT, celled, components, cosine
from graph.store import Reader, Store
from tests.graph.store.builders import Say, drop, everything, fill, tagged
from tests.graph.store.conftest import Fresh

WORDS = [f"word{number:02}" for number in range(30)]


def vector(name: str) -> bytes:
    """Made of the name: all in one half of the space, and a few the same, so that lists are full and there are ties.

    Seven in ten pairs share a cell.
    """
    chance = random.Random(WORDS.index(name) % 27 if name in WORDS else name)
    row = np.array([1.0, *(chance.gauss(0, 0.4) for _ in range(5))])
    cells = np.array(chance.sample(range(60), CELLS))
    return celled(np.rint(row * UNIT / np.linalg.norm(row)).astype(np.int8), cells)


def dots(names: Sequence[str]) -> dict[tuple[str, str], int]:
    """The dot products of all pairs that share a cell."""
    rows = {name: components([vector(name)])[0].astype(int) for name in names}
    cells = {name: {*np.frombuffer(vector(name)[-TAIL:], "<u2").tolist()} for name in names}
    return {
        (one, other): int(rows[one] @ rows[other])
        for one in names
        for other in names
        if one != other and cells[one] & cells[other]
    }


def embed(store: Store, encoder: str = "one") -> list[str]:
    """Give vectors to all that have none; gives these."""
    lacking = store.read(lambda reader: reader.unembedded(encoder, limit=1000))
    store.write(lambda writer: writer.embed({name: vector(name) for name in lacking}, encoder))
    return lacking


def expected(names: list[str]) -> dict[str, dict[str, float]]:
    lists: dict[str, list[tuple[int, str]]] = {name: [] for name in names}
    for (name, other), dot in dots(names).items():
        if dot >= LEAST:
            lists[name].append((-dot, other))
    lists = {name: sorted(own)[:MOST] for name, own in lists.items()}
    members = {name: {other for _, other in own} for name, own in lists.items()}
    found = {name: {other: cosine(-dot) for dot, other in own if name in members[other]} for name, own in lists.items()}
    return {name: own for name, own in found.items() if own}


def near(store: Store) -> dict[str, dict[str, float]]:
    return store.read(lambda reader: reader.near(WORDS))


def ordered(found: dict[str, dict[str, float]]) -> dict[str, list[tuple[str, float]]]:
    return {name: list(own.items()) for name, own in found.items()}


@pytest.fixture(scope="module", autouse=True)
def small_passes() -> Iterator[None]:
    """Few concepts are many here."""
    with pytest.MonkeyPatch.context() as patch:
        for store in ("sqlite", "neo4j"):
            patch.setattr(f"graph.{store}.near._ASKED", 5)
            patch.setattr(f"graph.{store}.near._BLOCK", 7)
        yield


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.sets(st.sampled_from(WORDS), max_size=12), st.booleans()), max_size=12))
def test_the_same_in_any_order_as_all_at_once(fresh: Fresh, steps: list[tuple[int, set[str], bool]]) -> None:
    """Papers come, change and go, at times several before the next vectors."""
    with fresh() as store:
        papers: dict[int, set[str]] = {}
        known: set[str] = set()
        for paper, words, at_once in steps:
            papers[paper] = words
            if words:
                fill(store, tagged(str(paper), *sorted(words)))
            else:
                drop(store, str(paper))
            held = set().union(*papers.values())
            known &= held
            if at_once:
                assert set(embed(store)) == held - known
                known = held
            assert ordered(near(store)) == ordered(expected(sorted(known)))


def test_nothing_is_embedded_twice_and_nothing_left_behind(store: Store) -> None:
    fill(store, tagged("1", "word01", "word02"), tagged("2", "word02"))
    assert embed(store) == ["word01", "word02"]
    revision = store.read(lambda reader: reader.revision())
    assert embed(store) == []
    assert store.read(lambda reader: reader.revision()) == revision
    fill(store, tagged("1", "word01", "word03"))  # word01 was out of all papers for a moment
    assert embed(store) == ["word03"]
    drop(store, "1")
    assert store.read(lambda reader: reader.vectors(WORDS)) == {"word02": vector("word02")}
    assert near(store) == {}
    drop(store, "2")
    assert store.read(lambda reader: reader.vectors(WORDS)) == {}


def test_a_concept_that_no_paper_holds_has_no_vector(store: Store) -> None:
    """A name that is generic or blocked is known, and is no concept of any paper."""
    fill(store, tagged("1", "word01"))
    store.write(lambda writer: writer.hold({"1": ((), 0.0)}))
    assert embed(store) == []
    store.write(lambda writer: writer.embed({"word01": vector("word01"), "nowhere": vector("nowhere")}, "one"))
    assert store.read(lambda reader: reader.vectors(["word01", "nowhere"])) == {}


def test_another_encoder_begins_anew(store: Store) -> None:
    fill(store, tagged("1", *WORDS[:4]))
    embed(store, "one")
    assert store.read(lambda reader: reader.unembedded("two", limit=3)) == WORDS[:3]
    store.write(lambda writer: writer.embed({WORDS[3]: vector(WORDS[3])}, "two"))
    assert store.read(lambda reader: list(reader.vectors(WORDS))) == [WORDS[3]]
    assert embed(store, "two") == WORDS[:3]
    assert near(store) == expected(WORDS[:4])


def test_decisions_and_rebuilding_lead_to_the_same(store: Store) -> None:
    def all_there(reader: Reader) -> tuple[object, ...]:
        return everything(reader), reader.vectors(WORDS), reader.near(WORDS)

    fill(store, *(tagged(word, Say(word)) for word in WORDS[:12]))
    embed(store)
    before = store.read(all_there)
    merge = decision("same", ("word01", "word02"), who="", when="", why="")
    store.write(lambda writer: decide(writer, merge, Curated()))
    assert embed(store) == []
    assert near(store) == expected([word for word in WORDS[:12] if word != "word02"])
    store.write(lambda writer: undo(writer, [merge.id], Curated()))
    assert embed(store) == ["word02"]
    assert store.read(all_there) == before
    store.write(lambda writer: writer.drop_derived())
    assert store.read(lambda reader: reader.vectors(WORDS)) == {}
