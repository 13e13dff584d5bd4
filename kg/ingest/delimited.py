"""CSV and TSV, row by row: a file of any size in little memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from kg.ingest import table
from kg.ingest.article import Draft
from kg.ingest.options import Options
from kg.lang import Text
from kg.types import Skip

SUFFIXES = (".csv", ".tsv", ".tab")
_DELIMITERS = (",", "\t", ";", "|", "，")
# Characters of a cell. A quotation mark without its partner takes in all that follows, up to here.
_MAX_CELL = 4_000_000
_MAX_CELLS = 16_384  # of a row; what a spreadsheet may have
_MAX_HEADER = 4096  # characters; a longer first line is no header


def is_table(head: str) -> bool:
    """Whether the first line names columns of a table of articles."""
    line = head.lstrip().split("\n", 1)[0]
    return len(line) <= _MAX_HEADER and table.is_header(_cells(line, _delimiter(line)))


def read_table(text: TextIO, where: str, stem: str, options: Options) -> Iterator[Draft | Skip]:
    """One draft a row.

    Raises:
        InputError: nothing in it, or no column for the text.
    """
    start = text.tell()  # after a byte order mark
    head = text.read(_MAX_HEADER)
    text.seek(start)
    broken: list[Skip] = []
    rows = _rows(text, _delimiter(head.lstrip().split("\n", 1)[0]), where, broken)
    try:
        for draft in table.read_rows(rows, where, stem, options.columns):
            yield from broken
            broken.clear()
            yield draft
    finally:
        yield from broken


def _rows(text: TextIO, delimiter: str, where: str, broken: list[Skip]) -> Iterator[table.Row]:
    csv.field_size_limit(_MAX_CELL)  # the default, 131,072, is shorter than a long notice
    reader = csv.reader(text, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = Text(
                f"这一行读不出来，引号可能不配对：{error}", f"the row cannot be read: {error}"
            )
            broken.append(Skip(f"{where}#{number}", reason))
            continue
        if len(cells) > _MAX_CELLS:
            reason = Text(f"超过 {_MAX_CELLS} 列", f"more than {_MAX_CELLS} columns")
            broken.append(Skip(f"{where}#{number}", reason))
            continue
        yield number, cells


def _delimiter(line: str) -> str:
    """The separator that makes the line a header, else the most frequent one; a Chinese comma is
    one only where no other is, as texts are full of them."""
    for delimiter in _DELIMITERS:
        if table.is_header(_cells(line, delimiter)):
            return delimiter
    return max(_DELIMITERS, key=lambda one: (one != "，" and one in line, line.count(one)))


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter)]
