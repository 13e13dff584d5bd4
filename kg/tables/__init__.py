"""Tables: Parquet that gives the documents back, CSV for spreadsheets."""

from kg.tables.lazy import Table
from kg.tables.merged import merged_table, write_merged
from kg.tables.merged_columns import MERGED
from kg.tables.parquet import part_table, read, read_articles, read_merges, write, write_sheet
from kg.tables.sheets import Sheet, fact_sheet, policy_sheet, target_sheet
from kg.tables.spreadsheets import spreadsheets, to_csv

__all__ = [
    "MERGED",
    "Sheet",
    "Table",
    "fact_sheet",
    "merged_table",
    "part_table",
    "policy_sheet",
    "read",
    "read_articles",
    "read_merges",
    "spreadsheets",
    "target_sheet",
    "to_csv",
    "write",
    "write_merged",
    "write_sheet",
]
