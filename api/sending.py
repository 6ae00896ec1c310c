"""Files for other programs, as they are sent: what each form is called, and its lines as blocks of bytes."""

from __future__ import annotations

import io
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ZIP = "application/zip"
_BLOCK = 64 * 1024  # characters or bytes
_PAUSE = 1.0  # seconds after which what there is goes out, however little
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Form:
    """A form of ``graph.export``: what people call it, the end of a file's name, and its media type."""

    name: str
    label: str
    suffix: str
    media: str


FORMS = {
    form.name: form
    for form in (
        Form("bibtex", "BibTeX", "bib", "text/x-bibtex; charset=utf-8"),
        Form("ris", "RIS", "ris", "application/x-research-info-systems"),
        Form("csl", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
        Form("graphml", "GraphML", "graphml", "application/graphml+xml"),
        Form("gexf", "GEXF", "gexf", "application/gexf+xml"),
        Form("cytoscape", "Cytoscape JSON", "cyjs", "application/json"),
        Form("vosviewer", "VOSviewer JSON", "json", "application/json"),
        Form("csv", "CSV tables", "zip", ZIP),
        Form("parquet", "Parquet tables", "zip", ZIP),
        Form("neo4j-admin", "CSV for neo4j-admin", "zip", ZIP),
        Form("jsonld", "JSON-LD", "jsonld", "application/ld+json"),
        Form("markdown", "Markdown", "md", "text/markdown; charset=utf-8"),
    )
}


def file_name(form: Form, *about: str | None) -> str:
    """A name that any system takes: ``concite-object-detection.bib``."""
    words = " ".join(one for one in ("concite", *about) if one)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return f"{re.sub('[^a-z0-9]+', '-', plain)[:_LONGEST_NAME].strip('-')}.{form.suffix}"


def blocks(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as blocks that are worth to be sent."""
    held: list[str] = []
    size, until = 0, time.monotonic() + _PAUSE
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _BLOCK or time.monotonic() >= until:
            yield "".join(held).encode()
            held.clear()
            size, until = 0, time.monotonic() + _PAUSE
    if held:
        yield "".join(held).encode()


def zipped(lines: Iterable[tuple[str, str | bytes]]) -> Iterator[bytes]:
    """Lines or bytes, each with the name of its file, as an archive of these files.

    They are put into files of their own first, as lines of several may come in turn; until then blocks are empty.
    """
    sink = _Sink()
    with ExitStack() as stack, ZipFile(sink, "w") as archive:
        files: dict[str, BinaryIO] = {}
        until = time.monotonic() + _PAUSE
        for name, data in lines:
            if name not in files:
                files[name] = stack.enter_context(TemporaryFile())
            files[name].write(data.encode() if isinstance(data, str) else data)
            if time.monotonic() >= until:
                yield b""
                until = time.monotonic() + _PAUSE
        for name, file in files.items():
            file.seek(0)
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as member:
                while block := file.read(_BLOCK):
                    member.write(block)
                    yield sink.take()
    yield sink.take()


class _Sink(io.RawIOBase):
    """Holds what is written until it is taken; there is no way back in it."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override] # ZipFile writes bytes
        self._held += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._held)
        self._held.clear()
        return taken
