"""CSV files that a spreadsheet opens with Chinese intact and formulas dead."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import networkx as nx

from kg.graph import aside, plain
from kg.tables.sheets import Cell, Sheet, fact_sheet, policy_sheet, target_sheet

# OWASP, CSV injection: what a spreadsheet takes for the beginning of a formula, wide forms too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def spreadsheets(graph: nx.MultiDiGraph, directory: Path) -> None:
    """Write facts.csv, targets.csv and policies.csv into ``directory``."""
    for name, sheet in (
        ("facts", fact_sheet(graph)),
        ("targets", target_sheet(graph)),
        ("policies", policy_sheet(graph)),
    ):
        with aside(directory / f"{name}.csv") as part:
            part.write_bytes(to_csv(sheet))


def to_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, without which Excel reads Chinese as something else."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(f"{zh} {en}" for zh, en in sheet.columns)
    writer.writerows([safe(cell) for cell in row] for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


def safe(cell: Cell) -> str | int | float:
    """A cell that no spreadsheet runs; numbers stay numbers.

    >>> safe("=HYPERLINK(1)"), safe(Decimal("-5")), safe(None)
    ("'=HYPERLINK(1)", '-5', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell
