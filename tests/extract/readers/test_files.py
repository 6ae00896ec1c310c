from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import sys
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers import read
from extract.readers.files import (
    BOMB,
    HEAD,
    LONGEST_LINE,
    _split,
    base_name,
    chunks,
    head,
    lines,
    plain_suffix,
    position,
    source_of,
)
from graph.errors import RecordError, UnreadableInput
from graph.records import Record, Source

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def zst(data: bytes) -> bytes:
    """With a checksum, as the program ``zstd`` writes it."""
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress, ".zst": zst,
}  # fmt: skip


def texts(path: Path) -> list[str]:
    return [line.text for line in lines(path)]


@pytest.mark.parametrize("suffix", [*PACKERS, ".GZ"])
def test_archives_give_the_same_records(tmp_path: Path, seeds: Path, suffix: str) -> None:
    seed = seeds / "001_d682447320647499.txt"
    packed = tmp_path / f"{seed.name}{suffix}"
    packed.write_bytes(PACKERS[suffix.lower()](seed.read_bytes()))

    def fields(path: Path) -> list[tuple[str, str | None, str | None]]:
        return [(item.position, item.title, item.abstract) for item in read(path) if isinstance(item, Record)]

    assert fields(packed) == fields(seed)
    assert source_of(packed).sha256 != source_of(seed).sha256


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("damage", ["cut", "flipped"])
def test_a_broken_archive_raises_behind_the_sound_records(tmp_path: Path, suffix: str, damage: str) -> None:
    rows = [f"Abstract:{index} " + os.urandom(300).hex() for index in range(3000)]
    packed = bytearray(PACKERS[suffix]("\n".join(rows).encode()))
    if damage == "cut":
        del packed[-len(packed) // 50 :]
    else:
        packed[-len(packed) // 50] ^= 0xFF
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(packed)
    seen: list[str] = []
    with pytest.raises(UnreadableInput, match=f"broken{suffix} is a broken archive") as caught:
        seen.extend(f"Abstract:{item.abstract}" for item in read(path, form="abstracts") if isinstance(item, Record))
    assert not isinstance(caught.value, RecordError)
    # bz2 has blocks of 900 kB and gives none of a broken one; zlib and xz give nearly all.
    assert len(seen) > (1000 if suffix == ".bz2" else 2500)
    assert seen[:1000] == rows[:1000]
    if damage == "cut":
        assert seen == rows[: len(seen)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_what_is_no_archive_in_spite_of_its_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    path.write_text("Abstract:not compressed")
    with pytest.raises(UnreadableInput, match="is a broken archive"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / "a.txt"
    rows = [f"Schrödinger 𝒩𝒞 {index}" + ending for index in range(5000)]
    path.write_bytes("".join(rows).encode(encoding))
    assert texts(path) == rows


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be")])
def test_utf_16_of_either_order(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + "Abstract:naïve\nAbstract:𝒩\n".encode(encoding))
    assert [item.abstract for item in read(path) if isinstance(item, Record)] == ["naïve", "𝒩"]


def test_half_a_character_at_the_end_of_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Abstract:a\n".encode("utf-16")[:-1])
    with pytest.raises(UnreadableInput, match="breaks off within a UTF-16 character"):
        texts(path)


def test_a_lone_surrogate_in_utf_16_spoils_its_line_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Abstract:a\nAbstract:\ud800\nAbstract:b\n".encode("utf-16", "surrogatepass"))
    first, bad, last = read(path)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(bad, RecordError)
    assert bad.message == "a.txt:2: the line holds a lone surrogate"


def test_a_latin_1_line_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Abstract:One.\nAbstract:Schrödinger.\nAbstract:Three.\n".encode("latin-1"))
    one, bad, three = read(path)
    assert isinstance(one, Record)
    assert isinstance(bad, RecordError)
    assert isinstance(three, Record)
    assert bad.where == "old.txt:2"
    assert bad.message == "old.txt:2: the line is not UTF-8 text (byte 0xf6)"
    assert "iconv -f latin1 -t utf-8" in bad.hint
    assert (one.position, three.position) == ("old-000", "old-002")


def test_a_line_of_ten_megabytes_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"Abstract:One.\nAbstract:" + b"x" * 10_000_000 + b"\nAbstract:Three.\n")
    one, bad, three = read(path)
    assert isinstance(one, Record)
    assert isinstance(bad, RecordError)
    assert isinstance(three, Record)
    assert bad.message == "long.txt:2: the line has 10,000,010 bytes; at most 4,194,304 are read"
    assert three.position == "long-002"


def test_an_endless_line_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "endless.txt"
    with path.open("wb") as out:
        for _ in range(64):
            out.write(b"x" * 2**20)
    tracemalloc.start()
    (line,) = lines(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert line.flaw
    assert len(line.text) == 1000
    assert peak < 4 * LONGEST_LINE


@pytest.mark.parametrize("suffix", PACKERS)
def test_an_archive_that_grows_beyond_all_bounds_is_refused(tmp_path: Path, suffix: str) -> None:
    """Early: as soon as what was read of it gave too much, whatever is still to come."""
    path = tmp_path / f"bomb.jsonl{suffix}"
    packed = PACKERS[suffix]((b"x" * 1023 + b"\n") * 2**15)
    path.write_bytes(packed + os.urandom(2**20))
    taken = 0
    tracemalloc.start()
    with pytest.raises(UnreadableInput, match=rf"bomb\.jsonl{suffix} grows to over 200 times its size"):
        for _ in lines(path):
            taken += 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert BOMB // 1024 - 64 <= taken < 2**15
    assert peak < BOMB


def test_a_large_archive_of_text_is_none(tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt.gz"
    rows = b"".join(b"%d\n" % number for number in range(3_000_000))
    assert len(rows) > BOMB
    path.write_bytes(gzip.compress(rows, compresslevel=1))
    assert sum(len(chunk.text) for chunk in chunks(path)) == len(rows)


@pytest.mark.parametrize(
    ("name", "begin", "filler"),
    [
        ("a.ris", b"TY  - JOUR\n", b"\n"), ("a.bib", b"@article{a,\n", b"x\n"), ("a.csv", b'title,abstract\n"', b"x\n"),
        ("a.xml", b"<PubmedArticleSet>", b"<a>"), ("a.json", b'{"submitter":', b"["),
    ],
)  # fmt: skip
def test_a_record_of_many_small_parts_needs_little_memory(
    tmp_path: Path, name: str, begin: bytes, filler: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(begin + filler * 120_000)
    tracemalloc.start()
    try:
        found = list(read(path))
    except UnreadableInput as error:
        found = [error]  # type: ignore[list-item] # the whole file
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [isinstance(one, UnreadableInput) for one in found] == [True]
    assert peak < 2**23


def zipped(names: list[str], content: bytes) -> bytes:
    with zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(names: list[str], content: bytes) -> bytes:
    with tarfile.open(fileobj=(packed := io.BytesIO()), mode="w") as archive:
        for name in names:
            archive.addfile(entry := tarfile.TarInfo(name), io.BytesIO(content))
            entry.size = len(content)
    return packed.getvalue()


OUTSIDE = ["../outside.jsonl", "/outside.jsonl", "papers.jsonl"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("papers.zip", zipped(OUTSIDE, b'{"title":"a"}\n'), "is a zip archive"),
        ("bomb.jsonl", zipped(["bomb.jsonl"], bytes(2**26)), "is a zip archive"),
        ("papers.jsonl.gz", gzip.compress(zipped(OUTSIDE, b"x")), "is a zip archive"),
        ("empty.zip", zipped([], b""), "is an empty zip archive"),
        ("papers.tar", tarred(OUTSIDE, b'{"title":"a"}\n'), "is a tar archive"),
        ("papers.tar.gz", gzip.compress(tarred(OUTSIDE, b'{"title":"a"}\n')), "is a tar archive"),
        ("papers.tar.zst", zst(tarred(OUTSIDE, b'{"title":"a"}\n')), "is a tar archive"),
        ("papers.tgz", gzip.compress(tarred(OUTSIDE, b'{"title":"a"}\n')), "is gzip-compressed"),
        ("papers.txt", bz2.compress(b"Abstract:a"), "is bzip2-compressed"),
        ("papers.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), "is a 7-Zip archive"),
        ("papers.rar", b"Rar!\x1a\x07\x01\x00" + bytes(100), "is a RAR archive"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", [None, "jsonl"])
def test_archives_of_files_are_refused_and_never_unpacked(
    tmp_path: Path, name: str, data: bytes, says: str, form: str | None
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data)
    with pytest.raises(UnreadableInput, match=f"{re.escape(name)} {says}") as caught:
        read(folder / name, form=form)
    assert caught.value.hint
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["in", name]
    assert not Path("/outside.jsonl").exists()


def test_chunks_are_the_text_and_bad_bytes_stay_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + "é".encode() * HEAD + b"\xf6x" + "é".encode())
    text = "".join(chunk.text for chunk in chunks(path))
    assert text == "é" * HEAD + "\udcf6x" + "é"
    assert max(len(chunk.text) for chunk in chunks(path)) <= 2 * HEAD


def test_a_line_of_the_very_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (LONGEST_LINE - 1) + b"\n" + b"y" * (LONGEST_LINE + 1))
    fits, over = lines(path)
    assert fits.flaw is None
    assert over.flaw is not None


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "a\u2028b\x0bc\x85d\re\n\nf"
    path.write_bytes(text.encode())
    assert texts(path) == ["a\u2028b\x0bc\x85d\re\n", "\n", "f"]


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_lines_do_not_depend_on_blocks(data: bytes, cuts: list[int]) -> None:
    data = data.replace(b"a", b"\n")
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    blocks = [data[start:end] for start, end in pairwise(places)]
    split = [line for line, _ in _split(iter(blocks))]
    assert split == re.findall(rb"[^\n]*\n|[^\n]+", data)


def test_the_head_is_bounded_and_does_not_mind_a_cut_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" + "é".encode() * HEAD)
    assert len(head(path)) <= HEAD


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableInput, match="pipe is not a regular file"):
        read(pipe)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Abstract:a")
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="cannot be read: Permission denied"):
        read(path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("001_d682447320647499.txt", "001-003"),
        ("1706.03762", "1706-003"),
        ("papers.jsonl.gz", "papers-003"),
        ("papers.v2.jsonl", "papers.v2-003"),
        ("papers", "papers-003"),
        ("stdin", "stdin-003"),
        (".txt", ".txt-003"),
        ("٣.txt", "٣-003"),
    ],
)
def test_positions(name: str, expected: str) -> None:
    assert position(Source(name, ""), 3) == expected


def test_positions_beyond_a_thousand_grow() -> None:
    assert position(Source("a.jsonl", ""), 12345) == "a-12345"


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.TXT", ".txt"), ("a.jsonl.xz", ".jsonl"), ("a.gz", ""), ("1706.03762", ""), ("a", "")]
)
def test_suffixes(name: str, suffix: str) -> None:
    assert plain_suffix(name) == suffix


def test_a_base_name_can_be_written_anywhere() -> None:
    assert base_name(Path("x") / os.fsdecode(b"caf\xe9\n.txt")) == "caf��.txt"
