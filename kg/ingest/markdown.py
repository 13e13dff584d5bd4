"""Markdown to HTML, as far as articles need it; :mod:`kg.ingest.html` does the rest.

CommonMark's blocks and inlines without nesting. One rule is our own: a line break inside a
paragraph ends it, as writers of Chinese Markdown mean it, unless the line is long and stops in the
middle of a sentence, as an editor wraps it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from kg.ingest.blocks import BLOCKS

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*$")
_RULE = re.compile(r" {0,3}(?:-[ \t]*){3,}$| {0,3}(?:\*[ \t]*){3,}$| {0,3}(?:_[ \t]*){3,}$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"^(?: {0,3}>[ \t]?)+")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_REFERENCE = re.compile(r" {0,3}\[(?!\^)([^\]\n]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$")
_DIRECTIVE = re.compile(r"\s*(?:\[TOC\]|\{[:%].*[%}]\})\s*$|\s*\{:[^}]*\}\s*$", re.IGNORECASE)

_HTML_BLOCK = re.compile(
    rf" {{0,3}}(?:</?(?:{'|'.join(sorted(BLOCKS))}|td|th|script|style)(?:[\s/>]|$)|<!--)",
    re.IGNORECASE,
)
_UNTIL_END = re.compile(r" {0,3}<(script|style|pre|!--)", re.IGNORECASE)

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(
    r"\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?[^)\n]*\)"
)
_BY_NAME = re.compile(r"\[([^\[\]\n]+)\](?:\[([^\[\]\n]*)\])?")
_AUTO = re.compile(r"<(https?://[^<>\s]+)>")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:?")
_STRONG = re.compile(r"(\*\*\*|\*\*|___|__|~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![*\d])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![*\d])")
_UNDERSCORE = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])")
_TAG = re.compile(r"<[^<>]*>")
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


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that the lines so far have begun."""

    tag: str = "p"
    words: str = ""

    def end(self) -> Iterator[tuple[str, str]]:
        if self.words:
            yield self.tag, self.words
        self.tag, self.words = "p", ""


def _blocks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Tag and words; an empty tag for what is HTML already."""
    paragraph = _Paragraph()
    place = 0
    while place < len(lines):
        line = lines[place]
        raw = _raw(lines, place)
        if raw:
            yield from paragraph.end()
            yield "", "\n".join(lines[place : place + raw])
            place += raw
            continue
        place += 1
        if fence := _FENCE.match(line):
            yield from paragraph.end()
            while place < len(lines) and not lines[place].strip().startswith(fence[1]):
                yield "", f"<p>{html.escape(lines[place])}</p>"
                place += 1
            place += 1
            continue
        line = _QUOTE.sub("", line)
        heading = _HEADING.match(line)
        item = _ITEM.match(line)
        if not line.strip() or _DIRECTIVE.match(line) or _RULE.match(line):
            yield from paragraph.end()
        elif heading:
            yield from paragraph.end()
            yield f"h{len(heading[1])}", heading[2] or ""
        elif paragraph.words and _UNDERLINE.match(line):
            paragraph.tag = "h1"
            yield from paragraph.end()
        elif "|" in line and _TABLE_RULE.match(line):
            yield from paragraph.end()
        elif item or line.lstrip().startswith("|") or not _wraps(paragraph.words):
            yield from paragraph.end()
            paragraph.tag = "li" if item else "p"
            paragraph.words = line[item.end() :] if item else _row(line)
        else:
            paragraph.words += f"\n{line}"
    yield from paragraph.end()


def _raw(lines: list[str], place: int) -> int:
    """How many lines from ``place`` on are a block of HTML: up to an empty line or its end."""
    if not _HTML_BLOCK.match(lines[place]):
        return 0
    whole = _UNTIL_END.match(lines[place])
    end = {"!--": "-->"}.get(whole[1].lower(), f"</{whole[1].lower()}") if whole else ""
    for count, line in enumerate(lines[place:], start=1):
        if end and end in line.lower():
            return count
        if not end and not line.strip():
            return count
    return len(lines) - place


def _row(line: str) -> str:
    """A line of a table as one paragraph, any other line as it is."""
    if not line.lstrip().startswith("|"):
        return line
    return " ".join(cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip())


def _wraps(words: str) -> bool:
    """Whether the paragraph goes on in the next line."""
    last = words.rsplit("\n", 1)[-1]  # empty: there is no paragraph
    if last.endswith(("  ", "\\")) or last.rstrip()[-1:] in _STOPS:
        return False
    columns = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in last)
    return columns >= _WRAP_FROM


def _inline(words: str, references: dict[str, str]) -> str:
    words = re.sub(r"\\$", "", words)
    words = _CODE.sub(lambda match: _hidden(html.unescape(match[2])), words)
    words = _ESCAPED.sub(lambda match: _hidden(match[1]), words)
    words = _FOOTNOTE.sub("", _IMAGE.sub("", words))
    words = _LINK.sub(lambda match: _anchor(match[2], match[1]), words)
    words = _AUTO.sub(lambda match: _anchor(match[1], match[1]), words)

    def by_name(match: re.Match[str]) -> str:
        target = references.get((match[2] or match[1]).lower())
        return _anchor(target, match[1]) if target else match[0]

    if references:
        words = _BY_NAME.sub(by_name, words)
    words = _NO_TAG.sub("&lt;", words)
    tags = _TAG.findall(words)  # emphasis is looked for outside tags
    words = _plain(_TAG.sub("\0", words))
    return "".join(chain.from_iterable(zip_longest(words.split("\0"), tags, fillvalue="")))


def _plain(words: str) -> str:
    """Without the marks of emphasis."""
    for _ in range(2):  # strong inside emphasis, or the other way round
        words = _STRONG.sub(r"\2", words)
        words = _EMPHASIS.sub(r"\1", words)
        words = _UNDERSCORE.sub(r"\1", words)
    return words


def _hidden(words: str) -> str:
    """As character references, which no later rule takes for markup."""
    return "".join(f"&#{ord(char)};" for char in words)


def _anchor(target: str, words: str) -> str:
    return f'<a href="{html.escape(html.unescape(target))}">{words}</a>'
