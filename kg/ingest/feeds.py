"""RSS 2.0, RSS 1.0 and Atom: one draft an entry.

lxml parses; entries are mapped by the same table of names as JSON and tables. feedparser would do
it too, but it rewrites the HTML of entries and turns their dates into UTC without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.errors import InputError
from kg.ingest import fields
from kg.ingest.article import Draft
from kg.lang import Text
from kg.types import Skip

SUFFIXES = (".xml", ".rss", ".atom", ".rdf")
_FEED = re.compile(
    r"(?:(?:<\?[^<>]*\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>)\s*)*<(?:[\w-]+:)?(?:rss|feed|RDF)\b",
    re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")


def is_feed(text: str) -> bool:
    """Whether the root is that of a feed."""
    return bool(_FEED.match(text.lstrip()))


def read_feed(text: str, where: str, stem: str) -> Iterator[Draft | Skip]:
    """One draft an entry; an entry without text is a skip.

    Raises:
        InputError: it is no XML, or has no entry.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    entries = (
        [] if root is None else [tag for tag in root.iter() if _name(tag) in ("item", "entry")]
    )
    if root is None or not entries:
        raise InputError(where, Text("订阅源里没有条目", "the feed has no entries"))
    channel = next((tag for tag in root.iter() if _name(tag) in ("channel", "feed")), root)
    site = next((_text(tag) for tag in channel if _name(tag) == "title"), "")
    for number, entry in enumerate(entries, start=1):
        place = f"{where}#{number}"
        values = _values(entry)
        values["source"] = [*values.get("source", ()), site]
        try:
            yield fields.draft(values, place, f"{stem}-{number}")
        except InputError as error:
            yield Skip(place, error.problem)


def _values(entry: etree._Element) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for tag in entry:
        name = _name(tag)
        words = str(tag.get("href", "")) if name == "link" and not tag.text else _text(tag)
        if name == "link" and tag.get("rel", "alternate") != "alternate":
            continue
        if name == "category" and not words:
            words = str(tag.get("label") or tag.get("term") or "")
        if name == "author" and len(tag):
            words = next((_text(part) for part in tag if _name(part) == "name"), words)
        if name not in ("id", "guid"):  # addresses, not names of articles
            named.setdefault(name, []).append(words)
    names = tuple(named)
    return {
        key: [words for place in places for words in named[names[place]]]
        for key, places in fields.order(names).items()
    }


def _name(tag: etree._Element) -> str:
    """Without its namespace; "" for comments."""
    return tag.tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower() if isinstance(tag.tag, str) else ""


def _text(tag: etree._Element) -> str:
    """The text, or the markup inside if there are elements (type="xhtml")."""
    if len(tag) and tag.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in tag)
    return "".join(map(str, tag.itertext()))
