"""The tables of :mod:`graph.export.tables` as Parquet (parquet.apache.org), for pandas, polars, DuckDB, Spark and R.

It takes pyarrow, which is an extra: ``parquet``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from graph.errors import UsageError
from graph.export.part import Part
from graph.export.tables import rows

GROUP = 10_000
"""Rows of a row group, which is what is held in memory; of papers, some 15 MB."""

_INTEGERS = "year papers method_votes dataset_votes task_votes start end sentence_start sentence_end".split()
_FLOATS = "confidence weight score method dataset task wording".split()
_LISTS = "authors categories names shared".split()


def tables(part: Part) -> dict[str, Callable[[BinaryIO], None]]:
    """What writes each table, by the name of its file. Raises UsageError where pyarrow is missing."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        hint = "Install it beside Concite: `pip install pyarrow`."
        raise UsageError("Parquet needs pyarrow, which is not installed", hint=hint) from error
    return {f"{name}.parquet": partial(_write, table) for name, table in rows(part).items()}


def _write(table: Iterator[Sequence[object]], out: BinaryIO) -> None:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([(str(name), _type(str(name))) for name in next(table)])
    with ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(table, GROUP)):
            columns = zip(schema, zip(*group, strict=True), strict=True)
            arrays = [pa.array(column, type=field.type) for field, column in columns]
            writer.write_batch(pa.record_batch(arrays, schema=schema), row_group_size=GROUP)


def _type(column: str) -> Any:
    import pyarrow as pa

    if column in _LISTS:
        return pa.list_(pa.string())
    if column in _INTEGERS:
        return pa.int64()
    return pa.float64() if column in _FLOATS else pa.bool_() if column == "broad" else pa.string()
