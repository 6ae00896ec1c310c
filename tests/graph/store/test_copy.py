"""A store copied into another, of the same kind or not, also by a process that is killed in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.connect import open_store
from graph.copy import copy
from graph.curated import Curated
from graph.decide import decide
from graph.decisions import decision
from graph.dump import dump
from graph.errors import NotFound, UsageError
from graph.store import Store
from tests.graph.store.builders import Say, everything
from tests.graph.store.test_add import keyed, put
from tests.graph.store.test_processes import process

PAPERS = [keyed(f"{n:03}", Say("SGD"), Say(f"thing {n}", "Task"), title=f"Paper {n}") for n in range(250)]
# A name that the first and the last paper propose for different things: what it is called changes on the way.
PAPERS[0] = keyed("000", Say("STaR", role="own"), title="Über \u2028 <b>", defines=[("Variational Autoencoder", "VAE")])
PAPERS[249] = keyed("249", Say("STAR", role="own"), year=2021)


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path / 'source.db'}")) as store:
        put(store, *PAPERS)
        for one in (
            decision("shown", ["sgd"], value="Descent", who="Ada", when="2026-01-01", why="so"),
            decision("reject-link", ["000", "001"], who="Ada", when="2026-01-02"),
        ):
            store.write(lambda writer, one=one: decide(writer, one, Curated()))  # type: ignore[misc]
        yield store


def test_a_copy_that_was_killed_goes_on_and_ends_the_same(source: Store, store: Store, tmp_path: Path) -> None:
    with process(store.url, "copy", source.url) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "198\n"  # two of the first batch are decisions
        child.kill()
        child.wait()
    written: list[int] = []
    assert copy(source, store, Curated(), report=written.append) == 52
    assert written[-1] == 52
    assert "".join(dump(store)) == "".join(dump(source))
    assert store.read(everything) == source.read(everything)
    revision = store.read(lambda reader: reader.revision())
    assert copy(source, store, Curated()) == 0
    assert store.read(lambda reader: reader.revision()) == revision
    with closing(open_store(f"sqlite:///{tmp_path / 'back.db'}")) as back:
        copy(store, back, Curated())
        assert back.read(everything) == source.read(everything)


def test_what_holds_other_things_is_left_as_it_is(source: Store, store: Store) -> None:
    put(store, PAPERS[0], keyed("001", "Cake"))
    before = "".join(dump(store))
    with pytest.raises(UsageError, match="such as paper '001'") as refused:
        copy(source, store, Curated())
    assert "empty store" in refused.value.hint
    assert "".join(dump(store)) == before


def test_another_decision_is_another_thing(source: Store, store: Store) -> None:
    other = decision("block", ["sgd"])
    store.write(lambda writer: decide(writer, other, Curated()))
    with pytest.raises(UsageError, match=f"such as decision {other.id}"):
        copy(source, store, Curated())


def test_there_must_be_something_to_copy(source: Store, store: Store) -> None:
    with pytest.raises(NotFound, match="holds nothing"):
        copy(store, source, Curated())
