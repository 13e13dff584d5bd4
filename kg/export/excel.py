"""A workbook for people who live in a spreadsheet: one sheet a table, with its evidence linked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import InputError, MissingExtraError
from kg.graph import aside, plain
from kg.lang import Text
from kg.tables import Sheet, fact_sheet, policy_sheet, target_sheet
from kg.tables.sheets import Cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_048_576  # of a sheet, with its header (Excel specifications and limits)
_MOST_LINKS = 65_530  # of a sheet; further addresses are text
_MOST_WORDS = 32_767  # UTF-16 units of a cell
_LONGEST_LINK = 2_079  # characters
_WIDEST, _NARROWEST = 60, 8  # columns of a width
_MEASURED = 200  # rows that a column's width is made of
_SAFE_DIGITS = 15  # what a double keeps: a longer figure stays text
_ADDRESS = ("https://", "http://")
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC).replace(
    tzinfo=None
)  # a file does not say when it was made
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}


def write_excel(graph: nx.MultiDiGraph, path: Path) -> None:
    """Facts, targets and policies, with bilingual headers that stay in sight, filters and links.

    Text is written as text: what begins like a formula is none. The same graph gives the same bytes.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        InputError: a table has more rows than a sheet holds.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingExtraError("xlsxwriter", "excel") from error
    sheets: Mapping[str, Sheet] = {
        "关系 facts": fact_sheet(graph),
        "目标 targets": target_sheet(graph),
        "政策 policies": policy_sheet(graph),
    }
    for name, sheet in sheets.items():
        if len(sheet.rows) >= _MOST_ROWS:
            raise InputError(
                path,
                Text(
                    f"“{name}”有 {len(sheet.rows):,} 行，Excel 一张表最多 {_MOST_ROWS:,} 行；请用 .csv",
                    f"{name} has {len(sheet.rows):,} rows, a sheet holds {_MOST_ROWS:,}; use .csv",
                ),
            )
    with aside(path) as part, Workbook(str(part), _OPTIONS) as book:
        book.set_properties({"title": "政图 zhengtu", "created": _EPOCH})
        for name, sheet in sheets.items():
            _write(book, book.add_worksheet(name), sheet)


def _write(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    link = book.get_default_url_format()
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for column, (zh, en) in enumerate(sheet.columns):
        page.write_string(0, column, f"{zh}\n{en}", head)
    links = 0
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if links < _MOST_LINKS and _is_link(cell):
                page.write_url(number, column, str(cell), link, str(cell)[:255])
                links += 1
            else:
                _cell(page, number, column, cell)


def _cell(page: Worksheet, row: int, column: int, cell: Cell) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= _SAFE_DIGITS:
        page.write_number(row, column, float(cell))
    else:
        words = plain(cell) if isinstance(cell, Decimal) else cell
        page.write_string(row, column, _clipped(words))


def _is_link(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith(_ADDRESS) and len(cell) <= _LONGEST_LINK


def _clipped(words: str) -> str:
    """At most what a cell holds, which counts UTF-16 units."""
    units = words.encode("utf-16-le")
    if len(units) <= 2 * _MOST_WORDS:
        return words
    return units[: 2 * (_MOST_WORDS - 1)].decode("utf-16-le", "ignore") + "…"


def _widths(sheet: Sheet) -> Iterable[int]:
    for column, (zh, en) in enumerate(sheet.columns):
        cells = (row[column] for row in islice(sheet.rows, _MEASURED))
        widest = max([_width(zh), _width(en), *(_width(cell) for cell in cells)])
        yield min(max(widest + 2, _NARROWEST), _WIDEST)


def _width(cell: Any) -> int:
    """Of a cell in columns of a letter; a Chinese character is two."""
    words = "" if cell is None else str(cell)[:_WIDEST]
    return len(words) + sum(unicodedata.east_asian_width(one) in "WF" for one in words)
