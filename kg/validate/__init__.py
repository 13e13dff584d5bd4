"""Whether a graph keeps to the data model: SHACL, with what was found as records."""

from kg.validate.check import SAMPLE, check, sample
from kg.validate.engine import is_available
from kg.validate.report import summary, to_html, to_json, to_table

__all__ = [
    "SAMPLE",
    "check",
    "is_available",
    "sample",
    "summary",
    "to_html",
    "to_json",
    "to_table",
]
