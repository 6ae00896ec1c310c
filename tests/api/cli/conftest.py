"""The command line, run in this process, and a store with the seeds in it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from tests.conftest import ROOT


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """Standard output, a line of JSON each."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["concite", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        got = capsys.readouterr()
        return Ran(int(ended.value.code or 0), got.out, got.err)

    return run


@pytest.fixture
def concite(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command against the store that is asked for, by default an empty one of this test."""
    return runner(capsys, monkeypatch)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a store with the seeds; tests leave it as it is."""
    from api import ingest
    from api.embedding import open_embedding
    from extract.pipeline import Taggers
    from graph.curated import shipped

    url = f"sqlite:///{tmp_path_factory.mktemp('seeded') / 'seeds.db'}"
    store = open_embedding(url)
    with Taggers() as taggers:
        totals = ingest.add(store, [ROOT / "seeds"], taggers, shipped())
    store.close()
    assert (totals.records, totals.new, totals.skipped) == (198, 197, [])
    return url


@pytest.fixture
def papers_file(tmp_path: Path) -> Path:
    """Three papers as JSONL."""
    rows = [
        {
            "id": "p1",
            "title": "BERT for questions",
            "abstract": "We train BERT on SQuAD for question answering.",
            "year": 2019,
        },
        {"id": "p2", "title": "More questions", "abstract": "We evaluate GPT-3 on SQuAD for question answering."},
        {"id": "10.1000/x", "title": "Images", "abstract": "ResNet is trained on ImageNet for image classification."},
    ]
    file = tmp_path / "papers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file
