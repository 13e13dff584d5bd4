"""Excel's .xlsx and .xlsm, row by row, through openpyxl in its read-only mode.

calamine would be ten times as fast and read .xls too, but it keeps a sheet as a full rectangle:
one stray cell in the last row and column, and the whole program is ended for want of memory.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Any
from zipfile import BadZipFile

from kg.errors import InputError
from kg.ingest import table
from kg.ingest.archives import check_office
from kg.ingest.article import Draft
from kg.ingest.options import Options
from kg.ingest.source import File
from kg.lang import Text
from kg.types import Skip

SUFFIXES = (".xlsx", ".xlsm")
# What openpyxl lets through when a part of the file is not what its name says.
_BROKEN = (
    BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    SyntaxError,  # of XML
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    NotImplementedError,
)


def read_sheets(file: File, options: Options) -> Iterator[Draft | Skip]:
    """One draft a row of every sheet; a sheet without a column for the text is a skip.

    Raises:
        InputError: the file is broken, unpacks to too much, or is empty.
    """
    import openpyxl

    check_office(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that say nothing about cells
        try:
            book = openpyxl.load_workbook(file.stream, read_only=True, data_only=True)
        except _BROKEN as error:
            raise _broken(file.where, error) from error
    found = False
    for sheet in book.worksheets:
        named = f", {sheet.title}" if len(book.worksheets) > 1 else ""
        stem = f"{file.stem}-{sheet.title}" if named else file.stem
        where = f"{file.where}{named}"
        try:
            rows = _rows(sheet, where)
            first = next(rows, None)
            if first is None:  # new files come with two more sheets, which stay empty
                continue
            found = True
            yield from table.read_rows(chain([first], rows), where, stem, options.columns)
        except InputError as error:
            yield Skip(where, error.problem)
    if not found:
        raise InputError(file.where, Text("空表", "empty table"))


def _rows(sheet: Any, where: str) -> Iterator[table.Row]:
    """
    Raises:
        InputError: the sheet is broken.
    """
    sheet.reset_dimensions()  # what a sheet says of its size may be wrong, or a million rows
    rows = sheet.iter_rows(values_only=True)
    number = 0
    while True:
        number += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                cells = next(rows, None)
            except _BROKEN as error:
                raise _broken(where, error) from error
        if cells is None:
            return
        if any(cell is not None for cell in cells):
            yield number, [table.cell(value) for value in cells]


def _broken(where: str, error: Exception) -> InputError:
    reason = str(error) or type(error).__name__
    return InputError(where, Text(f"表格已损坏：{reason}", f"broken spreadsheet: {reason}"))
