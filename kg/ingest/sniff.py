"""What a file is, from what is in it. One sign is no proof: prose holds "<", "#" and "1." too."""

from __future__ import annotations

import re

# Names of elements that articles are written with; "b" or "i" alone would be found in formulas.
_TAGS = (
    "a|abbr|address|article|aside|b|base|big|blockquote|body|br|center|dd|div|dl|dt|em|figure|font"
    "|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|li|link|main|meta|nav|noscript|ol|p"
    "|pre|ruby|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|title|tr|u|ul"
)
_LEADING = re.compile(
    r"(?:\s+|<!--.*?-->|<%.*?%>|<\?(?:xml|php)\b.*?\?>|<!DOCTYPE\s+html\b[^>]*>)*",
    re.DOTALL | re.IGNORECASE,
)
_FIRST = re.compile(rf"<(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:!DOCTYPE\s+html|html|head|body)\b", re.IGNORECASE)
_OPEN = re.compile(rf"<({_TAGS})(?:\s[^<>]*)?>", re.IGNORECASE)
_CLOSE = re.compile(rf"</({_TAGS})\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|p)\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|ldquo|rdquo|mdash|hellip|middot|ensp|emsp|quot|#\d{2,6});")
_XML = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|rdf:RDF\b|urlset\b)", re.IGNORECASE)

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]\n]*\]\((?:https?://|/|\.)[^)\s]*[^)\n]*\)")
_STRONG = re.compile(r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*")
_ENOUGH = 2  # signs of Markdown; a single "# " may be a number sign

_BINARY = (  # how formats begin that are no text even if no NUL byte shows
    b"%PDF",
    b"PK\x03\x04",  # zip: docx, xlsx, epub
    b"\xd0\xcf\x11\xe0",  # doc, xls, wps
    b"\x89PNG",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"RIFF",
    b"\x1f\x8b",  # gzip
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format 3",
    b"{\\rtf",
)
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding that is read."""
    if data.startswith(_BINARY):
        return True
    return not data.startswith(_UTF16_OR_32) and b"\x00" in data[:65536]


def is_xml(text: str) -> bool:
    """XML that is not HTML: feeds, site maps, office files."""
    return bool(_XML.match(text)) and not starts_as_html(text)


def starts_as_html(text: str) -> bool:
    """Whether the first thing is an HTML tag; comments and template directives don't count."""
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    return bool(_FIRST.match(text, start)) or "<!doctype html" in text[:start].lower()


def is_whole_page(text: str) -> bool:
    """HTML with a doctype, head or body near its beginning."""
    return starts_as_html(text) and bool(_WHOLE.search(text[:4096]))


def has_html(text: str) -> bool:
    """HTML anywhere: an element with both its tags, or two bare <br> or <p>.

    >>> has_html("产值<b>增长</b>5%"), has_html("占比<5%，增速>3%，见<附件>")
    (True, False)
    """
    opened: dict[str, int] = {}
    for match in _OPEN.finditer(text):
        opened.setdefault(match[1].lower(), match.start())
    closed = ((match[1].lower(), match.start()) for match in _CLOSE.finditer(text))
    return len(_BREAK.findall(text)) > 1 or any(
        name in opened and opened[name] < place for name, place in closed
    )


def has_entities(text: str) -> bool:
    """Character references, which only markup has."""
    return bool(_ENTITY.search(text))


def has_markdown(text: str) -> bool:
    """Two signs or more: headings, ** pairs, a link counts twice.

    >>> has_markdown("# 标题\\n\\n## 一、总则"), has_markdown("# 1号文件\\n正文")
    (True, False)
    """
    signs = len(_HEADING.findall(text)) + len(_STRONG.findall(text)) + 2 * len(_LINK.findall(text))
    return signs >= _ENOUGH
