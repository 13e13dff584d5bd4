"""A table that is read when its rows are asked for. Arrow underneath."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.display import MOST_ROWS, grid
from kg.errors import InputError, MissingExtraError, StoreError, UnknownNameError
from kg.lang import Text, same

if TYPE_CHECKING:
    import pandas
    import polars

MISSING = Text("不存在；请先运行 kg build 或 kg demo", "missing; run kg build or kg demo first")
_COLUMN = Text("列", "column")
_ANY_OF = (list, tuple, set, frozenset)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows and columns, not yet read: ``filter``, ``select`` and ``sort`` only note what is wanted.

    Libraries that know the Arrow PyCapsule protocol (polars, DuckDB, pandas 3) take it as it is.
    """

    source: pa.Table | Path  # a file is opened each time that rows are asked for
    name: str = ""
    _chosen: tuple[str, ...] | None = None
    _condition: pc.Expression | None = None
    _order: tuple[tuple[str, str], ...] = ()  # columns with "ascending" or "descending"

    @classmethod
    def open(cls, path: Path, name: str = "") -> Table:
        """The rows of a Parquet file.

        Raises:
            StoreError: there is no such file.
        """
        if not path.is_file():
            raise StoreError(path, MISSING)
        return cls(path, name)

    @classmethod
    def of(cls, rows: Sequence[dict[str, Any]], schema: pa.Schema, name: str = "") -> Table:
        """Rows in memory."""
        return cls(pa.Table.from_pylist(list(rows), schema), name)

    @classmethod
    def of_columns(cls, columns: Mapping[str, Sequence[Any]], name: str = "") -> Table:
        """Columns in memory. One whose values are of several types becomes text."""
        arrays = [_array(values) for values in columns.values()]
        return cls(pa.Table.from_arrays(arrays, list(columns)), name)

    @property
    def schema(self) -> pa.Schema:
        """Arrow names and types of the columns."""
        known = self._known()
        if self._chosen is None:
            return known
        return pa.schema([known.field(name) for name in self._chosen])

    @property
    def columns(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(self.schema.names)

    def filter(self, *conditions: pc.Expression, **equal: Any) -> Table:
        """The rows that meet all conditions.

        ``column=value`` is equality, ``column=[a, b]`` any of these, ``column=None`` no value. A
        value is brought to the type of its column first ("2023-05-01" to a date); something with an
        ``id`` stands for it. Anything else is an Arrow expression: ``pc.field("value") > 100``.

        Raises:
            UnknownNameError: there is no such column.
            InputError: a value does not fit the type of its column.
        """
        wanted = [*conditions, *(self._meets(name, value) for name, value in equal.items())]
        before = [] if self._condition is None else [self._condition]
        every = [*before, *wanted]
        return replace(self, _condition=reduce(and_, every)) if every else self

    def select(self, *columns: str) -> Table:
        """These columns, in this order.

        Raises:
            UnknownNameError: there is no such column.
        """
        for name in columns:
            self._field(name)
        return replace(self, _chosen=columns)

    def sort(self, *columns: str, descending: bool = False) -> Table:
        """In the order of these columns, the first before the others; rows without a value come last.

        Raises:
            UnknownNameError: there is no such column.
            InputError: a column of lists, which have no order.
        """
        for name in columns:
            if pa.types.is_list(kind := self._field(name).type):
                raise InputError(name, Text(f"{kind} 没有次序", f"{kind} has no order"))
        way = "descending" if descending else "ascending"
        return replace(self, _order=tuple((name, way) for name in columns))

    def to_arrow(self) -> pa.Table:
        """Read it.

        Raises:
            InputError: a condition does not fit the columns.
            StoreError: the file is gone or is not one of ours.
        """
        if not self._order:
            return self._read(self._chosen)
        extra = [name for name, _ in self._order if name not in self.columns]
        read = self._read([*self.columns, *extra])
        places = pc.sort_indices(read, sort_keys=list(self._order))
        return read.take(places).select(self.columns)

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame; dates are ``datetime64``.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas  # noqa: F401  # pyarrow would say less clearly that it is missing
        except ImportError as error:
            raise MissingExtraError("pandas", "notebook") from error
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame; what polars can share with Arrow is not copied.

        Raises:
            MissingExtraError: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise MissingExtraError("polars", "notebook") from error
        frame = polars.from_arrow(self.to_arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame

    def rows(self) -> list[dict[str, Any]]:
        """Plain Python values, one dictionary a row."""
        rows: list[dict[str, Any]] = self.to_arrow().to_pylist()
        return rows

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def __len__(self) -> int:
        if self._condition is None:
            return int(self._size())
        try:
            import pyarrow.dataset as ds

            return int(ds.dataset(self.source).count_rows(filter=self._condition))
        except pa.ArrowException as error:
            raise _unfit(error) from error

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        kinds = (f"  {field.name}: {field.type}" for field in self.schema)
        return "\n".join((f"Table {self.name} ({len(self):,} rows)".replace("  ", " "), *kinds))

    def _repr_html_(self) -> str:
        read = self.to_arrow()
        first = read.slice(0, MOST_ROWS).to_pylist()
        rows = ([row[name] for name in read.column_names] for row in first)
        return grid(read.column_names, rows, read.num_rows, self.name)

    def _known(self) -> pa.Schema:
        if isinstance(self.source, pa.Table):
            return self.source.schema
        return self._opened(pq.read_schema)

    def _size(self) -> int:
        if isinstance(self.source, pa.Table):
            return int(self.source.num_rows)
        return int(self._opened(pq.read_metadata).num_rows)

    def _opened(self, read: Callable[[Any], Any]) -> Any:
        try:
            return read(self.source)
        except (OSError, pa.ArrowException) as error:
            raise broken(self.source, error) from error

    def _read(self, columns: Sequence[str] | None) -> pa.Table:
        names = None if columns is None else list(columns)
        try:
            if isinstance(self.source, pa.Table) and self._condition is None:
                return self.source if names is None else self.source.select(names)
            if self._condition is None:
                return pq.read_table(self.source, columns=names)
            import pyarrow.dataset as ds  # it brings pandas along, where that is installed

            data = ds.dataset(self.source)
            return data.to_table(columns=names, filter=self._condition)
        except (OSError, pa.ArrowException) as error:
            if self._condition is None or isinstance(error, OSError):
                raise broken(self.source, error) from error
            raise _unfit(error) from error

    def _field(self, name: str) -> pa.Field:
        known = self._known()
        if name not in known.names:
            raise UnknownNameError(_COLUMN, name, known.names)
        return known.field(name)

    def _meets(self, name: str, value: Any) -> pc.Expression:
        column, kind = pc.field(name), self._field(name).type
        if value is None:
            return column.is_null()
        try:
            if isinstance(value, _ANY_OF):
                return column.isin(pa.array([_cast(one, kind) for one in value], kind))
            return column == _cast(value, kind)
        except pa.ArrowException as error:
            problem = Text(
                f"{value!r} 不合此列的类型 {kind}", f"{value!r} does not fit a column of {kind}"
            )
            raise InputError(name, problem) from error


def _array(values: Sequence[Any]) -> pa.Array:
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {int, float}:
        return pa.array(values, pa.float64())
    if len(kinds) > 1:
        return pa.array([None if value is None else str(value) for value in values], pa.string())
    return pa.array(values) if kinds else pa.array(values, pa.string())


def _cast(value: Any, kind: pa.DataType) -> pa.Scalar:
    plain = getattr(value, "id", value)
    return pa.scalar(plain).cast(kind)


def _unfit(error: Exception) -> InputError:
    return InputError(Text("筛选", "filter"), same(str(error).partition("\n")[0]))


def broken(source: object, error: Exception) -> StoreError:
    """What to raise when a file of ours cannot be read as a table."""
    reason = str(error).partition("\n")[0]
    problem = Text(
        f"不是本程序的表（{reason}）；请重新生成", f"not a table of ours ({reason}); build again"
    )
    return StoreError(source, problem)
