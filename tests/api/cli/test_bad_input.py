"""What is wrong is said clearly, with the right exit code, and nothing is lost."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run

GOOD = json.dumps({"id": "ok", "title": "Fine", "abstract": "We train BERT on ImageNet."})


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


def write(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("latin.jsonl", '{"id": "x", "title": "Finé"}'.encode("latin-1"), "UTF-8"),
        ("broken.jsonl.gz", gzip.compress(GOOD.encode() * 100)[:40], "broken.jsonl.gz"),
        ("lines.jsonl", b"{}\n[1]\n{\n", "line"),
        ("papers.zip", b"PK\x03\x04" + bytes(99), "Unpack it first"),
        ("papers.tar.gz", gzip.compress(bytes(257) + b"ustar" + bytes(250)), "Unpack it first"),
        ("neither.jsonl", json.dumps({"id": "x"}).encode(), "title"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(
    concite: Run, url: str, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    ran = concite("add", write(tmp_path, name, content), "--store", url)
    if ran.code == 0:  # a record was skipped and said so
        assert "Skipped" in ran.err
    else:
        assert ran.code == 3
        assert len(ran.err.splitlines()) >= 2
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert concite("stats", "--json", "--store", url).rows[0]["papers"] == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "text.txt is empty"),
        (bytes(range(256)), "text.txt looks like a binary file"),
        (b"%PDF-1.7", "text.txt is a PDF, not text"),
        ("Finé".encode("latin-1"), "text.txt:1: the line is not UTF-8 text (byte 0xe9)"),
        (None, "text.txt does not exist"),
    ],
)  # fmt: skip
def test_a_text_to_link_that_cannot_be_read(
    concite: Run, url: str, tmp_path: Path, content: bytes | None, says: str
) -> None:
    text = tmp_path / "text.txt" if content is None else write(tmp_path, "text.txt", content)
    ran = concite("links", "--text", text, "--store", url)
    assert (ran.code, ran.out) == (3, "")
    assert says in ran.err.splitlines()[0]
    assert len(ran.err.splitlines()) == 2


def test_a_broken_line_in_the_middle_costs_only_itself(concite: Run, url: str, tmp_path: Path) -> None:
    other = GOOD.replace('"ok"', '"ok2"').replace("ImageNet", "COCO")
    file = write(tmp_path, "some.jsonl", f"{GOOD}\n{{broken\n{other}\n".encode())
    ran = concite("add", file, "--json", "--skipped", tmp_path / "skipped.jsonl", "--store", url)
    assert ran.code == 0
    assert ran.rows[0]["new"] == 2
    (skipped,) = map(json.loads, (tmp_path / "skipped.jsonl").read_text().splitlines())
    assert "some.jsonl:2" in skipped["where"]
    assert skipped["field"] is None
    assert skipped["reason"]
    assert skipped["hint"]


def test_what_extract_skips_is_written_too(concite: Run, tmp_path: Path) -> None:
    write(tmp_path, "some.jsonl", f"{GOOD}\n{{broken\n{{}}\n".encode())
    write(tmp_path, "some.zip", b"PK\x03\x04")
    kept = tmp_path / "skipped.jsonl"
    ran = concite("extract", tmp_path / "some.jsonl", tmp_path / "some.zip", "--json", "--skipped", kept)
    assert (ran.code, ran.err, [row["id"] for row in ran.rows]) == (0, "", ["ok"])
    rows = [json.loads(line) for line in kept.read_text().splitlines()]
    assert [row["where"] for row in rows] == ["some.jsonl:2", "some.jsonl:3", "some.zip"]
    assert all(row["reason"] and row["hint"] for row in rows)
    said = concite("extract", tmp_path / "some.jsonl", "--json").err.splitlines()
    assert [line.partition(" the ")[0] for line in said] == ["Skipped: some.jsonl:2:", "Skipped: some.jsonl:3:"]


def test_a_line_of_ten_megabytes_is_skipped(concite: Run, url: str, tmp_path: Path) -> None:
    file = write(tmp_path, "long.jsonl", GOOD.encode() + b"\n" + b'{"abstract":"' + b"x" * 10_000_000 + b'"}\n')
    ran = concite("add", file, "--json", "--store", url)
    assert (ran.code, ran.rows[0]["new"], ran.rows[0]["skipped"]) == (0, 1, 1)
    assert "long.jsonl:2" in ran.err


def test_a_missing_abstract_goes_by_the_title(concite: Run, url: str, tmp_path: Path) -> None:
    file = write(tmp_path, "title.jsonl", json.dumps({"id": "t", "title": "BERT for question answering"}).encode())
    assert concite("add", file, "--store", url).code == 0
    assert concite("paper", "t", "--json", "--store", url).rows[0]["abstract"] is None


def test_a_folder_without_readable_files(concite: Run, url: str, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    assert concite("add", folder, "--store", url).code == 3
    write(folder, "image.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    ran = concite("add", folder, "--store", url)
    assert ran.code == 3
    assert "image.png" in ran.err


def test_a_missing_path(concite: Run, url: str, tmp_path: Path) -> None:
    ran = concite("add", tmp_path / "no such file.txt", "--store", url)
    assert ran.code == 3
    assert "no such file.txt" in ran.err


def test_an_unknown_form(concite: Run, url: str, papers_file: Path) -> None:
    ran = concite("add", papers_file, "--from", "word", "--store", url)
    assert ran.code == 2
    assert "jsonl" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("links", "nowhere"), 5), (("paper", "nowhere"), 5), (("explain", "a", "b"), 5), (("concept", "nothing"), 5),
        (("delete", "nowhere"), 5), (("frobnicate",), 2), (("links",), 2), (("links", "a", "--type", "Thing"), 2),
        (("links", "a", "--limit", "0"), 2), (("papers", "--store", "mysql://x"), 2), (("load", "nowhere.jsonl"), 3),
        (("papers", "--fail-empty"), 5),
    ],
)  # fmt: skip
def test_exit_codes(concite: Run, url: str, arguments: tuple[str, ...], code: int) -> None:
    ran = concite(*arguments, *(() if "--store" in arguments else ("--store", url)))
    assert ran.code == code
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_store_from_a_newer_version(concite: Run, url: str) -> None:
    concite("stats", "--store", url)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    ran = concite("stats", "--store", url)
    assert ran.code == 4
    assert "newer" in ran.err
    assert "Upgrade" in ran.err


def test_a_file_that_is_no_store(concite: Run, tmp_path: Path) -> None:
    file = write(tmp_path, "letter.db", b"Dear Sir or Madam, " * 100)
    ran = concite("stats", "--store", f"sqlite:///{file}")
    assert ran.code == 4
    assert file.read_bytes().startswith(b"Dear")


def test_a_store_that_may_only_be_read(concite: Run, url: str, papers_file: Path) -> None:
    concite("add", papers_file, "--store", url)
    assert concite("papers", "--store", url + "?mode=ro").code == 0
    ran = concite("delete", "p1", "--store", url + "?mode=ro")
    assert ran.code == 4
    assert "may not be written" in ran.err


def test_output_that_cannot_be_written(concite: Run, url: str, tmp_path: Path) -> None:
    ran = concite("dump", tmp_path / "no" / "such" / "folder.jsonl", "--store", url)
    assert ran.code == 2
    assert "cannot write" in ran.err


def test_debug_shows_the_traceback(concite: Run, url: str) -> None:
    assert "Traceback" in concite("paper", "nowhere", "--debug", "--store", url).err
