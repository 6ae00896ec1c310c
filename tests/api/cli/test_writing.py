"""Commands that change a store."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.api.cli.conftest import Ran, Run
from tests.conftest import ROOT


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


def test_adding_again_changes_nothing(concite: Run, url: str, papers_file: Path) -> None:
    assert concite("add", papers_file, "--json", "--store", url).rows == [
        {"records": 3, "new": 3, "changed": 0, "unchanged": 0, "removed": 0, "skipped": 0, "reasons": []}
    ]
    before = concite("stats", "--json", "--store", url).out, concite("dump", "--store", url).out
    again = concite("add", papers_file, "--json", "--store", url).rows[0]
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 3)
    assert (concite("stats", "--json", "--store", url).out, concite("dump", "--store", url).out) == before


def test_killed_in_the_middle_and_run_again_ends_the_same(concite: Run, seeded: str, url: str) -> None:
    """SIGKILL after the first batch is there: what was written stays, and the same command finishes the rest."""
    add = [sys.executable, "-m", "api.cli", "add", str(ROOT / "seeds"), "--store", url]
    running = subprocess.Popen(add, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    database = Path(url.removeprefix("sqlite:///"))
    deadline = time.monotonic() + 120
    papers = 0
    while not papers and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.1)
        if database.exists():
            ran = concite("stats", "--json", "--store", url)
            papers = ran.rows[0]["papers"] if ran.code == 0 else 0
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert 0 < papers < 197
    subprocess.run(add, check=True, stderr=subprocess.DEVNULL)
    assert concite("dump", "--store", url).out == concite("dump", "--store", seeded).out
    ours, theirs = (concite("stats", "--json", "--store", store).rows[0] for store in (url, seeded))
    assert ours | {"revision": 0} == theirs | {"revision": 0}


def test_dump_and_load_give_the_same_bytes(concite: Run, seeded: str, url: str, tmp_path: Path) -> None:
    file = tmp_path / "dump.jsonl"
    assert concite("dump", file, "--store", seeded).code == 0
    assert concite("load", file, "--json", "--store", url).rows == [{"loaded": 197}]
    assert concite("dump", "--store", url).out.encode() == file.read_bytes()
    assert (
        concite("links", "000-003", "--json", "--store", url).out
        == concite("links", "000-003", "--json", "--store", seeded).out
    )


def test_what_is_piped_takes_the_place_of_its_own_work_alone(
    concite: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pipe(abstract: str, *options: str) -> Ran:
        row = json.dumps({"id": "a", "abstract": abstract})
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(row.encode())))
        return concite("add", "-", "--json", *options, "--store", url)

    first = "We train BERT on SQuAD for question answering."
    assert pipe(first).rows[0]["new"] == 1
    assert pipe(first).rows[0]["unchanged"] == 1
    assert pipe(f"{first} It works.").rows[0]["changed"] == 1
    assert pipe(first).rows[0]["changed"] == 1, "a shorter text too: it is the same work"
    other = pipe("A detector of objects in images, DETR, is compared with YOLO.")
    assert (other.rows[0]["new"], other.rows[0]["changed"], other.rows[0]["skipped"]) == (0, 0, 1)
    assert "--id-prefix" in other.err
    assert (
        pipe("A detector of objects in images, DETR, is compared with YOLO.", "--id-prefix", "b:").rows[0]["new"] == 1
    )
    refused = pipe(first, "--sync")
    assert (refused.code, "--sync needs files" in refused.err) == (2, True)
    assert [row["id"] for row in concite("papers", "--json", "--store", url).rows] == ["a", "b:a"]


def test_rebuild_makes_the_same_again(concite: Run, url: str, papers_file: Path) -> None:
    concite("add", papers_file, "--store", url)
    before = concite("concepts", "--json", "--store", url).out, concite("links", "p1", "--json", "--store", url).out
    assert concite("rebuild", "--json", "--store", url).rows == [{"papers": 3}]
    assert (
        concite("concepts", "--json", "--store", url).out,
        concite("links", "p1", "--json", "--store", url).out,
    ) == before


def test_retag_leaves_papers_of_this_model_alone(concite: Run, url: str, papers_file: Path) -> None:
    concite("add", papers_file, "--store", url)
    assert concite("retag", "--json", "--store", url).rows == [{"retagged": 0}]
    old = concite("dump", "--store", url).out.replace(
        concite("stats", "--json", "--store", url).rows[0]["models"].popitem()[0], "older"
    )
    file = papers_file.with_name("old.jsonl")
    file.write_text(old, encoding="utf-8")
    concite("load", file, "--store", url)
    assert "run `concite retag`" in concite("doctor", "--store", url).out
    assert concite("retag", "--json", "--store", url).rows == [{"retagged": 3}]
    assert "older" not in concite("dump", "--store", url).out


def test_delete_leaves_nothing_behind(concite: Run, url: str, papers_file: Path) -> None:
    concite("add", papers_file, "--store", url)
    assert concite("delete", "p1", "p2", "10.1000/X", "--json", "--store", url).rows == [{"removed": 3}]
    stats = concite("stats", "--json", "--store", url).rows[0]
    assert {k: v for k, v in stats.items() if k != "revision" and v} == {
        "types": {"Method": 0, "Dataset": 0, "Task": 0}
    } or not any(v for k, v in stats.items() if k not in ("revision", "types", "models"))
    assert concite("delete", "p1", "--store", url).code == 5


def test_sync_removes_what_a_file_no_longer_holds(concite: Run, url: str, papers_file: Path) -> None:
    concite("add", papers_file, "--store", url)
    lines = papers_file.read_text(encoding="utf-8").splitlines(keepends=True)
    papers_file.write_text("".join(lines[1:]), encoding="utf-8")
    assert concite("add", papers_file, "--json", "--store", url).rows[0]["removed"] == 0
    assert concite("stats", "--json", "--store", url).rows[0]["papers"] == 3
    assert concite("add", papers_file, "--sync", "--json", "--store", url).rows[0]["removed"] == 1
    assert {row["id"] for row in concite("papers", "--json", "--store", url).rows} == {"p2", "10.1000/x"}


def test_sync_removes_nothing_of_a_file_that_cannot_be_read(concite: Run, url: str, papers_file: Path) -> None:
    """Nor does another of the same name: which of the two was there before, it cannot know."""
    other = papers_file.parent / "other" / papers_file.name
    other.parent.mkdir()
    other.write_text('{"id": "p9", "title": "Only here", "abstract": "We train BERT."}\n', encoding="utf-8")
    concite("add", papers_file, other, "--store", url)
    other.unlink()
    os.mkfifo(other)
    assert concite("add", papers_file, other, "--sync", "--json", "--store", url).rows[0]["removed"] == 0
    assert concite("paper", "p9", "--store", url).code == 0


def test_a_changed_line_replaces_its_paper(concite: Run, url: str, papers_file: Path) -> None:
    concite("add", papers_file, "--store", url)
    text = papers_file.read_text(encoding="utf-8")
    papers_file.write_text(text.replace("We train BERT on SQuAD", "We train RoBERTa on SQuAD"), encoding="utf-8")
    assert concite("add", papers_file, "--json", "--store", url).rows[0]["changed"] >= 1
    assert "RoBERTa" in concite("paper", "p1", "--json", "--store", url).rows[0]["abstract"]
    assert concite("stats", "--json", "--store", url).rows[0]["papers"] == 3


def test_an_id_prefix_keeps_two_libraries_apart(concite: Run, url: str, papers_file: Path, tmp_path: Path) -> None:
    concite("add", papers_file, "--store", url)
    other = tmp_path / "other.jsonl"
    other.write_text(
        json.dumps({"id": "p1", "title": "Quantum chemistry of proteins", "abstract": "We fold proteins."}) + "\n"
    )
    ran = concite("add", other, "--json", "--store", url)
    assert (ran.rows[0]["skipped"], ran.code) == (1, 0)
    assert "--id-prefix" in ran.err
    assert concite("add", other, "--id-prefix", "lab:", "--json", "--store", url).rows[0]["new"] == 1
    assert concite("paper", "lab:p1", "--store", url).code == 0


def test_jobs_do_not_change_the_result(concite: Run, url: str, tmp_path: Path, papers_file: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    concite("add", papers_file, "--store", url)
    concite("add", papers_file, "--jobs", 2, "--store", other)
    assert concite("dump", "--store", url).out == concite("dump", "--store", other).out


def test_doctor_looks_at_model_and_store(concite: Run, url: str) -> None:
    ran = concite("doctor", "--json", "--store", url)
    assert [row["check"] for row in ran.rows] == ["model", "aliases", "store", "tags"]
    assert all(row["ok"] for row in ran.rows)


def test_the_store_of_a_user_is_in_the_data_folder(concite: Run, papers_file: Path) -> None:
    assert concite("add", papers_file).code == 0
    assert (Path(os.environ["XDG_DATA_HOME"]) / "concite" / "concite.db").exists()


def test_the_store_comes_from_the_environment_too(
    concite: Run, url: str, papers_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCITE_STORE", url)
    assert concite("add", papers_file).code == 0
    assert concite("--store", url, "stats", "--json").rows[0]["papers"] == 3


def test_a_library_goes_in_from_any_program_and_each_paper_once(concite: Run, url: str, tmp_path: Path) -> None:
    folder = ROOT / "tests" / "data" / "forms"
    added = concite("add", folder, "--json", "--skipped", tmp_path / "skipped.jsonl", "--store", url).rows[0]
    skipped = [json.loads(line) for line in (tmp_path / "skipped.jsonl").read_text().splitlines()]
    assert added["skipped"] == len(skipped) == 10
    assert all(row["reason"] and row["hint"] and row["where"] for row in skipped)
    paper = concite("paper", "arXiv:2103.01234v3", "--json", "--store", url).rows[0]
    assert concite("paper", "https://doi.org/10.5555/jil.2021.001", "--json", "--store", url).rows[0] == paper
    assert paper["authors"] == ["Ada Lindqvist", "José Núñez", "Kurt Gödelmann"]
    assert paper["url"].startswith("http")
    assert len(paper["records"]) == 18
    again = concite("add", folder, "--json", "--store", url).rows[0]
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, added["records"])


def test_columns_of_a_table_are_named(concite: Run, url: str, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Titel,Jahr\nBERT for questions,2019\n")
    assert concite("add", file, "--store", url).code == 3
    assert concite("add", file, "--columns", "titel", "--store", url).code == 2
    ran = concite("add", file, "--columns", "title=Titel,year=Jahr", "--json", "--store", url)
    assert (ran.code, ran.rows[0]["new"]) == (0, 1)
    ran = concite("extract", file, "--columns", "title=Titel", "--json")
    assert ran.rows[0]["title"] == "BERT for questions"


def test_what_another_file_says_of_a_paper_is_shown(concite: Run, url: str, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{x, title={One}, abstract={We train BERT.}, author={Ada L}, doi={10.1000/x}}")
    (tmp_path / "b.csv").write_text("title,authors,doi\nOne,Ada Lovelace; Bob K,10.1000/x\n")
    concite("add", tmp_path / "a.bib", tmp_path / "b.csv", "--store", url)
    shown = concite("paper", "10.1000/x", "--store", url).out
    assert "  b.csv (b-000) says otherwise: authors Ada Lovelace, Bob K\n" in shown
