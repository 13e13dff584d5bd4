"""What a reader finds, and how it becomes an article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from kg.ingest import dates
from kg.types import Article, Link, Span


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph without line breaks. Spans of links count in ``text``."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it has an id; what the readers give."""

    lines: tuple[Line, ...]  # the title is put before them unless the first one repeats it
    title: str = ""
    date: str = ""  # ISO 8601
    source: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    name: str = ""  # empty: the name of the file


def make(draft: Draft, name: str, origin: str, reader: str) -> Article:
    """The article. ``text`` is the title, if there is one, then the lines, joined by "\\n"."""
    lines = [Line(whole(line.text), line.links) for line in draft.lines]
    title = whole(draft.title)
    if title and not (lines and lines[0].text.strip() == title):
        lines.insert(0, Line(title))
    links: list[Link] = []
    start = 0
    for line in lines:
        for link in line.links:
            links.append(Link(Span(start + link.span.start, start + link.span.end), link.url))
        start += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        name=whole(draft.name or name),
        text=text,
        title=title,
        date=draft.date or dates.at_end(title),
        source=whole(draft.source),
        url=whole(draft.url),
        categories=tuple(whole(category) for category in draft.categories),
        links=tuple(links),
        format=reader,
        origin=origin,
    )


def whole(words: str) -> str:
    """The same words with U+FFFD for half a surrogate pair, which no encoding can write."""
    return re.sub("[\ud800-\udfff]", "\ufffd", words)
