"""Parquet, batch by batch: only the columns that are needed, a few rows in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.ingest import table
from kg.ingest.article import Draft
from kg.ingest.options import Options
from kg.ingest.source import File
from kg.lang import Text
from kg.types import Skip

_ROWS = 256  # of a batch: at 5,000 characters an article some 5 MB


def read_parquet(file: File, options: Options) -> Iterator[Draft | Skip]:
    """One draft a row.

    Raises:
        InputError: the file is broken, or has no column for the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        opened = pq.ParquetFile(file.stream)
        names = opened.schema_arrow.names
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _broken(file, error) from error

    def rows() -> Iterator[table.Row]:
        yield 0, names
        number = 0
        try:
            for batch in opened.iter_batches(batch_size=_ROWS):
                columns = [_values(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield number, [table.cell(value) for value in cells]
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _broken(file, error) from error

    yield from table.read_rows(rows(), file.where, file.stem, options.columns)


def _values(column: Any) -> list[Any]:
    """Of a column; texts that are not in UTF-8, as it must be, as bytes."""
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        values = column.cast("binary").to_pylist()
    return values


def _broken(file: File, error: Exception) -> InputError:
    reason = str(error)[:200]
    return InputError(
        file.where, Text(f"Parquet 文件已损坏：{reason}", f"broken Parquet file: {reason}")
    )
