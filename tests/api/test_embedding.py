"""Vectors follow every write."""

from __future__ import annotations

import json
from pathlib import Path

from api.embedding import EmbeddingStore
from extract.names import NameEncoder
from graph.connect import open_store
from graph.curated import Curated
from graph.decide import decide, undo
from graph.decisions import decision
from graph.dump import dump, load
from graph.store import Reader
from tests.graph.store.builders import drop, fill, tagged


def vectors(reader: Reader) -> dict[str, bytes]:
    return reader.vectors(reader.concept_ids())


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
