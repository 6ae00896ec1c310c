"""Files of the command line: ``-`` for standard input or output, output that is whole or not there, and what was
skipped of an input.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from api.cli.shared import say
from api.skipped import Skip, Skipped
from extract import readers
from graph.errors import RecordError, UsageError
from graph.records import Record

_SAID = 10  # of what was skipped


@contextmanager
def inputs(paths: Sequence[str]) -> Iterator[list[Path]]:
    """Paths to read; standard input, where ``-`` asks for it, is first kept in a file of its own."""
    with tempfile.TemporaryDirectory(prefix="concite-") as folder:
        yield [readers.spool(sys.stdin.buffer, Path(folder)) if path == "-" else Path(path) for path in paths]


def text_in(path: str) -> Record:
    """The one paper that a plain text holds; raises UnreadableInput where it cannot be read."""
    with inputs([path]) as (file,):
        found = next(readers.read(file, form="text"))
    if isinstance(found, RecordError):
        raise found
    return found


@contextmanager
def written(file: Path | None) -> Iterator[TextIO]:
    """A file to write, put in place only when all is written; None or ``-`` is standard output.

    Raises UsageError where the file cannot be written.
    """
    if file is None or str(file) == "-":
        yield sys.stdout
        return
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(file)
    except OSError as error:
        hint = "Name a file in a folder that you may write."
        raise UsageError(f"cannot write {file}: {error.strerror}", hint=hint) from error
    finally:
        part.unlink(missing_ok=True)


def write_into(folder: Path, lines: Iterable[tuple[str, str | bytes]]) -> None:
    """Write lines or bytes, each with the name of its file, into a folder, made where it is missing; all files or none.

    Raises UsageError where they cannot be written.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        hint = "Name a folder in one that you may write."
        raise UsageError(f"cannot write into {folder}: {error.strerror}", hint=hint) from error
    with ExitStack() as stack:
        files: dict[str, TextIO] = {}
        for name, data in lines:
            if name not in files:
                files[name] = stack.enter_context(written(folder / name))
            if isinstance(data, str):
                files[name].write(data)
            else:
                files[name].buffer.write(data)


@contextmanager
def skipping(file: Path | None) -> Iterator[Skip]:
    """What takes what was skipped, and why. At the end it is written to ``file`` as NDJSON; without one the first few
    are said.
    """
    if file is not None:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:  # there may be more than fits in memory

            def keep(row: Skipped) -> None:
                line = {"where": row.where, "field": row.field, "reason": row.reason, "hint": row.hint}
                kept.write(json.dumps(line, ensure_ascii=False) + "\n")

            yield keep
            kept.seek(0)
            with written(file) as out:
                shutil.copyfileobj(kept, out)
        return
    first: list[Skipped] = []
    more = 0

    def count(row: Skipped) -> None:
        nonlocal more
        if len(first) < _SAID:
            first.append(row)
        else:
            more += 1

    yield count
    for row in first:
        say(f"Skipped: {row.reason if row.where in row.reason else f'{row.where}: {row.reason}'}. {row.hint}")
    if more:
        say(f"… and {more} more; --skipped FILE writes them all.")
