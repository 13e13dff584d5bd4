"""Tables: Parquet that gives the documents back, CSV for spreadsheets."""

from kg.tables.parquet import read, write
from kg.tables.spreadsheets import fact_sheet, policy_sheet, spreadsheets, target_sheet

__all__ = ["fact_sheet", "policy_sheet", "read", "spreadsheets", "target_sheet", "write"]
