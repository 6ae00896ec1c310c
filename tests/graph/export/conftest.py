"""A small store with what is hard to write: marks of every form in texts, an id of a paper that is one of a concept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph import add
from graph.connect import open_store
from graph.curated import Curated
from graph.export import Part, select
from graph.records import Tagged
from graph.store import Store
from tests.graph.store.builders import Say, tagged

TITLE = 'Costs <5% & "more", über\x0b größer; a \\ b'


def _filled(one: Tagged, **fields: object) -> Tagged:
    record = replace(one.paper.records[0], **fields)  # type: ignore[arg-type]
    return replace(one, paper=replace(one.paper, records=(record,), **fields))  # type: ignore[arg-type]


def put(store: Store, *papers: Tagged) -> None:
    """Put papers in, with all their keys."""
    store.write(lambda writer: add.put(writer, (), papers, (), Curated()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    put(
        one,
        _filled(
            tagged(
                "a", Say("BrokNet", role="own", lead="We propose "), Say("SQuAD", "Dataset"), title=TITLE, year=2018
            ),
            authors=("Ada Lovelace", "The Pebble Consortium, Inc."), venue="Proceedings of X", doi="10.1000/a",
            url="https://example.org/a?b=1&c=2", categories=("cs.CL", "Tides; and moons"),
        ),
        tagged("b", Say("BrokNet"), Say("SQuAD", "Dataset"), Say("tagging", "Task"), title="Second", year=2020),
        tagged("broknet", Say("GPT"), Say("SQuAD", "Dataset", role="mentioned"), title=None),
        tagged("lone", title="Nothing in it"),
    )  # fmt: skip
    yield one
    one.close()


@pytest.fixture
def whole(store: Store) -> Part:
    return select(store)
