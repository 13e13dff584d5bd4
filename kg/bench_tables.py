"""How fast tables become data frames, beside plain pyarrow: same files, same run, same machine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.build import build_from
from kg.build.samples import samples
from kg.config import Config
from kg.notebook import Graph
from kg.tables.parquet import ROWS_AT_ONCE

MENTIONS = 1_000_000
ROUNDS = 5  # the best of them counts: other programs only make a run slower
_NAMES = ("id", "entity", "article", "subject", "object", "holder")  # columns of ids
_TABLES = ("entities", "facts", "targets", "mentions")


@dataclass(frozen=True, slots=True)
class Frames:
    """One table as a pandas DataFrame, in seconds."""

    table: str
    rows: int
    ours: float  # graph.<table>.to_pandas()
    plain: float  # pyarrow.parquet.read_table(file).to_pandas()

    def __str__(self) -> str:
        return (
            f"{self.table:10} {self.rows:10,} rows {self.ours:8.3f} s   "
            f"pyarrow {self.plain:8.3f} s   ratio {self.ours / self.plain:5.2f}"
        )


def table_speed(config: Config, mentions: int = MENTIONS) -> list[Frames]:
    """On the samples, repeated under other ids until they have so many mentions."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        out = Path(folder) / "out"
        build_from(samples, out, config)
        graph = Graph.open(out)
        copies = -(-mentions // len(graph.mentions))
        return [_measured(graph, name, copies) for name in _TABLES]


def _measured(graph: Graph, name: str, copies: int) -> Frames:
    table = getattr(graph, name)
    path = table.source
    _enlarge(path, copies)
    ours = _best(table.to_pandas)
    plain = _best(lambda: pq.read_table(path).to_pandas())
    return Frames(name, len(table), ours, plain)


def _enlarge(path: Path, copies: int) -> None:
    """The rows again and again, each time with another ending on every id."""
    table = pq.read_table(path)
    at_once = max(ROWS_AT_ONCE // table.num_rows, 1)
    with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
        for first in range(0, copies, at_once):
            numbers = range(first, min(first + at_once, copies))
            writer.write_table(pa.concat_tables(_renamed(table, number) for number in numbers))


def _renamed(table: pa.Table, copy: int) -> pa.Table:
    columns = [_column(table, name, copy) for name in table.column_names]
    return pa.table(columns, schema=table.schema).combine_chunks()


def _column(table: pa.Table, name: str, copy: int) -> pa.ChunkedArray:
    column = table.column(name)
    if name not in _NAMES:
        return column
    return pc.binary_join_element_wise(column, pa.scalar(str(copy)), "~")


def _best(work: Callable[[], object]) -> float:
    """Seconds of the fastest round, after one that warms up."""
    seconds = []
    for _ in range(ROUNDS + 1):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return min(seconds[1:])
