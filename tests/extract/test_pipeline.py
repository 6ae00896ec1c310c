"""The shipped pipeline on real papers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extract import readers
from extract.document import Text
from extract.pipeline import Taggers, load, model_id, tag
from graph.records import Record, Tags
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def records(seeds: Path) -> list[Record]:
    rows = [row for path in readers.find([seeds]) for row in readers.read(path)]
    return [row for row in rows if isinstance(row, Record)]


def check_offsets(text: Text, tags: Tags) -> None:
    for mention in tags.mentions:
        at = mention.place
        field = text.title if at.field == "title" else text.abstract
        assert field[at.start : at.end] == mention.surface
        assert at.sentence_start <= at.start < at.end <= at.sentence_end <= len(field)
        assert mention.surface == mention.surface.strip()
        assert mention.name
    for definition in tags.definitions:
        for at in (definition.short_place, definition.long_place):
            assert at.start < at.end <= len(text.title if at.field == "title" else text.abstract)


def test_every_mention_of_every_seed_stands_where_it_is_said_to(records: list[Record]) -> None:
    assert len(records) == 198
    texts = [Text(record.title or "", record.abstract or "") for record in records]
    with Taggers() as taggers:
        found = list(taggers(texts))
    for text, tags in zip(texts, found, strict=True):
        check_offsets(text, tags)
    assert sum(bool(tags.mentions) for tags in found) == 198
    # Other processes and another order: the same.
    with Taggers(jobs=2) as taggers:
        assert list(taggers(texts[::-1])) == found[::-1]


def test_finds_what_a_reader_would(nlp: Language, records: list[Record]) -> None:
    record = next(r for r in records if r.position == "000-003")
    tags = tag(nlp, "m", Text(record.title or "", record.abstract or ""))
    found = {(mention.name, mention.type): mention for mention in tags.mentions}
    assert found["behave", "Dataset"].role == "used"
    assert found["stacked normalizing flow", "Method"].role == "own"
    assert {m.surface for m in tags.mentions if m.name == "stacked normalizing flow"} == {
        "Stacked Normalizing Flow", "StackFLOW",
    }  # fmt: skip
    (definition,) = [d for d in tags.definitions if d.short == "stackflow"]
    assert definition.long == "stacked normalizing flow"


def test_markup_is_seen_through(nlp: Language) -> None:
    text = Text(
        "", r"We analyze the Neural Collapse ($\mathcal{NC}$) of ResNet on CIFAR-10. $\mathcal{NC}$ is everywhere."
    )
    tags = tag(nlp, "m", text)
    check_offsets(text, tags)
    assert r"$\mathcal{NC}$" in {mention.surface for mention in tags.mentions}


@pytest.mark.parametrize(
    "text",
    [
        Text("", ""),
        Text("", "   \n "),
        Text("", "..."),
        Text("", "\x00\x01\x02 BERT \u200b\u202e on ImageNet \x7f"),
        Text("😀 BERT for 😀", "We use 🤗 BERT — ‎שלום BERT مرحبا on ImageNet."),
        Text("", "e\u0301 BERT\u0301 on Image\u00adNet"),
        Text("", "We train BERT on ImageNet. " * 700),
        Text("BERT", ""),
    ],
    ids=["empty", "blank", "dots", "control", "emoji and right to left", "combining", "long", "title only"],
)
def test_odd_texts(nlp: Language, text: Text) -> None:
    check_offsets(text, tag(nlp, "m", text))


def test_a_long_text_is_read_to_its_end(nlp: Language) -> None:
    filler = "The quick brown fox jumps over the lazy dog again and again. " * 120
    text = Text("", filler + "We evaluate BERT on ImageNet.")
    assert {"BERT", "ImageNet"} <= {mention.surface for mention in tag(nlp, "m", text).mentions}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_keeps_its_offsets(nlp: Language, title: str, abstract: str) -> None:
    text = Text(f"{title} BERT", f"We use BERT {abstract} on ImageNet")
    check_offsets(text, tag(nlp, "m", text))


def test_model_id_names_weights_and_rules() -> None:
    assert model_id().startswith("e5-small-v2-l8-")
    assert model_id().rpartition("+")[2].isdigit()


def test_processes_end_with_the_one_that_made_them(tmp_path: Path) -> None:
    """Also where it is killed, and cannot tell them."""
    code = """
import multiprocessing
from extract.document import Text
from extract.pipeline import Taggers

if __name__ == "__main__":
    with Taggers(jobs=2) as taggers:
        tags = taggers(Text("", f"We train BERT on GLUE {n}.") for n in range(10**9))
        next(tags)
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        for one in tags:
            pass
"""
    script = tmp_path / "tag.py"
    script.write_text(code)
    ours = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=ours) as parent:
        assert parent.stdout
        children = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(children) == 2
    until = time.monotonic() + 60
    while any(map(_runs, children)):
        assert time.monotonic() < until, children
        time.sleep(0.1)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One that nobody waited for is still listed.
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
