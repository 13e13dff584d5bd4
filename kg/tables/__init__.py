"""Tables: Parquet that gives the documents back, CSV for spreadsheets."""

from kg.tables.parquet import read, write, write_sheet
from kg.tables.sheets import Sheet, fact_sheet, policy_sheet, target_sheet
from kg.tables.spreadsheets import spreadsheets, to_csv

__all__ = [
    "Sheet",
    "fact_sheet",
    "policy_sheet",
    "read",
    "spreadsheets",
    "target_sheet",
    "to_csv",
    "write",
    "write_sheet",
]
