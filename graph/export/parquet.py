"""The tables of :mod:`graph.export.tables` as Parquet (parquet.apache.org), for pandas, polars, DuckDB, Spark and R.

It takes pyarrow, which is an extra: ``parquet``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from graph.errors import UsageError
from graph.export.part import Part
from graph.export.tables import rows

GROUP = 10_000
"""Rows of a row group, which is what is held in memory; of papers, some 15 MB."""

_INTEGERS = "year papers method_votes dataset_votes task_votes start end sentence_start sentence_end".split()
_FLOATS = "confidence weight score method dataset task wording".split()
_LISTS = "authors categories names shared".split()


def tables(part: Part) -> Iterator[tuple[str, bytes]]:
    """The bytes of all tables, each with the name of its file; none, as long as a group of rows is not whole.

    Raises UsageError where pyarrow is missing.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        hint = "Install it beside Concite: `pip install pyarrow`."
        raise UsageError("Parquet needs pyarrow, which is not installed", hint=hint) from error
    return ((f"{name}.parquet", data) for name, table in rows(part).items() for data in _written(table))


def _written(table: Iterator[Sequence[object]]) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([(str(name), _type(str(name))) for name in next(table)])
    out = BytesIO()
    with ParquetWriter(out, schema, compression="zstd") as writer:
        group: list[Sequence[object]] = []
        for row in table:
            group.append(row)
            if len(group) == GROUP:
                writer.write_batch(_batch(group, schema), row_group_size=GROUP)
                group.clear()
            yield _taken(out)
        if group:
            writer.write_batch(_batch(group, schema), row_group_size=GROUP)
    yield _taken(out)


def _batch(group: Sequence[Sequence[object]], schema: Any) -> Any:
    import pyarrow as pa

    columns = zip(schema, zip(*group, strict=True), strict=True)
    return pa.record_batch([pa.array(column, type=field.type) for field, column in columns], schema=schema)


def _taken(out: BytesIO) -> bytes:
    """What was written and is not taken yet; the writer counts by itself, and never goes back."""
    data = out.getvalue()
    out.seek(0)
    out.truncate()
    return data


def _type(column: str) -> Any:
    import pyarrow as pa

    if column in _LISTS:
        return pa.list_(pa.string())
    if column in _INTEGERS:
        return pa.int64()
    return pa.float64() if column in _FLOATS else pa.bool_() if column == "broad" else pa.string()
