"""Pages to read: one file each, no script, no requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template


def page(title: str, content: str) -> str:
    """``content`` is HTML, ``title`` is text."""
    template = files("kg").joinpath("rdf/page.html").read_text("utf-8")
    return Template(template).substitute(title=escape(title), content=content)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; the header is text."""
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"
