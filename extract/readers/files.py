"""From a file on disk to lines of text: hashing, decompressing, decoding, in bounded memory.

``.gz``, ``.bz2``, ``.xz`` and ``.zst`` are decompressed by suffix. Text is UTF-8, or UTF-16 with a byte
order mark. A line that cannot be read comes with its ``flaw`` and the rest goes on; a file that cannot be
read raises ``UnreadableInput``, a broken archive after the lines in front of the break.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import hashlib
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader
from pathlib import Path

from graph.errors import RecordError, UnreadableInput
from graph.records import Source

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LONGEST_LINE = 4 * 2**20
"""Bytes of a line (in UTF-8) that are read; of a longer one only its beginning is kept."""
HEAD = 2**16
"""Bytes that a form is guessed from."""
BOMB = 2**24
"""Bytes that any archive may grow to (16 MiB). Behind them it is refused ..."""
BOMB_RATIO = 200
"""... where it grew to so many times what was read of it. Text shrinks to a fifth, lists of numbers to a twentieth."""
_BLOCK = 2**16
_KEPT = 1000

_OPENERS: dict[str, Callable[[BufferedReader], BufferedIOBase]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
    ".zst": zstd.open,
}
# One suffix; what begins with a digit is none, so that 1706.03762 stays whole.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]")
# Usual guests that are no text: how they begin, what they are, what to do.
_BINARY = (
    (b"%PDF-", "a PDF", "Take its text out first: `pdftotext paper.pdf`."),
    (b"\x1f\x8b\x08", "gzip-compressed", "Give it the suffix .gz, or decompress it first."),
    (b"BZh", "bzip2-compressed", "Give it the suffix .bz2, or decompress it first."),
    (b"\xfd7zXZ\x00", "xz-compressed", "Give it the suffix .xz, or decompress it first."),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", "Give it the suffix .zst, or decompress it first."),
    (b"PK\x03\x04", "a zip archive", "Unpack it first: `unzip`. A spreadsheet: save it as CSV."),
    (b"PK\x05\x06", "an empty zip archive", "Check how it was made."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first: `7z x`."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it first: `unrar x`."),
)
_TAR = slice(257, 262)  # where a tar archive says what it is
_LATIN = "Convert the file: `iconv -f latin1 -t utf-8 IN > OUT` (or whatever its encoding is)."


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its terminator. ``where`` is file and line number (``papers.jsonl:12``).

    ``flaw`` says why the line cannot be used; its text then only hints at what stood there.
    """

    where: str
    text: str
    flaw: RecordError | None = None


def base_name(path: Path) -> str:
    """The last part of ``path``; bytes that are not UTF-8 and control characters become ``�``."""
    return _CONTROL.sub("�", path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def plain_suffix(name: str) -> str:
    """The suffix of ``name`` in lower case, that of a compression aside: ``.jsonl`` of ``papers.jsonl.gz``."""
    found = _SUFFIX.search(_decompressed(name))
    return found.group().lower() if found else ""


def position(source: Source, index: int) -> str:
    """The place of the record ``index`` (from 0) in its source: ``001-003``, ``papers-000``."""
    digits = re.match(r"[0-9]+", source.name)
    stem = digits.group() if digits else _SUFFIX.sub("", _decompressed(source.name))
    return f"{stem or source.name}-{index:03d}"


def source_of(path: Path) -> Source:
    """Base name and sha256 of the bytes of a file."""
    _must_be_file(path)
    try:
        with path.open("rb") as stream:
            return Source(base_name(path), hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError as error:
        raise _unreadable(path, error) from error


def head(path: Path) -> str:
    """The beginning of a file's text, at most ``HEAD`` bytes of it; raises where there is no text to read."""
    _must_be_file(path)
    name, taken = base_name(path), b""
    try:
        for block in _utf8(_blocks(path), name):
            taken += block
            if len(taken) >= HEAD:
                break
    except UnreadableInput:
        # What stands in front of the break is enough to see the form; whoever reads on will hear of it.
        if not taken:
            raise
    if not taken.strip() and len(taken) < HEAD:
        raise UnreadableInput(f"{name} is empty", hint="Check how the file was made.")
    for start, kind, hint in _BINARY:
        if taken.startswith(start):
            raise UnreadableInput(f"{name} is {kind}, not text", hint=hint)
    if taken[_TAR].startswith(b"ustar"):
        raise UnreadableInput(f"{name} is a tar archive, not text", hint="Unpack it first: `tar -xf`.")
    text = taken[:HEAD].decode("utf-8", "replace")
    if "\0" in text:
        hint = "Only text is read. UTF-16 without a byte order mark: `iconv -f utf-16le -t utf-8 IN > OUT`."
        raise UnreadableInput(f"{name} looks like a binary file", hint=hint)
    return text


def lines(path: Path) -> Iterator[Line]:
    r"""The lines of a file, counted from 1; they end at ``\n`` only, so no other character is lost."""
    name = base_name(path)
    for number, (data, size) in enumerate(_split(_utf8(_blocks(path), name)), start=1):
        where = f"{name}:{number}"
        if size > LONGEST_LINE:
            reason = f"the line has {size:,} bytes; at most {LONGEST_LINE:,} are read"
            flaw = RecordError(where, reason, hint="Break it into one record a line, or leave it out.")
            yield Line(where, data.decode("utf-8", "replace"), flaw)
            continue
        try:
            yield Line(where, data.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield Line(where, data.decode("utf-8", "replace"), _not_text(where, data, error))


def chunks(path: Path) -> Iterator[Line]:
    """The text of a file in pieces that end anywhere, for forms that do not go by lines.

    A byte that is not UTF-8 stands as a lone surrogate, so that it spoils the field it is in.
    """
    name = base_name(path)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for block in _utf8(_blocks(path), name):
        yield Line(name, decoder.decode(block))
    yield Line(name, decoder.decode(b"", final=True))


def _decompressed(name: str) -> str:
    return name[: -len(Path(name).suffix)] if Path(name).suffix.lower() in _OPENERS else name


def _must_be_file(path: Path) -> None:
    try:
        if path.is_file():
            return
        there = path.exists()
    except OSError as error:
        raise _unreadable(path, error) from error
    if not there:
        raise UnreadableInput(f"{base_name(path)} does not exist", hint="Check the path.")
    # Opening a pipe would wait for ever, and it could not be read twice.
    raise UnreadableInput(f"{base_name(path)} is not a regular file", hint="Pipe it in: `… | concite add -`.")


def _unreadable(path: Path, error: OSError) -> UnreadableInput:
    return UnreadableInput(f"{base_name(path)} cannot be read: {error.strerror}", hint="Check its permissions.")


def _as_it_is(raw: BufferedReader) -> BufferedIOBase:
    return raw


def _blocks(path: Path) -> Iterator[bytes]:
    """The decompressed bytes of a file. A broken archive raises behind the last bytes that are sound.

    So does one that grows beyond all bounds, as soon as it does.
    """
    size = 0
    try:
        with path.open("rb") as raw, _OPENERS.get(path.suffix.lower(), _as_it_is)(raw) as stream:
            # read1, not read: it hands over what it has before an archive's break raises.
            while block := stream.read1(_BLOCK):
                size += len(block)
                if size > max(BOMB, BOMB_RATIO * raw.tell()):
                    hint = "If it is what you want, decompress it first."
                    raise UnreadableInput(f"{base_name(path)} grows to over {BOMB_RATIO} times its size", hint=hint)
                yield block
    except (OSError, EOFError, lzma.LZMAError, zlib.error, zstd.ZstdError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise _unreadable(path, error) from error
        reason = f"{base_name(path)} is a broken archive: {error}"
        raise UnreadableInput(
            reason, hint="Fetch or compress it again; what stands behind the break is lost."
        ) from error


def _utf8(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The same text in UTF-8, without a byte order mark; line ends of old Macintoshes as those of today."""
    blocks = _marked(blocks, name)
    first = next(blocks, b"")
    if b"\n" in first or b"\r" not in first.removesuffix(b"\r"):
        yield first
        yield from blocks
        return
    yield first.replace(b"\r", b"\n")
    for block in blocks:
        yield block.replace(b"\r", b"\n")


def _marked(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The same text in UTF-8, without a byte order mark."""
    first = b""
    for block in blocks:
        first += block
        if len(first) > len(codecs.BOM_UTF8):
            break
    if not first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from blocks
        return
    # Lone surrogates are let through here, so that they spoil their line and not the file.
    decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
    yield decoder.decode(first).encode("utf-8", "surrogatepass")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "surrogatepass")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name} breaks off within a UTF-16 character", hint="Fetch it again.") from error


def _split(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Lines and their sizes; of a line over ``LONGEST_LINE`` only the beginning is held."""
    held, size = bytearray(), 0
    for block in blocks:
        start = 0
        while start < len(block):
            end = block.find(b"\n", start) + 1 or len(block)
            size += end - start
            if size <= LONGEST_LINE:
                held += block[start:end]
            else:
                del held[_KEPT:]
            if block[end - 1] == ord("\n"):
                yield bytes(held), size
                held, size = bytearray(), 0
            start = end
    if size:
        yield bytes(held), size


def _not_text(where: str, data: bytes, error: UnicodeDecodeError) -> RecordError:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        reason = f"the line is not UTF-8 text (byte {data[error.start]:#04x})"
        return RecordError(where, reason, hint=_LATIN)
    return RecordError(where, "the line holds a lone surrogate", hint="Take the broken character out.")
