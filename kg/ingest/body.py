"""The text inside a record or under front matter: HTML, Markdown or plain, told by its content."""

from __future__ import annotations

import html

from kg.ingest import sniff
from kg.ingest.html import Body, read_fragment, read_plain
from kg.ingest.markdown import to_html

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


def read_body(text: str, title: str, where: str, suffix: str = "") -> Body:
    """Lines, title and what the text prints about itself.

    ``title`` is what is known from elsewhere, else "". ``suffix`` is that of the file, if the body
    is one.

    Raises:
        InputError: there is no text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not sniff.has_html(text) and sniff.has_html(escaped := html.unescape(text)):
        text = escaped  # feeds put escaped HTML into records
    if sniff.starts_as_html(text):
        return read_fragment(text, title, where)
    if suffix in MARKDOWN or sniff.has_markdown(text):
        return read_fragment(to_html(text), title, where)
    if sniff.has_html(text) or sniff.has_entities(text):
        return read_fragment(text, title, where)
    return read_plain(text, title, where)
