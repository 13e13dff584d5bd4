"""HTML from Python. Text is escaped unless it is HTML already, so nothing slips through."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML."""

    __slots__ = ()


Part = str | Iterable["Part"]  # text, HTML, or several of them


def element(name: str, *parts: Part, **attributes: str) -> Html:
    """``<name …>parts</name>``. ``class_`` gives ``class``; an empty attribute is left out.

    >>> element("a", "甲<乙", " ", element("b", "丙"), href='/x?"')
    '<a href="/x?&quot;">甲&lt;乙 <b>丙</b></a>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    return Html(f"<{name}{given}>{join(parts)}</{name}>")


def join(parts: Part) -> Html:
    """The parts one after the other."""
    if isinstance(parts, Html):
        return parts
    if isinstance(parts, str):
        return Html(escape(parts))
    return Html("".join(map(join, parts)))
