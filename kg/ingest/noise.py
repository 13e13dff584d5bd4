"""Elements of a page that are no text of the article, known by tag, class or id."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from kg.ingest.blocks import labels

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Words of class and id names. These say it plainly:
_CERTAIN_NAMES = (
    "qr qrcode qrcodes ewm erweima caption captions figcaption imgdesc imgdescr picdesc pictxt"
    " advert adverts advertisement advertising adsbygoogle guanggao breadcrumb breadcrumbs crumb"
    " crumbs"
)
# These are also used for what is worth reading, so they go only while most of the text stays:
_LIKELY_NAMES = "ad ads adbox adv banner sponsor share bdshare bdsharebuttonbox jiathis social"
_PAGE_NAMES = (
    "aside comment comments cookie copyright foot footer friendlink login menu modal nav navbar"
    " navigation newsletter pager pagination pinglun popup rank ranking recommend recommended"
    " relate related search sidebar subnav subscribe tags toolbar topnav"
)
_CERTAIN = frozenset(_CERTAIN_NAMES.split())
_LIKELY = frozenset(_LIKELY_NAMES.split())
_LIKELY_ON_PAGES = _LIKELY | frozenset(_PAGE_NAMES.split())
_PICTURES = frozenset(("img", "image", "pic", "picture", "photo"))
_ABOUT = frozenset(("descr", "desc", "description", "intro", "note"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE = ("html", "body")
_MOST = 0.4  # share of the characters of the page that a likely one may hold


def strip(root: Tag, *, page: bool) -> None:
    """Take out captions, QR blocks, adverts, hidden elements; on pages menus and footers too."""
    likely = _LIKELY_ON_PAGES if page else _LIKELY
    sizes = _sizes(root)
    stack = [root]
    while stack:
        tag = stack.pop()
        words = _words(labels(tag))
        certain = bool(words & _CERTAIN) or _is_caption(tag)
        likely_noise = (
            (bool(words & likely) and tag.name != "a")
            or (page and tag.name in ("aside", "footer", "nav"))
            or bool(_HIDDEN.search(str(tag.get("style") or "")))
        )
        small = sizes[id(tag)] <= _MOST * sizes[id(root)]
        if tag.name not in _WHOLE and tag is not root and (certain or (likely_noise and small)):
            tag.decompose()
        else:
            stack += [child for child in tag.children if isinstance(child, Tag)]


def _sizes(root: Tag) -> dict[int, int]:
    """Characters of text in each element, by its id(): one walk, however deep the nesting."""
    sizes: dict[int, int] = {}
    total = 0
    stack = [(root, iter(root.children), 0)]
    while stack:
        tag, children, before = stack[-1]
        child = next(children, None)
        if child is None:
            sizes[id(tag)] = total - before
            stack.pop()
        elif isinstance(child, Tag):
            stack.append((child, iter(child.children), total))
        elif type(child) is NavigableString:  # not comments, scripts and styles
            total += len(child)
    return sizes


def _words(names: str) -> frozenset[str]:
    """
    >>> sorted(_words("appendQr_wrap x"))
    ['append', 'qr', 'wrap', 'x']
    """
    return frozenset(re.split(r"[^a-z0-9]+", _CAMEL.sub("-", names).lower())) - {""}


def _is_caption(tag: Tag) -> bool:
    """Named for a picture and for what is said about it: img_descr, pic-desc."""
    names = map(_words, labels(tag).split())
    return any(words & _PICTURES and words & _ABOUT for words in names)
