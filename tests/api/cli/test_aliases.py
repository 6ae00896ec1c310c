"""A user's own aliases, beside those that come with Concite."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, curated
from graph.curated import shipped
from graph.fold import fold
from tests.api.cli.conftest import Run

HEADER = "# mine\nname\thead\tsource\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of aliases that the setting names; one line of it."""
    file = tmp_path / "mine.tsv"
    file.write_text(f"{HEADER}SQuAD\tStanford Questions\tour own\n", encoding="utf-8")
    monkeypatch.setenv("CONCITE_ALIASES", str(file))
    return file


def where(concite: Run, url: str, name: str) -> str:
    row: str = concite("concept", name, "--json", "--store", url).rows[0]["id"]
    return row


def test_papers_follow_them(concite: Run, url: str, papers_file: Path, mine: Path) -> None:
    concite("add", papers_file, "--store", url)
    (row,) = concite("concept", "SQuAD", "--json", "--store", url).rows
    assert row["id"] == fold("Stanford Questions")
    assert ("squad", "curated") in {(alias["name"], alias["rule"]) for alias in row["aliases"]}
    assert "stanford question answering dataset" in {alias["name"] for alias in row["aliases"]}, "a shipped one"


def test_a_changed_file_counts_for_all_papers_once_they_are_rebuilt(
    concite: Run, url: str, papers_file: Path, mine: Path
) -> None:
    concite("add", papers_file, "--store", url)
    mine.write_text(f"{HEADER}ImageNet\tILSVRC 2012\t\n", encoding="utf-8")
    assert where(concite, url, "ImageNet") == "imagenet"
    assert where(concite, url, "SQuAD") == "stanford question"
    assert concite("rebuild", "--store", url).code == 0
    assert where(concite, url, "ImageNet") == "ilsvrc 2012"
    assert where(concite, url, "SQuAD") == "squad"


@pytest.mark.usefixtures("mine")
def test_every_command_that_writes_goes_by_them(concite: Run, url: str, papers_file: Path, tmp_path: Path) -> None:
    """A command that settled without them would take the name out of its concept."""
    concite("add", papers_file, "--store", url)
    made = concite("retype", "SQuAD", "Task", "--json", "--store", url).rows[0]
    assert where(concite, url, "SQuAD") == "stanford question"
    concite("undo", made["id"], "--store", url)
    assert where(concite, url, "SQuAD") == "stanford question"
    concite("delete", "p1", "--store", url)
    assert where(concite, url, "SQuAD") == "stanford question"
    (tmp_path / "more.jsonl").write_text('{"kind": "generic", "subject": ["SQuAD"]}\n', encoding="utf-8")
    concite("decide", tmp_path / "more.jsonl", "--store", url)
    assert where(concite, url, "SQuAD") == "stanford question"
    concite("dump", tmp_path / "dump.jsonl", "--store", url)
    other = url.replace("store.db", "other.db")
    concite("load", tmp_path / "dump.jsonl", "--store", other)
    assert where(concite, other, "SQuAD") == "stanford question"
    papers_file.write_text(papers_file.read_text(encoding="utf-8").splitlines()[1] + "\n", encoding="utf-8")
    concite("add", papers_file, "--sync", "--store", url)
    assert where(concite, url, "SQuAD") == "stanford question"


def test_ones_own_head_counts(mine: Path) -> None:
    theirs = next(iter(shipped()))
    mine.write_text(f"{HEADER}{theirs.name}\tElsewhere\t\nmy net\t{theirs.head}\t\n", encoding="utf-8")
    both = curated(Settings())
    assert {alias.head for alias in both if alias.name == theirs.name} == {"elsewhere"}
    assert "my net" in both
    assert len(both) == len(shipped()) + 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"{HEADER}a\tb\t\na\tc\t\n".encode(), "mine.tsv:4"),
        (f"{HEADER}a\tb\t\nb\tc\t\n".encode(), "mine.tsv:3"),
        (b"a\tb\tc\n", "mine.tsv:1"),
        (f"{HEADER}caf\xe9\tb\tc\n".encode("latin-1"), "mine.tsv:3"),
        (None, "is no file"),
    ],
)
def test_a_file_that_is_not_right_is_said_so_before_anything_is_written(
    concite: Run, url: str, papers_file: Path, mine: Path, content: bytes | None, says: str
) -> None:
    if content is None:
        mine.unlink()
    else:
        mine.write_bytes(content)
    for command in (("add", papers_file), ("rebuild",), ("block", "x"), ("delete", "x"), ("serve",)):
        ran = concite(*command, "--store", url)
        assert ran.code == 3, command
        assert "CONCITE_ALIASES" in ran.err
        assert says in ran.err
        assert len(ran.err.splitlines()) == 2 + (command == ("serve",))
    assert concite("stats", "--json", "--store", url).rows[0]["papers"] == 0
    (row,) = [row for row in concite("doctor", "--json", "--store", url).rows if row["check"] == "aliases"]
    assert row["ok"] is False
    assert says in row["says"]


def test_doctor_counts_them(concite: Run, url: str, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = concite("doctor", "--store", url)
    assert said.code == 0
    shown = f"aliases: {len(shipped())} in graph/aliases.tsv (shipped), "
    assert f"{shown}1 in {mine} (yours), 0 of them in the place of shipped ones" in said.out
    assert "concite rebuild" in said.out
    mine.write_text(f"{HEADER}SQuAD\tStanford Questions\tour own\nMS COCO\tCommon Objects\t\n", encoding="utf-8")
    assert f"2 in {mine} (yours), 1 of them in the place of shipped ones" in concite("doctor", "--store", url).out
    monkeypatch.delenv("CONCITE_ALIASES")
    assert f"{shown}none of your own (CONCITE_ALIASES)" in concite("doctor", "--store", url).out
