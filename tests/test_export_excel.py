"""The workbook: what a spreadsheet finds in it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import InputError
from kg.export import excel, write
from kg.graph import build
from kg.types import Document

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


@pytest.fixture
def graph(related: Callable[..., Document]) -> nx.MultiDiGraph:
    found = related(
        "[浙江省|R]印发《[浙江省某方案|D]》，支持[氢能|C]产业。\\n到2025年，建成加氢站20座。"
    )
    article = replace(found.article, title="=HYPERLINK(1)", url="https://example.org/1?a=1&b")
    return build([replace(found, article=article)])


@pytest.fixture
def book(graph: nx.MultiDiGraph, tmp_path: Path) -> Any:
    write(graph, (), tmp_path / "graph.xlsx")
    return openpyxl.load_workbook(tmp_path / "graph.xlsx")


def column(sheet: Any, name: str) -> list[object]:
    rows = list(sheet.iter_rows(values_only=True))
    place = [str(cell).split("\n")[1] for cell in rows[0]].index(name)
    return [row[place] for row in rows[1:]]


def test_sheets_have_frozen_bilingual_headers_and_filters(book: Any) -> None:
    sheets = list(book)
    assert [sheet.title for sheet in sheets] == ["关系 facts", "目标 targets", "政策 policies"]
    for sheet in sheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all("\n" in cell.value for cell in sheet[1])


def test_evidence_is_linked_and_formulas_are_text(book: Any) -> None:
    facts = book["关系 facts"]
    assert set(column(facts, "article")) == {"=HYPERLINK(1)"}
    for row in facts.iter_rows(min_row=2):
        assert [cell.hyperlink.target for cell in row if cell.hyperlink] == [
            "https://example.org/1?a=1&b"
        ]
        assert {cell.data_type for cell in row} <= {"s", "n"}  # never "f"


def test_figures_are_numbers(book: Any) -> None:
    assert column(book["目标 targets"], "value") == [20]
    assert column(book["目标 targets"], "deadline") == [2025]


def test_same_graph_same_bytes(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        excel.write_excel(graph, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_too_many_rows_are_refused(
    graph: nx.MultiDiGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "_MOST_ROWS", 2)
    with pytest.raises(InputError, match=r"facts has \d+ rows, a sheet holds 2; use \.csv"):
        excel.write_excel(graph, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_cells_keep_what_excel_can_hold() -> None:
    assert excel._clipped("字" * 32_767) == "字" * 32_767
    assert excel._clipped("𠮷" * 20_000) == "𠮷" * 16_383 + "…"
    assert len(Decimal("1234567890123456").as_tuple().digits) > excel._SAFE_DIGITS
