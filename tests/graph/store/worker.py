"""What another process does to a store: ``python -m tests.graph.store.worker URL COMMAND …``."""

from __future__ import annotations

import sys
import time

from graph.connect import open_store
from graph.copy import copy
from graph.curated import Curated
from graph.store import Store, Writer
from tests.graph.store.builders import add, fill, tagged
from tests.servers.neo4j import LOGIN


def write(store: Store, prefix: str, count: str) -> None:
    """Add papers, one a transaction."""
    for number in range(int(count)):
        fill(store, tagged(f"{prefix}{number}", "BERT", "GLUE"))


def watch(store: Store, count: str) -> None:
    """Read until there are ``count`` papers; each snapshot must be whole."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        counts, concepts = store.read(lambda reader: (reader.counts(), reader.concepts(["bert"])))
        papers = counts.papers
        assert (counts.revision, counts.mentions, counts.papers_without_concepts) == (papers, 2 * papers, 0)
        assert papers == (concepts["bert"].papers if concepts else 0)
        if papers == int(count):
            return
    raise TimeoutError


def hang(store: Store) -> None:
    """Stop in the middle of a transaction."""

    def work(writer: Writer) -> None:
        add(writer, tagged("half", "BERT"))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        time.sleep(60)

    store.write(work)


def copied(store: Store, source: str) -> None:
    """Copy a store into this one, and stop after the first batch."""

    def stop(done: int) -> None:
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()
        time.sleep(60)

    copy(open_store(source, LOGIN), store, Curated(), report=stop)


def main(url: str, command: str, *args: str) -> None:
    store = open_store(url, LOGIN)
    try:
        match command:
            case "write":
                write(store, *args)
            case "watch":
                watch(store, *args)
            case "copy":
                copied(store, *args)
            case "hang":
                hang(store)
    finally:
        store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
