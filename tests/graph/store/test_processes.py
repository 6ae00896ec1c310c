"""Several processes on one store."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from graph.store import Store
from tests.graph.store.builders import everything, fill, tagged


@contextmanager
def process(*args: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "tests.graph.store.worker", *args]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def finish(child: subprocess.Popen[str]) -> None:
    _, errors = child.communicate(timeout=90)
    assert child.returncode == 0, errors


def test_some_read_while_one_writes(store: Store) -> None:
    with (
        process(store.url, "watch", "20") as first,
        process(store.url, "watch", "20") as second,
        process(store.url, "write", "w", "20") as writer,
    ):
        for child in (writer, first, second):
            finish(child)
    assert store.read(lambda reader: reader.size()) == 20


def test_two_write_at_once(store: Store) -> None:
    with process(store.url, "write", "a", "15") as one, process(store.url, "write", "b", "15") as other:
        for number in range(15):
            fill(store, tagged(f"c{number}", "BERT", "GLUE"))
        finish(one)
        finish(other)
    counts = store.read(lambda reader: reader.counts())
    assert (counts.papers, counts.revision, counts.mentions, counts.concepts) == (45, 45, 90, 2)
    assert store.read(lambda reader: reader.concepts(["bert"])["bert"].papers) == 45


def test_a_killed_writer_leaves_nothing_half_done(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    before = store.read(everything)
    with process(store.url, "hang") as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        child.kill()
        child.wait()
    assert store.read(everything) == before
    fill(store, tagged("half", "BERT"))
    assert store.read(lambda reader: reader.paper_ids()) == ["1", "half"]
