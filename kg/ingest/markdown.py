"""Markdown to HTML, as far as articles need it; :mod:`kg.ingest.html` does the rest.

CommonMark's blocks and inlines without nesting. One rule is our own: a line break inside a paragraph
ends the paragraph, as writers of Chinese Markdown mean it, unless the line is long and stops in
the middle of a sentence, as an editor wraps it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*$")
_RULE = re.compile(r" {0,3}(?:-[ \t]*){3,}$| {0,3}(?:\*[ \t]*){3,}$| {0,3}(?:_[ \t]*){3,}$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_REFERENCE = re.compile(r" {0,3}\[(?!\^)([^\]\n]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$")
_DIRECTIVE = re.compile(r"\s*(?:\[TOC\]|\{[:%].*[%}]\})\s*$|\s*\{:[^}]*\}\s*$", re.IGNORECASE)

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?[^)\n]*\)")
_BY_NAME = re.compile(r"\[([^\[\]\n]+)\](?:\[([^\[\]\n]*)\])?")
_AUTO = re.compile(r"<(https?://[^<>\s]+)>")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:?")
_STRONG = re.compile(r"(\*\*\*|\*\*|___|__|~~)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_EMPHASIS_IN_CHINESE = re.compile(r"(?<=[\u3000-\uffef])\*(?=[^\s*\d])([^*\n]+?)(?<=[^\s*])\*(?!\*)")
_UNDERSCORE = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])")
_NO_TAG = re.compile(r"<(?!/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|!--)")

_WRAP_FROM = 60  # columns, two for a Chinese character: editors wrap at 72 to 100
_STOPS = "。！？；：…”」』）!?;:"


def to_html(text: str) -> str:
    """HTML whose paragraphs are those of the Markdown; raw HTML in it is kept.

    >>> to_html("# 标题\\n\\n- 甲**乙**[丙](https://example.org/)")
    '<h1>标题</h1>\\n<li>甲乙<a href="https://example.org/">丙</a></li>'
    """
    lines: list[str] = []
    references: dict[str, str] = {}
    for line in text.split("\n"):
        match = _REFERENCE.match(line)
        if match:
            references[match[1].lower()] = match[2]
        else:
            lines.append(line)
    return "\n".join(
        f"<{tag}>{_inline(words, references)}</{tag}>" if tag else words
        for tag, words in _blocks(lines)
    )


def _blocks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Tag and words; an empty tag for what is HTML already."""
    tag, words = "p", ""  # the paragraph so far
    fence = ""
    for line in lines:
        opening = _FENCE.match(line)
        if fence or opening:
            if words:
                yield tag, words
            tag, words = "p", ""
            if not opening:
                yield "", f"<p>{html.escape(line)}</p>"
            elif not fence:
                fence = opening[1]
            elif opening[1].startswith(fence):
                fence = ""
            continue
        line = _QUOTE.sub("", line, count=1)
        if not line.strip() or _DIRECTIVE.match(line) or _RULE.match(line):
            if words:
                yield tag, words
            tag, words = "p", ""
            continue
        heading = _HEADING.match(line)
        if heading:
            if words:
                yield tag, words
            yield f"h{len(heading[1])}", heading[2] or ""
            tag, words = "p", ""
        elif words and _UNDERLINE.match(line):
            yield "h1", words
            tag, words = "p", ""
        elif "|" in line and _TABLE_RULE.match(line):
            continue
        elif item := _ITEM.match(line):
            if words:
                yield tag, words
            tag, words = "li", line[item.end() :]
        elif line.lstrip().startswith("|"):
            if words:
                yield tag, words
            cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
            tag, words = "p", " ".join(cell for cell in cells if cell)
        elif words and not _wraps(words):
            yield tag, words
            tag, words = "p", line
        else:
            words = f"{words}\n{line}" if words else line
    if words:
        yield tag, words


def _wraps(words: str) -> bool:
    """Whether the paragraph goes on in the next line."""
    last = words.rsplit("\n", 1)[-1]
    if last.endswith(("  ", "\\")) or last.rstrip()[-1:] in _STOPS:
        return False
    columns = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in last)
    return columns >= _WRAP_FROM


def _inline(words: str, references: dict[str, str]) -> str:
    words = re.sub(r"\\$", "", words)
    words = _CODE.sub(lambda match: _hidden(html.unescape(match[2])), words)
    words = _ESCAPED.sub(lambda match: _hidden(match[1]), words)
    words = _FOOTNOTE.sub("", _IMAGE.sub("", words))
    words = _AUTO.sub(lambda match: _anchor(match[1], match[1]), words)
    words = _LINK.sub(lambda match: _anchor(match[2], match[1]), words)

    def by_name(match: re.Match[str]) -> str:
        target = references.get((match[2] or match[1]).lower())
        return _anchor(target, match[1]) if target else match[0]

    if references:
        words = _BY_NAME.sub(by_name, words)
    parts = re.split(r"(<[^<>]*>)", words)  # emphasis is looked for outside tags
    if len(parts) == 1:
        words = _plain(words)
    else:
        words = _plain(words) if not re.search(r"<[^<>]*[*_~][^<>]*>", words) else words
    return _NO_TAG.sub("&lt;", words)


def _plain(words: str) -> str:
    """Without the marks of emphasis."""
    for _ in range(2):  # strong inside emphasis, or the other way round
        words = _STRONG.sub(r"\2", words)
        words = _EMPHASIS.sub(r"\1", words)
        words = _EMPHASIS_IN_CHINESE.sub(r"\1", words)
        words = _UNDERSCORE.sub(r"\1", words)
    return words


def _hidden(words: str) -> str:
    """As character references, which no later rule takes for markup."""
    return "".join(f"&#{ord(char)};" for char in words)


def _anchor(target: str, words: str) -> str:
    return f'<a href="{html.escape(html.unescape(target))}">{words}</a>'
