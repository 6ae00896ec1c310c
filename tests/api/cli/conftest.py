"""The command line, run in this process."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.cli import main


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


@pytest.fixture
def papers_file(tmp_path: Path) -> Path:
    """Three papers as JSONL."""
    rows = [
        {
            "id": "p1",
            "title": "BERT for questions",
            "abstract": "We train BERT on SQuAD for question answering.",
            "year": 2019,
            "categories": ["cs.CL", "cs.IR"],
        },
        {"id": "p2", "title": "More questions", "abstract": "We evaluate GPT-3 on SQuAD for question answering."},
        {"id": "10.1000/x", "title": "Images", "abstract": "ResNet is trained on ImageNet for image classification."},
    ]
    file = tmp_path / "papers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file
