"""News digests: numbered lines under a title such as 某某早报, each an item of its own.

Notices and plans have numbered lines too. Therefore the title must be that of a digest, and nearly
all of the text must stand in numbered lines that are sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.ingest import dates
from kg.ingest.article import Draft
from kg.ingest.clean import is_noise
from kg.ingest.html import read_fragment
from kg.ingest.markdown import to_html
from kg.lang import Text
from kg.types import Skip

_TITLE = re.compile(
    r"早餐|早报|早報|早参|早班车|早知道|晨报|晨報|晨讯|午报|晚报|晚報|日报|日報|周报|週報|快讯|快訊|快报|快報"
    r"|简讯|簡訊|要闻|要聞|速览|速覽|速递|速遞|电报|電報|资讯|資訊|新闻(?:汇总|摘要)"
)
_ITEM = re.compile(  # 1. 甲 and 1、甲 and 1.2024年甲, but not 1.5亿元
    r"\s*(?:\*\*)?\s*\d{1,3}\s*(?:[、)）]|[.．](?!\d)|[.．](?=(?:19|20)\d\d\s*年))\s*(?P<words>\S.*)"
)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|<[^<>]*>")
_LEAST = 5  # items
_SHARE = 0.8  # of the characters beyond headings and pictures, that stand in items
_SENTENCES = 0.7  # share of the items that end as sentences do
_ENDS = re.compile(r"[。！？!?…；;”」）)*\s]+$")


@dataclass(slots=True)
class _Item:
    words: str
    line: int
    section: str


@dataclass(slots=True)
class Digest:
    """Items in order, and the lines that belong to none."""

    titles: tuple[str, ...]  # what names the file: the title known of it, its heading or first line
    items: list[_Item] = field(default_factory=list)
    rest: list[tuple[int, str]] = field(default_factory=list)  # line from 1, words


def split(text: str, title: str) -> Digest | None:
    """The items; None if the text is no digest. ``title`` is what is known of it, else ""."""
    lines = text.split("\n")
    heading = next((match[1] for line in lines if (match := _HEADING.match(line))), "")
    first = next((line.strip() for line in lines if line.strip()), "")
    found = Digest((title, heading, first))
    if not any(map(_TITLE.search, found.titles)):
        return None
    _collect(lines, found)
    long = sum(len(item.words) for item in found.items)
    all_ = long + sum(len(words) for _, words in found.rest)
    ended = sum(bool(_ENDS.search(item.words)) for item in found.items)
    if len(found.items) < _LEAST or long < _SHARE * all_ or ended < _SENTENCES * len(found.items):
        return None
    return found


def read_items(found: Digest, head: Draft, where: str, stem: str) -> Iterator[Draft | Skip]:
    """One draft a numbered line, one skip for each sentence beside them."""
    date = head.date or next(filter(None, map(dates.at_end, found.titles)), "")
    for number, item in enumerate(found.items, start=1):
        place = f"{where}:{item.line}"
        try:
            body = read_fragment(to_html(item.words), "", place)
        except InputError as error:
            yield Skip(place, error.problem)
            continue
        yield Draft(
            lines=body.lines,
            date=date,
            source=body.source or head.source,
            url=head.url,
            categories=(*head.categories, item.section) if item.section else head.categories,
            name=f"{stem}-{number}",
        )
    for line, words in found.rest:
        if "。" in words or len(words) > 60:
            yield Skip(
                f"{where}:{line}", Text("不在编号条目里的文字", "text outside the numbered items")
            )


def _collect(lines: list[str], found: Digest) -> None:
    section = ""
    for place, raw in enumerate(lines, start=1):
        line = _IMAGE.sub("", raw).strip()
        if not line:
            continue
        if heading := _HEADING.match(line):
            section = heading[1].strip()
        elif item := _ITEM.match(line):
            bold = "**" if line.startswith("**") else ""
            found.items.append(_Item(bold + item["words"], place, section))
        elif found.items and not _ENDS.search(found.items[-1].words):
            found.items[-1].words += line  # a line break inside an item
        elif (found.items or "。" in line) and not is_noise(line.replace("*", "")):
            found.rest.append((place, line))
