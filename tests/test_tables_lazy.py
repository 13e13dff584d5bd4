"""Lazy tables: what filter means, what comes out, what goes wrong."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from kg.errors import InputError, StoreError, UnknownNameError
from kg.tables import Table

ROWS = pa.table(
    {
        "name": ["甲", "乙", "丙", None],
        "year": pa.array([2023, 2025, None, 2025], pa.int32()),
        "day": pa.array([date(2023, 5, 1), None, date(2024, 1, 2), None], pa.date32()),
        "value": [1.5, 2.0, 3.0, None],
    }
)


@pytest.fixture(params=["file", "memory"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Table:
    if request.param == "memory":
        return Table(ROWS, "某表")
    pq.write_table(ROWS, tmp_path / "t.parquet")
    return Table.open(tmp_path / "t.parquet", "某表")


def names(table: Table) -> list[str]:
    return [row["name"] for row in table]


def test_equal_any_of_and_nothing(table: Table) -> None:
    assert names(table.filter(year=2025)) == ["乙", None]
    assert names(table.filter(name=["丙", "甲"])) == ["甲", "丙"]
    assert names(table.filter(year=None)) == ["丙"]
    assert names(table.filter(year=2025, name="乙")) == ["乙"]
    assert names(table.filter(year=2025).filter(value=2)) == ["乙"]
    assert names(table.filter()) == ["甲", "乙", "丙", None]


def test_values_are_brought_to_the_type_of_the_column(table: Table) -> None:
    assert names(table.filter(day="2024-01-02")) == ["丙"]
    assert names(table.filter(year="2023")) == ["甲"]


def test_something_with_an_id_stands_for_it(table: Table) -> None:
    class Thing:
        id = "甲"

    assert names(table.filter(name=Thing())) == ["甲"]


def test_arrow_expressions(table: Table) -> None:
    assert names(table.filter(pc.field("value") > 1.5, year=2025)) == ["乙"]


def test_len_does_not_read_but_agrees(table: Table) -> None:
    assert len(table) == 4
    assert len(table.filter(year=2025)) == 2
    assert len(table.filter(year=1999)) == 0


def test_sort(table: Table) -> None:
    assert names(table.sort("year", "name")) == ["甲", "乙", None, "丙"]
    assert names(table.sort("value", descending=True)) == ["丙", "乙", "甲", None]
    chosen = table.filter(year=2025).sort("value").select("name")
    assert (chosen.columns, chosen.rows()) == (("name",), [{"name": "乙"}, {"name": None}])
    with pytest.raises(UnknownNameError, match="valu"):
        table.sort("valu")


def test_lists_have_no_order() -> None:
    with pytest.raises(InputError, match=r"names: .* has no order"):
        Table.of_columns({"names": [["甲"], ["乙"]]}).sort("names")


def test_select(table: Table) -> None:
    chosen = table.select("year", "name").filter(value=2.0)
    assert chosen.columns == ("year", "name")
    assert chosen.rows() == [{"year": 2025, "name": "乙"}]


def test_frames_are_typed(table: Table) -> None:
    pandas = pytest.importorskip("pandas")
    frame = table.to_pandas()
    assert pandas.api.types.is_datetime64_any_dtype(frame["day"])
    assert frame["name"].tolist()[:3] == ["甲", "乙", "丙"]
    polars = pytest.importorskip("polars")
    assert dict(table.to_polars().schema) == {
        "name": polars.String,
        "year": polars.Int32,
        "day": polars.Date,
        "value": polars.Float64,
    }
    assert polars.DataFrame(table).equals(table.to_polars())  # the PyCapsule protocol


def test_shown(table: Table) -> None:
    assert repr(table) == (
        "Table 某表 (4 rows)\n  name: string\n  year: int32\n  day: date32[day]\n  value: double"
    )
    assert "4 rows × 4 columns" in table._repr_html_()


def test_mistakes_are_named(table: Table) -> None:
    with pytest.raises(UnknownNameError, match="nam: no such column; known: day, name"):
        table.filter(nam="甲")
    with pytest.raises(UnknownNameError, match="no such column"):
        table.select("nam")
    with pytest.raises(InputError, match="year: '某' does not fit a column of int32"):
        table.filter(year="某")
    with pytest.raises(InputError, match=r"^filter: "):
        table.filter(pc.field("nothing") > 1).rows()


def test_no_file_and_a_wrong_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"t\.parquet: missing; run kg build"):
        Table.open(tmp_path / "t.parquet")
    (tmp_path / "t.parquet").write_text("x")
    table = Table.open(tmp_path / "t.parquet")
    for use in (table.to_arrow, lambda: table.schema, lambda: len(table)):
        with pytest.raises(StoreError, match="not a table of ours"):
            use()


def test_columns_of_mixed_values_become_text() -> None:
    table = Table.of_columns({"a": [1, "x", None], "b": [1, 2.5, None], "c": [None, None, None]})
    assert table.rows()[0] == {"a": "1", "b": 1.0, "c": None}
    assert [str(field.type) for field in table.schema] == ["string", "double", "string"]
