from __future__ import annotations

import json

import pytest

from graph.curated import Curated
from graph.dump import dump, load
from graph.errors import RecordError, UnreadableInput
from graph.store import Store
from tests.graph.store.builders import Say, tagged
from tests.graph.store.conftest import Fresh
from tests.graph.store.test_add import everything_derived, put

PAPERS = [
    tagged(
        "a",
        Say("VAE", name="variational autoencoder"),
        title="Über \u2028 <b>",
        defines=[("Variational Autoencoder", "VAE")],
    ),
    tagged("b", "VAE", Say("😀-Net", role="own"), year=2021),
    tagged("c"),
]


def test_a_dump_is_read_back_to_the_same_bytes(fresh: Fresh) -> None:
    with fresh() as store:
        put(store, *PAPERS)
        lines, derived = list(dump(store)), everything_derived(store)
    with fresh() as other:
        assert load(other, lines, Curated()) == 3
        assert list(dump(other)) == lines
        assert everything_derived(other) == derived
        revision = other.read(lambda reader: reader.revision())
        load(other, lines, Curated())
        assert list(dump(other)) == lines
        assert other.read(lambda reader: reader.revision()) == revision


def test_a_line_is_a_line(store: Store) -> None:
    put(store, *PAPERS)
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in dump(store))
    head, *papers = map(json.loads, dump(store))
    assert head == {"concite": "dump", "version": 1}
    assert [paper["id"] for paper in papers] == sorted(paper["id"] for paper in papers)


@pytest.mark.parametrize("lines", [[], ['{"id": "a"}\n'], ['{"concite": "dump", "version": 99}\n'], ["[1]\n"]])
def test_what_is_no_dump(store: Store, lines: list[str]) -> None:
    with pytest.raises(UnreadableInput):
        load(store, lines, Curated())


def test_a_broken_line_is_named(store: Store) -> None:
    put(store, PAPERS[0])
    head, line = dump(store)
    row = json.loads(line)
    row["mentions"][0]["start"] += 1
    for broken in ("{", "{}", json.dumps(row)):
        with pytest.raises(RecordError, match="line 2"):
            load(store, [head, broken + "\n"], Curated())
