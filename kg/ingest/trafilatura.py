"""The main text of a page as trafilatura finds it (extra ``[web]``)."""

from __future__ import annotations

from kg.ingest.article import Line
from kg.ingest.extras import needed

NAME = "trafilatura"


def find(markup: str, where: str) -> list[Line]:
    """The paragraphs in order, without links; none if it finds no article.

    Raises:
        InputError: it is not installed.
    """
    library = needed(NAME, "web", where)
    text = library.extract(markup, include_comments=False, include_tables=True) or ""
    return [Line(line) for line in map(str.strip, text.split("\n")) if line]
