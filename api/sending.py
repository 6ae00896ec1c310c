"""Files for other programs, as they are sent: what each form is called, and its lines as blocks of bytes."""

from __future__ import annotations

import io
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ZIP = "application/zip"
_BLOCK = 64 * 1024  # characters
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
        Form("neo4j", "CSV for Neo4j", "zip", ZIP),
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


def zipped(files: Mapping[str, Iterable[str]]) -> Iterator[bytes]:
    """Files as one archive, made as it is read; a block may be empty. The same files give the same bytes."""
    sink = _Sink()
    with ZipFile(sink, "w") as archive:
        for name, lines in files.items():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as member:  # how long it gets is not known yet
                for block in blocks(lines):
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
