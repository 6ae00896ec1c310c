"""The forms together: the seeds, guessing, and files that cannot be read."""

from __future__ import annotations

import gc
import hashlib
from pathlib import Path

import pytest

from extract.readers import FORMS, find, read, source_of
from graph.errors import RecordError, UnreadableInput, UsageError
from graph.records import Record


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def records(path: Path, form: str | None = None) -> list[Record]:
    """All items of a file that has no bad record."""
    items = list(read(path, form=form))
    assert not [item for item in items if isinstance(item, RecordError)]
    return [item for item in items if isinstance(item, Record)]


def test_the_seeds_give_198_records(seeds: Path) -> None:
    files = find([seeds])
    found = {path.name[:3]: records(path) for path in files}
    assert {name: len(of_file) for name, of_file in found.items()} == {
        "000": 10, "001": 75, "002": 10, "003": 99, "004": 4,
    }  # fmt: skip
    for name, of_file in found.items():
        assert [item.position for item in of_file] == [f"{name}-{index:03d}" for index in range(len(of_file))]
        assert all((item.title is None) == (name in ("000", "002")) for item in of_file)


def test_every_text_of_the_seeds_is_verbatim(seeds: Path) -> None:
    for path in find([seeds]):
        raw = path.read_bytes()
        lines = raw.decode().split("\n")
        for item in records(path):
            assert item.source.name == path.name
            assert item.source.sha256 == hashlib.sha256(raw).hexdigest()
            assert item.abstract
            assert item.abstract in lines or f"Abstract:{item.abstract}" in lines
            assert item.title is None or item.title in lines


def test_known_places_in_the_seeds(seeds: Path) -> None:
    by_position = {item.position: item for path in find([seeds]) for item in records(path)}
    hoi = by_position["000-008"].abstract
    assert hoi
    assert "HOI-M3" in hoi
    title = "DiffPose: SpatioTemporal Diffusion Model for Video-Based Human Pose Estimation"
    assert by_position["001-003"].title == title


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", "Abstract:One.\nAbstract:Two.\n", "abstracts"),
        ("b.txt", "new\n\nGet trending papers in your email inbox!\n\nTitle\n\nOne sentence.\n", "listing"),
        ("c.txt", "A title\n\nAn abstract.\n", "text"),
        ("d", "An abstract of a nameless file.", "text"),
        ("1706.03762", "An abstract in a file named by its id.", "text"),
        ("e.txt", '{"title": "A"}\n{"title": "B"}\n', "jsonl"),
        ("f.ndjson", "broken\n", "jsonl"),
        ("f.json", '{"title": "A"}', "jsonl"),
        ("f.txt", '{\n  "title": "A",\n  "abstract": "B"\n}\n{\n  "title": "C"\n}\n', "json"),
        ("f.jsonl", '[[{"title": "A"}], [{"title": "B", "abstract": "C"}]]', "json"),
        ("f", '{"items": [{"type": "article", "title": "A"}]}', "csl"),
        ("g.txt", "% mine\n@article{a,\n  title = {A},\n}\n", "bibtex"),
        ("h.csv", "Titel;Kurzfassung\n", "csv"),
        ("i", "Title\tAuthors\tYear\nA\tB\t2024\n", "csv"),
    ],
)
def test_the_form_is_guessed(tmp_path: Path, name: str, content: str, form: str) -> None:
    path = write(tmp_path, name, content)
    assert next(known.name for known in FORMS.values() if known.sniff(name, content)) == form
    if name != "h.csv":  # its columns have to be named
        assert [str(item) for item in read(path)] == [str(item) for item in read(path, form=form)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("README.md", "# Read me\n"),
        ("papers.json", '{\n  "name": "A",\n  "text": "B"\n}\n'),
        ("papers.txt", '[\n  {"name": "A"}\n]\n'),
        ("page.txt", "<!doctype html>\n"),
        ("wrapped.txt", "Abstract:One that was\nwrapped over\nlines.\nAbstract:Two that was\nwrapped, too.\n"),
    ],
)
def test_an_unknown_form_is_reported_and_can_be_named(tmp_path: Path, name: str, content: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(UnreadableInput, match=f"{name} has a form that is not known") as caught:
        read(path)
    assert ", ".join(sorted(FORMS)) in caught.value.hint
    assert list(read(path, form="text"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.bib", "@article{a,\n title={One}\n}\n@article{b, title={Two}} @article{c, title={Three}}\n"),
        ("a.ris", "TY  - JOUR\nTI  - One\nER  -\nTY  - JOUR\nTI  - Two\nTY  - JOUR\nTI  - Three\n"),
        ("b.ris", "TY - JOUR\nTI - One\nER - \nTY - JOUR\nTI - Two\nER - \nTY - JOUR\nT1 - Three\n"),
        ("a.csv", 'title,abstract\n"One",\n"Two","cell\nof two lines"\nThree,\n'),
        ("a.tsv", 'title\tyear\nOne\t2001\nTwo\t2002\n"Three"\t2003\n'),
        ("a.ciw", "FN x\nVR 1\nPT J\nTI One\nER\n\nPT J\nTI Two\nER\nPT J\nTI Three\nER\nEF\n"),
        ("a.nbib", "PMID- 1\nTI  - One\n\nPMID- 2\nTI  - Two\nPMID- 3\nTI  - Three\n"),
        ("a.jsonl", '{"title": "One"}\n\n{"title": "Two"}\n{"title": "Three"}'),
        ("a.json", '[{"title": "One"},\n{"title": "Two"}, {"title": "Three", "abstract": "Yes."}]'),
        ("a.txt", "new\nsubscribe\nGet trending papers in your email inbox!\n\nOne\n\nTwo\n\nThree\n\nIt ends.\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_no_record_is_lost(tmp_path: Path, name: str, content: str, encoding: str, ending: str) -> None:
    path = write(tmp_path, name, content.replace("\n", ending).encode(encoding))
    assert [item.title for item in records(path)] == ["One", "Two", "Three"]


def test_a_form_that_does_not_exist_is_a_mistake_in_use(seeds: Path) -> None:
    with pytest.raises(UsageError, match="no form 'bibtex2'"):
        read(find([seeds])[0], form="bibtex2")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"papers\.txt is empty"):
        read(write(tmp_path, "papers.txt", content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"ab\x00cd\n", "looks like a binary file"),
        ("UTF-16 without mark".encode("utf-16le"), "looks like a binary file"),
        ("UTF-32".encode("utf-32"), "looks like a binary file"),
        (b"%PDF-1.7\n1 0 obj\n", "is a PDF, not text"),
        (b"\x1f\x8b\x08\x08abcdef", "is gzip-compressed, not text"),
        (b"PK\x03\x04\x14\x00", "is a zip archive, not text"),
        (b"\x28\xb5\x2f\xfd\x04", "is zstd-compressed, not text"),
        (b"../../etc/passwd".ljust(257, b"\0") + b"ustar\x0000", "is a tar archive, not text"),
    ],
)
def test_a_binary_file(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as caught:
        read(write(tmp_path, "paper.txt", content))
    assert caught.value.hint


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"no\.txt does not exist"):
        read(tmp_path / "no.txt")
    with pytest.raises(UnreadableInput, match="is not a regular file"):
        read(tmp_path)


def test_a_header_alone_holds_no_record(tmp_path: Path) -> None:
    path = write(tmp_path, "page.txt", "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n")
    items = read(path)
    with pytest.raises(UnreadableInput, match="holds no record of the form 'listing'"):
        next(items)


def test_errors_that_are_kept_do_not_keep_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, "papers.jsonl", "{broken\n" + '{"id": 1.5, "title": "A"}\n')
    for item in read(path):
        assert isinstance(item, RecordError)
        assert item.__traceback__ is None
        assert item.__context__ is None


def test_a_file_left_in_the_middle_is_closed(seeds: Path) -> None:
    """An open file would end in a ResourceWarning, which is an error here."""
    items = read(find([seeds])[1])
    next(items)
    del items
    gc.collect()


def test_source_of_a_file_is_its_base_name_and_hash(tmp_path: Path) -> None:
    source = source_of(write(tmp_path, "a.txt", b"abc"))
    assert source.name == "a.txt"
    assert source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
