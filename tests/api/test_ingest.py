"""A batch is written while the next one is tagged, and what is told of is committed."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from api import ingest
from extract import readers
from extract.document import Text
from graph.connect import open_store
from graph.curated import Curated
from graph.dump import dump
from graph.errors import StoreError, UnreadableInput
from graph.records import Tags
from graph.store import Reader, Store, Writer

T = TypeVar("T")

PATIENCE = 60  # seconds


class Model:
    """Finds nothing in any text, and says which it read."""

    model = "none 1"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.at_third = threading.Event()

    def __call__(self, texts: Iterable[Text]) -> Iterator[Tags]:
        for text in texts:
            self.read.append(text.title)
            if len(self.read) == 3:
                self.at_third.set()
            yield Tags(self.model)


class Slow:
    """A store whose writes begin with something."""

    def __init__(self, store: Store, first: Callable[[], object]) -> None:
        self.url, self._store, self._first = store.url, store, first

    def read(self, work: Callable[[Reader], T]) -> T:
        return self._store.read(work)

    def write(self, work: Callable[[Writer], T]) -> T:
        self._first()
        return self._store.write(work)

    def check(self) -> None:
        self._store.check()

    def close(self) -> None:
        self._store.close()


@pytest.fixture(autouse=True)
def two_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "BATCH", 2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path / 'store.db'}")) as store:
        yield store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [{"id": f"p{n}", "title": f"Paper {n}"} for n in range(5)]
    (tmp_path / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path / "papers.jsonl"


def test_the_next_batch_is_tagged_while_one_is_written(store: Store, file: Path) -> None:
    model, told = Model(), []

    def report(totals: ingest.Totals) -> None:
        told.append((totals.records, totals.new, store.read(lambda reader: reader.size()) >= totals.new))

    slow = Slow(store, lambda: model.at_third.wait(PATIENCE) or pytest.fail("nothing was tagged meanwhile"))
    totals = ingest.add(slow, [file], model, Curated(), report=report)
    assert (totals.records, totals.new) == (5, 5)
    assert told == [(2, 2, True), (4, 4, True), (5, 5, True)]
    assert model.read == [f"Paper {n}" for n in range(5)]


def test_a_work_of_two_batches_is_one_paper(store: Store, tmp_path: Path) -> None:
    """The second batch is planned before the first is there."""
    rows = [{"doi": f"10.1000/{n % 2}", "title": "One work", "abstract": "Words." + " More." * n} for n in range(4)]
    (tmp_path / "twice.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ingest.add(store, [tmp_path / "twice.jsonl"], Model(), Curated())
    one_by_one = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    with closing(one_by_one), pytest.MonkeyPatch.context() as patched:
        patched.setattr(ingest, "BATCH", 100)
        ingest.add(one_by_one, [tmp_path / "twice.jsonl"], Model(), Curated())
        assert list(dump(store)) == list(dump(one_by_one))
    assert store.read(lambda reader: reader.size()) == 2


def test_what_was_read_before_an_error_is_kept_and_told(store: Store, file: Path) -> None:
    def broken(path: Path, **_: object) -> Iterator[object]:
        yield from rows
        raise UnreadableInput("broken off", hint="")

    rows = list(readers.read(file))
    told: list[int] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(readers, "read", broken)
        totals = ingest.add(store, [file], Model(), Curated(), report=lambda totals: told.append(totals.new))
    assert (told, totals.skipped) == ([2, 4, 5], 1)


def test_an_error_of_a_write_ends_it(store: Store, file: Path) -> None:
    told: list[int] = []

    def first() -> None:
        if told:
            raise StoreError("gone", hint="")

    with pytest.raises(StoreError, match="gone"):
        ingest.add(Slow(store, first), [file], Model(), Curated(), report=lambda totals: told.append(totals.new))
    assert told == [2]
    assert store.read(lambda reader: reader.size()) == 2
