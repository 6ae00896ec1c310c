"""Vectors follow every write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.embedding import EmbeddingStore
from api.ingest import rebuild
from extract.names import NameEncoder
from graph.connect import open_store
from graph.curated import Alias, Curated
from graph.decide import decide, undo
from graph.decisions import decision
from graph.dump import dump, load
from graph.store import Reader, Store
from tests.graph.store.builders import drop, fill, tagged
from tests.servers.neo4j import LOGIN, VERSIONS, Servers


class Counted(NameEncoder):
    """The shipped encoder, which tells what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def __call__(self, name: str) -> bytes:
        self.asked.append(name)
        return super().__call__(name)


@pytest.fixture(params=["sqlite", *VERSIONS])
def bare(request: pytest.FixtureRequest, servers: Servers, tmp_path: Path) -> Iterator[Store]:
    """An empty store that gives no vectors by itself."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'x.db'}"
    else:
        server = servers.get(request.param)
        server.clean()
        url = server.url
    with closing(open_store(url, LOGIN)) as store:
        yield store


def vectors(reader: Reader) -> dict[str, bytes]:
    return reader.vectors(reader.concept_ids())


def nearest(reader: Reader) -> dict[str, dict[str, int]]:
    return reader.nearest(reader.concept_ids())


def test_papers_decisions_and_dumps_leave_no_concept_without_a_vector(tmp_path: Path) -> None:
    encode = NameEncoder()
    bare = open_store(f"sqlite:///{tmp_path / 'one.db'}")
    store = EmbeddingStore(bare, encode)
    fill(bare, tagged("0", "ResNet"))  # by a run that was killed before the vectors
    assert store.read(vectors) == {}
    fill(store, tagged("1", "image classification", "CNN"), tagged("2", "image recognition", "ConvNet"))
    names = ["cnn", "convnet", "image classification", "image recognition", "resnet"]
    before = store.read(vectors)
    assert before == {name: encode(name) for name in names}
    assert "image recognition" in store.read(lambda reader: reader.near(names))["image classification"]
    merge = decision("same", ("cnn", "convnet"), who="", when="", why="")
    store.write(lambda writer: decide(writer, merge, Curated()))
    assert len(store.read(vectors)) == 4
    store.write(lambda writer: undo(writer, [merge.id], Curated()))
    assert store.read(vectors) == before
    lines = list(dump(store))
    assert not any("vector" in json.loads(line) for line in lines)
    other = EmbeddingStore(open_store(f"sqlite:///{tmp_path / 'two.db'}"), encode)
    load(other, lines, Curated())
    assert other.read(vectors) == before
    drop(store, "1", "2")
    assert store.read(vectors) == {"resnet": encode("resnet")}
    store.close()
    other.close()


def test_many_writes_in_a_row_end_as_they_would_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.embedding._BATCH", 3)
    monkeypatch.setattr("api.embedding._WRITES", 2)
    encode = NameEncoder()
    names = ["image classification", "image recognition", "CNN", "ConvNet", "image classifier", "scene recognition"]
    papers = [tagged(str(n), *names[n : n + 2]) for n in range(len(names))]
    one, many = (EmbeddingStore(open_store(f"sqlite:///{tmp_path / name}"), encode) for name in ("one.db", "many.db"))
    fill(one, *papers)
    with pytest.raises(KeyboardInterrupt), many.bulk() as store:
        fill(store, *papers[:1])
        assert store.read(vectors) == {}
        fill(store, *papers[1:4])
        assert len(store.read(vectors)) == 5
        drop(store, "2")
        fill(store, *papers[2:])
        raise KeyboardInterrupt
    assert many.read(vectors) == one.read(vectors)
    lists = one.read(nearest)
    assert len(lists) > 3
    assert many.read(nearest) == lists
    one.close()
    many.close()


def test_rebuilding_encodes_only_what_the_same_encoder_did_not(bare: Store) -> None:
    encode = Counted()
    store = EmbeddingStore(bare, encode)
    fill(store, tagged("1", "image classification", "CNN"), tagged("2", "image recognition", "ConvNet"))
    before, lists = store.read(vectors), store.read(nearest)
    assert sorted(encode.asked) == sorted(before)

    def rebuilt(curated: Curated) -> list[str]:
        encode.asked.clear()
        with store.keeping() as kept:
            assert rebuild(kept, curated) == 2
        return encode.asked

    assert rebuilt(Curated()) == []
    assert (store.read(vectors), store.read(nearest)) == (before, lists)
    assert rebuilt(Curated([Alias("convnet", "network", "here")])) == ["network"]  # a concept by another name
    assert rebuilt(Curated()) == ["convnet"]
    assert (store.read(vectors), store.read(nearest)) == (before, lists)
    encode.id = "another"
    assert sorted(rebuilt(Curated())) == sorted(before)
    assert store.read(lambda reader: reader.encoder()) == "another"
