"""The texts in a JSON object and the paths to them, as ``--field`` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_DEEPEST = 8  # steps; what lies deeper is no field that a person would name
_PEEKED = 3  # items of a list that are looked at: they are alike


@dataclass(frozen=True, slots=True)
class Found:
    """``path`` leads to ``text`` inside an item of the list at ``articles`` (empty: no list)."""

    articles: str
    inside: str
    text: str

    @property
    def path(self) -> str:
        """From the top."""
        return f"{self.articles}[].{self.inside}" if self.articles else self.inside

    @property
    def options(self) -> str:
        """What names it on the command line."""
        text = f"--field text={self.inside}"
        return f"--field articles={self.articles} {text}" if self.articles else text


def texts(value: Any) -> Iterator[Found]:
    """
    >>> [found.path for found in texts({"data": {"rows": [{"body": {"html": "甲"}}]}, "code": "0"})]
    ['data.rows[].body.html', 'code']
    """
    yield from _texts(value, "", "", _DEEPEST)


def _texts(value: Any, articles: str, inside: str, deeper: int) -> Iterator[Found]:
    if isinstance(value, str):
        yield Found(articles, inside, value)
    elif isinstance(value, dict) and deeper:
        for name, item in value.items():
            path = f"{inside}.{name}" if inside else str(name)
            yield from _texts(item, articles, path, deeper - 1)
    elif isinstance(value, list) and deeper:
        objects = any(isinstance(item, dict) for item in value)
        # the first list of objects is the list of articles; one inside them is a part of each
        down = (inside, "") if objects and not articles else (articles, inside)
        for item in value[:_PEEKED]:
            yield from _texts(item, *down, deeper - 1)
