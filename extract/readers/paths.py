"""Which files to read: folders are walked, standard input is kept in a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import UnreadableInput

SPOOL_LIMIT = 4 * 2**30
"""Bytes of standard input that are kept (4 GiB)."""
_BLOCK = 2**20


def find(paths: Iterable[Path]) -> list[Path]:
    """The files at ``paths``, in that order, each once; a folder gives all that it holds, sorted.

    Hidden files and folders inside a folder are skipped, links are followed, and a folder that was seen
    is not entered again. Files are not opened: one of unknown form raises when it is read, so that the
    caller can report it and go on. A missing path and a folder without a file raise ``UnreadableInput``.
    """
    found: dict[str, Path] = {}
    for path in paths:
        try:
            inside = sorted(_walk(path)) if path.is_dir() else [path]
            there = path.exists()
        except OSError as error:
            raise UnreadableInput(f"{path} cannot be read: {error.strerror}", hint="Check its permissions.") from error
        if not there:
            raise UnreadableInput(f"{path} does not exist", hint="Check the path.")
        if not inside:
            raise UnreadableInput(f"{path} holds no file to read", hint="Hidden files are skipped: name them.")
        for file in inside:
            found.setdefault(os.path.abspath(file), file)  # noqa: PTH100 - resolve() would follow links
    return list(found.values())


def spool(stream: BinaryIO, folder: Path, *, limit: int = SPOOL_LIMIT) -> Path:
    """Keep a stream as the file ``stdin`` in ``folder`` (the caller's, and new for each run); gives its path.

    A source needs the hash of its bytes before its first record, and a stream can be read only once.
    """
    path, size = folder / "stdin", 0
    with path.open("wb") as kept:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > limit:
                break
            kept.write(block)
    if size > limit:
        path.unlink()
        hint = "Save it to a file and name that; files have no limit."
        raise UnreadableInput(f"standard input is over {limit:,} bytes", hint=hint)
    return path


def _walk(top: Path) -> Iterator[Path]:
    """All that stands below ``top`` and is no folder: also what turns out not to be a file, to be reported."""
    seen: set[tuple[int, int]] = set()
    folders = [top]
    while folders:
        folder = folders.pop()
        mark = folder.stat()
        if (mark.st_dev, mark.st_ino) in seen:
            continue
        seen.add((mark.st_dev, mark.st_ino))
        children = sorted(child for child in folder.iterdir() if not child.name.startswith("."))
        folders += [child for child in reversed(children) if child.is_dir()]
        yield from (child for child in children if not child.is_dir())
