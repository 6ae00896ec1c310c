"""All or nothing, one snapshot, and a revision that counts changes."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.errors import StoreError
from graph.holdings import holdings, norm
from graph.records import Paper, Tagged
from graph.store import Naming, Reader, Store, Writer
from tests.graph.store.builders import add, drop, everything, fill, remove, tagged
from tests.graph.store.conftest import Fresh


class Stop(Exception):
    pass


def test_nothing_is_kept_of_work_that_raises(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    before = store.read(lambda reader: (everything(reader), reader.revision()))

    def work(writer: Writer) -> None:
        add(writer, tagged("1", "GPT"), tagged("2", "GLUE"))
        writer.drop_derived()
        raise Stop

    with pytest.raises(Stop):
        store.write(work)
    assert store.read(lambda reader: (everything(reader), reader.revision())) == before
    fill(store, tagged("2", "GLUE"))
    assert store.read(lambda reader: reader.size()) == 2


def test_a_read_that_raises_does_no_harm(store: Store) -> None:
    def work(reader: Reader) -> None:
        reader.size()
        raise Stop

    with pytest.raises(Stop):
        store.read(work)
    fill(store, tagged("1"))


def test_work_gives_back_what_it_returns(store: Store) -> None:
    assert store.write(lambda writer: writer.size()) == 0
    assert store.read(lambda reader: ("any", reader.size())) == ("any", 0)


def test_a_writer_sees_its_own_changes(store: Store) -> None:
    def work(writer: Writer) -> None:
        add(writer, tagged("1", "BERT"))
        assert writer.papers_of("bert") == ["1"]
        assert writer.search_papers("bert", limit=5) == ["1"]
        assert writer.search_concepts("bert", limit=5) == ["bert"]
        assert writer.counts().papers == writer.size() == 1
        remove(writer, "1")
        assert writer.search_papers("bert", limit=5) == []

    store.write(work)


def test_a_read_tells_of_one_state(store: Store) -> None:
    """Of that before the other's write, or of that after it where the work had to be done again."""
    fill(store, tagged("1", "BERT"))

    def work(reader: Reader) -> tuple[list[str], list[str], list[str], int]:
        before = reader.paper_ids()
        with ThreadPoolExecutor(1) as other:
            other.submit(fill, store, tagged("2", "BERT")).result()
        return before, reader.paper_ids(), reader.papers_of("bert"), reader.revision()

    assert store.read(work) in [(["1"], ["1"], ["1"], 1), (["1", "2"], ["1", "2"], ["1", "2"], 2)]
    assert store.read(lambda reader: reader.paper_ids()) == ["1", "2"]


def test_an_error_of_a_read_is_of_one_state_too(store: Store) -> None:
    fill(store, tagged("1"))

    def work(reader: Reader) -> Paper:
        (last,) = reader.paper_ids()[-1:]
        drop(store, "1")
        fill(store, tagged("2"))
        return reader.papers([last])[last]

    assert store.read(work).id in ("1", "2")


def test_a_read_comes_to_an_end_though_others_write_all_the_time(store: Store) -> None:
    with ThreadPoolExecutor(1) as other:
        numbers = iter(range(20))

        def work(reader: Reader) -> int:
            before = reader.size()
            with contextlib.suppress(TimeoutError):
                other.submit(fill, store, tagged(str(next(numbers)))).result(timeout=1)
            assert reader.size() == before
            return before

        assert store.read(work) < 20


def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    fill(store, tagged("1"))

    def work(writer: Writer) -> None:
        add(writer, tagged("2"))
        with ThreadPoolExecutor(1) as other:
            assert other.submit(store.read, lambda reader: reader.size()).result() == 1

    store.write(work)


def test_the_revision_counts_changes(store: Store) -> None:
    def revision() -> int:
        return store.read(lambda reader: reader.revision())

    assert revision() == 0
    fill(store, tagged("1", "BERT"), tagged("2", "BERT"))
    assert revision() == 1
    store.write(lambda writer: writer.papers(["1"]))
    store.write(lambda writer: writer.delete(["unknown"]))
    store.write(lambda writer: writer.forget_names(["unknown"]))
    assert revision() == 1
    drop(store, "1")
    assert revision() == 2
    store.write(lambda writer: writer.drop_derived())
    assert revision() == 3
    store.write(lambda writer: writer.drop_derived())
    assert revision() == 3


def test_the_same_again_changes_nothing(store: Store) -> None:
    one = tagged("1", "BERT", "GLUE", defines=[("Long Form", "LF")])
    fill(store, one)
    before = store.read(lambda reader: (everything(reader), reader.revision()))

    def work(writer: Writer) -> None:
        writer.replace([(one, ["1"])])
        assert writer.holdings(["1"])
        leads = {"bert": "bert", "glue": "glue"}
        writer.name({name: Naming(concept, "same") for name, concept in leads.items()})
        rows = holdings(one.tags, leads)
        writer.hold({"1": (rows, norm(rows))})

    store.write(work)
    assert store.read(lambda reader: (everything(reader), reader.revision())) == before


def test_a_change_of_anything_is_a_change(store: Store) -> None:
    base = tagged("1", "BERT")

    def put(one: Tagged, keys: list[str]) -> None:
        store.write(lambda writer: writer.replace([(one, keys)]))

    steps = [
        (base, ["1"]),
        (tagged("1", "BERT", title="T"), ["1"]),
        (tagged("1", "BERT", title="T", model="tagger 2"), ["1"]),
        (tagged("1", "BERT", title="T", model="tagger 2", year=2000), ["1"]),
        (tagged("1", "BERT", title="T", model="tagger 2", year=2000), ["1", "k"]),
    ]
    for number, (one, keys) in enumerate(steps, start=1):
        put(one, keys)
        assert store.read(lambda reader: reader.revision()) == number


def test_many_threads(store: Store) -> None:
    """As under a web server: readers on every thread of a pool, and two that write."""
    done = threading.Event()

    def read() -> int:
        reads = 0
        while not done.is_set():
            counts = store.read(lambda reader: reader.counts())
            assert counts.papers == counts.mentions == counts.records
            reads += 1
        return reads

    def write(prefix: str) -> None:
        for number in range(15):
            fill(store, tagged(f"{prefix}{number}", "BERT"))

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read) for _ in range(6)]
        writers = [pool.submit(write, prefix) for prefix in "ab"]
        try:
            for writer in writers:
                writer.result()
        finally:
            done.set()
        assert all(reader.result() for reader in readers)
    assert store.read(lambda reader: (reader.size(), reader.revision())) == (30, 30)


def test_check_asks_the_store(store: Store) -> None:
    store.check()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.read(lambda reader: reader.size())
    with pytest.raises(StoreError):
        store.check()


def test_a_stamp_goes_with_the_revision_and_is_no_other_stores(fresh: Fresh) -> None:
    stamps = []
    for _ in range(2):
        with fresh() as store:
            stamps.append(store.read(lambda reader: reader.stamp()))
            fill(store, tagged("1", "BERT"))
            stamps.append(store.read(lambda reader: reader.stamp()))
            assert stamps[-1] == store.read(lambda reader: reader.stamp())
    assert len(set(stamps)) == 4
