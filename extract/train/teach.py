"""What teachers make of unlabelled papers, by several processes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from extract import readers
from extract.pieces import Pieces
from extract.tagger import Encoder
from extract.train.data import Example, taught
from graph.records import Record


def learn_from(file: Path, teachers: Sequence[Path], count: int, processes: int) -> list[Example]:
    """What model folders make of the first ``count`` papers of a file, on average, in the order of the file."""
    records = (row for row in readers.read(file) if isinstance(row, Record))
    texts = [(tuple(teachers), record.title or "", record.abstract or "") for record in islice(records, count)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return [example for rows in pool.map(_taught, texts, chunksize=64) for example in rows]


@cache
def _loaded(teachers: tuple[Path, ...]) -> tuple[Pieces, list[Encoder]]:
    return Pieces.load(teachers[0] / "tokenizer.json"), [Encoder(folder / "tagger.onnx") for folder in teachers]


def _taught(text: tuple[tuple[Path, ...], str, str]) -> list[Example]:
    teachers, title, abstract = text
    return list(taught(title, abstract, *_loaded(teachers)))
