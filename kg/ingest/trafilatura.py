"""The main text of a page as trafilatura finds it (extra ``[web]``)."""

from __future__ import annotations

import importlib

from kg.errors import InputError
from kg.ingest.article import Line
from kg.lang import Text

NAME = "trafilatura"


def find(markup: str, where: str) -> list[Line]:
    """The paragraphs in order, without links; none if it finds no article.

    Raises:
        InputError: it is not installed.
    """
    try:
        library = importlib.import_module(NAME)
    except ImportError as error:
        raise InputError(
            where,
            Text(
                "需要 trafilatura：pip install 'zhengtu[web]'",
                "needs trafilatura: pip install 'zhengtu[web]'",
            ),
        ) from error
    text = library.extract(markup, include_comments=False, include_tables=True) or ""
    return [Line(line) for line in map(str.strip, text.split("\n")) if line]
