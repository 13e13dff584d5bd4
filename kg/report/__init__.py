"""What a build found and what it could not read: report.json for programs, report.md for people."""

from kg.report.collect import report
from kg.report.files import base_of, load, read
from kg.report.found import Report
from kg.report.markdown import to_markdown

__all__ = ["Report", "base_of", "load", "read", "report", "to_markdown"]
