"""HTML to paragraphs: the white space and inline rules, and where each paragraph came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from kg.errors import InputError
from kg.ingest.article import Line
from kg.lang import Text
from kg.types import Link, Span

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main"
    " menu nav noframes ol p pre section summary table tbody tfoot thead tr ul"
)
# rt and rp hold the reading of a character, the rest is never text of the article
_SILENT_TAGS = (
    "applet audio button canvas embed figcaption head iframe input map math meta noembed noscript"
    " object rp rt rtc script select style svg template textarea title video"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
_BLOCK_NAMES = sorted(BLOCKS)
_SILENT = frozenset(_SILENT_TAGS.split())
_CELLS = frozenset(("td", "th"))
# Server pages and the XML declaration, which the parser would take for text or for bytes.
_NOT_MARKUP = re.compile(r"<%.*?%>|<\?(?:php|=).*?\?>|<\?xml\b[^<>]*>", re.DOTALL)
_ZERO_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACE = re.compile(r"(\s+)")  # of Unicode: with U+3000 and U+00A0
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_LARGE = re.compile(r"font-size\s*:\s*(\d+)\s*p[xt]", re.IGNORECASE)
_LARGE_FROM = 18  # px or pt: body text of news sites is 14 to 16
_MAX_TAGS = 200_000  # long tables have some ten thousand; each takes a tenth of a millisecond
_MAX_CAPTION = 60  # characters; longer centred lines under a picture are text


@dataclass(slots=True)
class Block:
    """A paragraph and what its markup says about it."""

    line: Line
    tag: str  # the block element that it stands in
    path: tuple[int, ...]  # numbers of the block elements around it: the parent of tag, and tag
    labels: str  # class and id of that element
    linked: int  # characters of it that are links, also those that lead nowhere
    large: bool  # a heading, or printed large
    caption: bool  # a short centred line right after a picture


def parse(markup: str, where: str) -> BeautifulSoup:
    """The tree, without directives of page templates.

    Raises:
        InputError: the parser refuses the markup, or there is too much of it.
    """
    if markup.count("<") > _MAX_TAGS:
        raise InputError(where, Text("标签太多，不像一个网页", "too many tags for a page"))
    markup = without_directives(markup)
    if "<" not in markup:
        markup = f"<p>{markup}</p>"
    try:
        return BeautifulSoup(markup, "lxml")
    except ParserRejectedMarkup as error:
        raise InputError(where, Text("HTML 无法解析", "the HTML cannot be parsed")) from error


def without_directives(markup: str) -> str:
    """Without page templates' directives and characters that no markup may hold."""
    return _NOT_MARKUP.sub("", _CONTROL.sub("", markup))


def squeeze(words: str) -> str:
    """One line by the white space rules, for words that stand outside the text."""
    writer = _Writer()
    writer.write(words, None, large=False)
    return writer.line().text


def blocks(root: Tag) -> Iterator[Block]:
    """The non-empty paragraphs in order.

    Block elements end a paragraph and so does ``<br>``; inline elements join without a space. White
    space with a line break in it (the wrap and indentation of the source) goes, but for one space
    between two Latin words; other white space becomes one space, or nothing at an end. The cells of
    a table row are one paragraph with spaces between, unless they hold paragraphs themselves.
    """
    return _Walk(root).run()


class _Writer:
    """Collects the characters of one paragraph, and how many are links or printed large."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._space = ""  # white space since the last character
        self._links: list[Link] = []
        self.linked = 0
        self.large = 0

    def write(self, words: str, target: str | None, *, large: bool) -> None:
        """``target``: None outside links, else where the link leads, possibly ""."""
        for part in _SPACE.split(_ZERO_WIDTH.sub("", words)):
            if not part:
                continue
            if part.isspace():
                self._space += part
                continue
            if self._text and self._space and self._keeps_space(part[0]):
                self._text.append(" ")
            self._space = ""
            if target is not None:
                self._link(len(self._text), len(part), target)
            if large:
                self.large += len(part)
            self._text += part

    def line(self) -> Line:
        """The paragraph so far."""
        return Line("".join(self._text), tuple(self._links))

    def _keeps_space(self, following: str) -> bool:
        if not re.search("[\n\r\u2028\u2029]", self._space):
            return True
        return max(self._text[-1], following) < "\u0250"  # both Latin

    def _link(self, start: int, size: int, target: str) -> None:
        self.linked += size
        if not target:
            return
        last = self._links[-1] if self._links else None
        if last and last.url == target and last.span.end >= start - 1:  # the same, past a space
            start, size = last.span.start, start + size - last.span.start
            self._links.pop()
        self._links.append(Link(Span(start, start + size), target))


@dataclass(slots=True)
class _Frame:
    """An element that the walk is inside of."""

    tag: Tag
    children: Iterator[PageElement]
    breaks: bool
    centred: bool
    large: bool
    target: str | None


@dataclass(slots=True)
class _Walk:
    """Depth first with a stack of its own: pages nest deeper than Python recurses."""

    root: Tag
    stack: list[_Frame] = field(default_factory=list)
    path: list[tuple[int, Tag]] = field(default_factory=list)
    writer: _Writer = field(default_factory=_Writer)
    count: int = 0
    picture: bool = False  # there was one since the last paragraph

    def run(self) -> Iterator[Block]:
        yield from self._enter(self.root)
        while self.stack:
            frame = self.stack[-1]
            child = next(frame.children, None)
            if child is None:
                yield from self._leave()
            elif isinstance(child, Tag):
                yield from self._element(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.writer.write(child, frame.target, large=frame.large)

    def _element(self, tag: Tag) -> Iterator[Block]:
        if tag.name in _SILENT:
            return
        if tag.name == "br":
            yield from self._end()
        elif tag.name in ("img", "picture"):
            self.picture = True
        else:
            yield from self._enter(tag)

    def _enter(self, tag: Tag) -> Iterator[Block]:
        breaks = tag.name in BLOCKS or not self.stack
        if tag.name in _CELLS:
            breaks = tag.find(_BLOCK_NAMES) is not None
            self.writer.write(" ", None, large=False)
        above = self.stack[-1] if self.stack else None
        style = str(tag.get("style") or "")
        size = _LARGE.search(style)
        align = str(tag.get("align") or "").lower()
        centred = align == "center" or tag.name == "center" or bool(_CENTRED.search(style))
        other = align in ("left", "right", "justify") or "text-align" in style
        large = bool(re.fullmatch("h[1-3]", tag.name)) or bool(
            size and int(size[1][:4]) >= _LARGE_FROM
        )
        target = None if above is None else above.target
        if tag.name == "a" and tag.get("href") is not None:
            target = _web(str(tag["href"]))
        if breaks:
            yield from self._end()
            self.count += 1
            self.path.append((self.count, tag))
        self.stack.append(
            _Frame(
                tag=tag,
                children=iter(tag.children),
                breaks=breaks,
                centred=centred or (above is not None and above.centred and not other),
                large=large or (above is not None and above.large and size is None),
                target=target,
            )
        )

    def _leave(self) -> Iterator[Block]:
        if self.stack[-1].breaks:
            yield from self._end()
            self.path.pop()
        self.stack.pop()

    def _end(self) -> Iterator[Block]:
        if not self.path:
            return
        frame = self.stack[-1]
        writer, self.writer = self.writer, _Writer()
        line = writer.line()
        if not line.text:
            return
        tag = self.path[-1][1]
        yield Block(
            line=line,
            tag=tag.name,
            path=tuple(number for number, _ in self.path[-2:]),
            labels=labels(tag),
            linked=writer.linked,
            large=2 * writer.large >= len(line.text),
            caption=self.picture and frame.centred and len(line.text) <= _MAX_CAPTION,
        )
        self.picture = False


def labels(tag: Tag) -> str:
    """Class and id as one text."""
    names = tag.get("class") or ""
    return f"{names if isinstance(names, str) else ' '.join(names)} {tag.get('id') or ''}".strip()


def _web(target: str) -> str:
    """The address if it is one of the web, else ""."""
    target = target.strip()
    return target if re.match(r"https?://[^\s/]", target, re.IGNORECASE) else ""
