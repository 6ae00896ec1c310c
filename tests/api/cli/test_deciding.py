"""Decisions out of one store and into another."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.connect import open_store
from graph.decisions import decision
from tests.api.cli.conftest import Run

EVERY = [
    ("merge", "ConvNets", "CNN", "--why", "LeCun: “the same”"), ("split", "BERT", "SQuAD"),
    ("split", "SQuAD", "--type", "Dataset"),
    ("rename", "SQuAD", "SQuAD 🚀"), ("retype", "BERT", "Method"), ("generic", "question answering"),
    ("generic", "GPT-3", "--no"), ("block", "training"), ("reject", "p1", "p2"),
    ("reject", "p1", "abstract:9:13", "--why", "[/] is no markup"),
]  # fmt: skip


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def other(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'other.db'}"


@pytest.fixture
def decided(concite: Run, url: str, papers_file: Path) -> str:
    """A store of three papers and every kind of decision."""
    concite("add", papers_file, "--store", url)
    for command in EVERY:
        assert concite(*command, "--store", url).code == 0
    return url


def lines(file: Path, *rows: dict[str, Any] | str) -> Path:
    file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def export(concite: Run, url: str, file: Path) -> str:
    out = concite("decisions", "--json", "--store", url).out
    file.write_text(out, encoding="utf-8")
    return out


def test_out_of_one_store_and_into_another(concite: Run, decided: str, other: str, tmp_path: Path) -> None:
    said = export(concite, decided, tmp_path / "decisions.jsonl")
    assert len(said.splitlines()) == len(EVERY)
    for step, papers in (("before papers", 0), ("beside papers", 3)):
        into = other.replace("other", step)
        if papers:
            concite("add", tmp_path / "papers.jsonl", "--store", into)
        ran = concite("decide", tmp_path / "decisions.jsonl", "--json", "--store", into)
        assert (ran.code, ran.rows) == (0, [{"taken": len(EVERY), "known": 0, "skipped": 0}])
        assert concite("decisions", "--json", "--store", into).out == said
        concite("add", tmp_path / "papers.jsonl", "--store", into)
        for command in (("concepts", "--json"), ("links", "p2", "--json"), ("dump",)):
            assert concite(*command, "--store", into).out == concite(*command, "--store", decided).out


def test_a_name_is_split_by_type(concite: Run, decided: str) -> None:
    (row,) = concite("concept", "SQuAD ⟨dataset⟩", "--json", "--store", decided).rows
    assert (row["id"], row["type"]) == ("squad ⟨dataset⟩", "Dataset")
    assert concite("split", "SQuAD", "BERT", "--type", "Dataset", "--store", decided).code == 2
    assert concite("split", "SQuAD", "--store", decided).code == 2


def test_again_changes_nothing(concite: Run, decided: str, tmp_path: Path) -> None:
    said = export(concite, decided, tmp_path / "decisions.jsonl")
    before = concite("stats", "--json", "--store", decided).out
    ran = concite("decide", tmp_path / "decisions.jsonl", "--json", "--store", decided)
    assert (ran.code, ran.rows) == (0, [{"taken": 0, "known": len(EVERY), "skipped": 0}])
    assert concite("decisions", "--json", "--store", decided).out == said
    assert concite("stats", "--json", "--store", decided).out == before


def test_from_standard_input(
    concite: Run, decided: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = export(concite, decided, tmp_path / "decisions.jsonl")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
    assert f"{len(EVERY)} decisions taken, 0 there already, 0 skipped" in concite("decide", "-", "--store", other).err
    assert concite("decisions", "--json", "--store", other).out == said


def test_an_empty_list_is_no_error(concite: Run, url: str, other: str, tmp_path: Path) -> None:
    export(concite, url, tmp_path / "none.jsonl")
    ran = concite("decide", tmp_path / "none.jsonl", "--json", "--store", other)
    assert (ran.code, ran.rows) == (0, [{"taken": 0, "known": 0, "skipped": 0}])


def test_contradictions_are_listed_by_line_and_the_rest_goes_through(concite: Run, url: str, tmp_path: Path) -> None:
    older = concite("merge", "a", "b", "--json", "--store", url).rows[0]
    file = lines(
        tmp_path / "some.jsonl",
        {"kind": "type", "subject": ["c"], "value": "Task"},
        {"kind": "different", "subject": ["a", "b"]},
        "",
        {"kind": "type", "subject": ["c"], "value": "Method"},
        {"kind": "block", "subject": ["d"]},
    )
    ran = concite("decide", file, "--json", "--store", url)
    assert (ran.code, ran.rows) == (0, [{"taken": 2, "known": 0, "skipped": 2}])
    first, second = (line for line in ran.err.splitlines() if line.startswith("Skipped"))
    assert "some.jsonl:2" in first
    assert older["id"] in first
    assert "some.jsonl:4" in second
    assert "contradicts" in second
    rows = concite("decisions", "--json", "--store", url).rows
    assert {(row["kind"], *row["subject"]) for row in rows} == {("same", "a", "b"), ("type", "c"), ("block", "d")}
    again = concite("decide", file, "--json", "--store", url)
    assert (again.code, again.rows) == (0, [{"taken": 0, "known": 2, "skipped": 2}])


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ('{"concite":"dump","version":1}', "kind"),
        ("\ufffd", "JSON"),
        ({"kind": "merge", "subject": ["a", "b"]}, "kind"),
        ({"kind": "same"}, "subject"),
        ({"kind": "same", "subject": ["a", "A"]}, "one name"),
        ({"kind": "same", "subject": ["a"]}, "two names"),
        ({"kind": "type", "subject": ["a"], "value": "Metric"}, "no type"),
        ({"kind": "block", "subject": ["a"], "whhy": "a slip"}, "whhy"),
        ({"kind": "block", "subject": ["a"], "why": "\x1b[2J"}, "control character"),
        ({"kind": "block", "subject": ["a"], "who": "\x00"}, "control character"),
        ('{"kind": "block", "subject": ["\\ud800"]}', "JSON"),
        ({"kind": "reject-mention", "subject": ["p", "title", "5", "3"]}, "no place"),
    ],
)
def test_a_line_that_is_no_decision(
    concite: Run, url: str, tmp_path: Path, row: dict[str, Any] | str, says: str
) -> None:
    """It costs only itself; where nothing else was in the file, that is an error."""
    ran = concite("decide", lines(tmp_path / "bad.jsonl", row), "--json", "--store", url)
    assert (ran.code, ran.rows) == (3, [{"taken": 0, "known": 0, "skipped": 1}])
    assert "bad.jsonl:1" in ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err
    both = lines(tmp_path / "both.jsonl", row, {"kind": "block", "subject": ["fine"]})
    ran = concite("decide", both, "--json", "--skipped", tmp_path / "no.jsonl", "--store", url)
    assert (ran.code, ran.rows) == (0, [{"taken": 1, "known": 0, "skipped": 1}])
    (skipped,) = map(json.loads, (tmp_path / "no.jsonl").read_text(encoding="utf-8").splitlines())
    assert (skipped["where"], bool(skipped["hint"])) == ("both.jsonl:1", True)
    assert says in skipped["reason"]


def test_many_lines_in_batches(concite: Run, url: str, tmp_path: Path) -> None:
    rows = [{"kind": "generic", "subject": [f"name {n}"]} for n in range(450)]
    file = lines(tmp_path / "many.jsonl", *rows, "{", *rows[:3])
    ran = concite("decide", file, "--json", "--store", url)
    assert ran.rows == [{"taken": 450, "known": 3, "skipped": 1}]
    assert "many.jsonl:451" in ran.err


def test_who_and_when_are_kept_and_filled_in_where_they_are_left_out(concite: Run, url: str, tmp_path: Path) -> None:
    file = lines(
        tmp_path / "some.jsonl",
        {"kind": "block", "subject": ["Apples"], "who": "Ada", "when": "1843", "why": "too early"},
        {"kind": "block", "subject": ["b"], "who": "", "when": ""},
        {"kind": "block", "subject": ["c"]},
    )
    concite("decide", file, "--store", url)
    rows = {row["subject"][0]: row for row in concite("decisions", "--json", "--store", url).rows}
    assert [rows["apple"][key] for key in ("who", "when", "why")] == ["Ada", "1843", "too early"]
    assert [rows["b"][key] for key in ("who", "when", "why")] == ["", "", ""]
    mine = concite("block", "d", "--json", "--store", url).rows[0]
    assert rows["c"]["who"] == mine["who"]
    assert rows["c"]["when"][:10] <= mine["when"][:10]


def test_papers_go_by_any_identifier_and_unknown_ones_wait(concite: Run, url: str, papers_file: Path) -> None:
    concite("add", papers_file, "--store", url)
    file = lines(
        papers_file.with_name("some.jsonl"),
        {"kind": "reject-link", "subject": ["https://doi.org/10.1000/X", "p1"]},
        {"kind": "reject-link", "subject": ["papers-000", "elsewhere"]},  # a position of another store's source
    )
    assert concite("decide", file, "--json", "--store", url).rows[0]["taken"] == 2
    subjects = [row["subject"] for row in concite("decisions", "--json", "--store", url).rows]
    assert sorted(subjects) == [["10.1000/x", "p1"], ["elsewhere", "papers-000"]]


def test_what_a_person_said_is_shown_as_it_is(concite: Run, url: str) -> None:
    """Square brackets are no markup, whoever signs."""
    store = open_store(url)
    store.write(lambda writer: writer.decide(decision("block", ["x"], who="[/red]", when="[b]", why="[/]")))
    store.close()
    ran = concite("decisions", "--store", url)
    assert ran.code == 0
    assert "[/red]" in ran.out


def test_deciding_the_same_again_shows_the_older_one(concite: Run, url: str) -> None:
    first = concite("block", "x", "--why", "first", "--json", "--store", url).rows
    assert concite("block", "X", "--why", "second", "--json", "--store", url).rows == first


def test_a_missing_file(concite: Run, url: str, tmp_path: Path) -> None:
    ran = concite("decide", tmp_path / "none.jsonl", "--store", url)
    assert ran.code == 3
    assert "none.jsonl" in ran.err
