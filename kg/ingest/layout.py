"""Lines of printed pages to paragraphs: page numbers and running heads go, wraps are rejoined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_EDGE = 2  # lines at the top and at the bottom of a page that may be furniture
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*[页頁](?:\s*[,，/／]?\s*共\s*\d+\s*[页頁])?|\d+\s*[/／]\s*\d+"
    r"|Page\s+\d+(?:\s+of\s+\d+)?",
    re.IGNORECASE,
)
_SHORT = 1.6  # sizes of a character from the right margin at which a line has ended before it
_INDENT = 1.4  # sizes of a character; usual are two
_GAP = 1.7  # usual distances of two lines
_OTHER_SIZE = 0.12  # share by which the letters of another kind of paragraph differ
_LARGE = 1.15  # times the usual size: a title
_MAX_TITLE = 80  # characters
_ENDS = re.compile(r"[。！？!?；;：:]$")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十百零\d]+[章节条]|\d{1,2}[.．、])"
)
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)]$")
_LATIN_START = re.compile(r"[A-Za-z0-9(]")
_KIND = re.compile(
    r"(?:通知|意见|規劃|规划|方案|办法|決定|决定|条例|计划|措施|公告|通告|细则|批复|函|报告|纲要|政策|目录|指南|解读)"
    r"(?:（[^（）]*）|\([^()]*\)|》)*(?:的通知)?$"
)
_LETTERHEAD = re.compile(r".*(?:文件|公报|公報)$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a page. Lengths are in points, from the left and bottom edge of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float  # height of its characters


def paragraphs(pages: Sequence[Sequence[Printed]]) -> tuple[str, list[str]]:
    """The title, or "", and the paragraphs below it."""
    bodies = _without_furniture([[line for line in page if line.text.strip()] for page in pages])
    lines = [line for page in bodies for line in page]
    if not lines:
        return "", []
    usual = median(line.size for line in lines)
    title = _title(bodies[0], usual) if bodies[0] else ()
    rest = [[line for line in page if line not in title] for page in bodies]
    return "".join(line.text.strip() for line in title), list(_joined(rest, usual))


def _without_furniture(pages: Sequence[list[Printed]]) -> list[list[Printed]]:
    edges = [{*page[:_EDGE], *page[-_EDGE:]} for page in pages]
    shapes = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    repeated = {shape for shape, count in shapes.items() if count > max(1, len(pages) / 2 - 1)}

    def stays(line: Printed, edge: set[Printed]) -> bool:
        furniture = bool(_PAGE_NUMBER.fullmatch(line.text.strip())) or _shape(line) in repeated
        return not (line in edge and furniture)

    return [
        [line for line in page if stays(line, edge)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _shape(line: Printed) -> str:
    """What running heads have in common: the height, in steps of 4 points, and the words."""
    words = re.sub(r"[\d\s]+", "0", line.text)
    return f"{round(line.base / 4)} {words}"


def _title(page: Sequence[Printed], usual: float) -> tuple[Printed, ...]:
    """The run of large lines that names a kind of document, else the largest."""
    runs: list[list[Printed]] = []
    for line in page:
        if line.size < _LARGE * usual:
            continue
        if (
            runs
            and abs(runs[-1][-1].size - line.size) < _OTHER_SIZE * line.size
            and (runs[-1][-1].base - line.base < 2.5 * line.size)
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    titles = [run for run in runs if sum(len(line.text) for line in run) <= _MAX_TITLE]
    named = [run for run in titles if _KIND.search(run[-1].text.strip())]
    plain = [run for run in titles if not _LETTERHEAD.fullmatch(run[-1].text.strip())]
    best = named[:1] or sorted(plain, key=lambda run: -run[0].size)[:1]
    return tuple(best[0]) if best else ()


def _joined(pages: Sequence[Sequence[Printed]], usual: float) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    if not lines:
        return
    margin = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    near = (line.left for line in lines if line.left > margin - 3 * usual)
    left = min(margin, min(near, default=margin))
    right = sorted(line.right for line in lines)[round(0.9 * (len(lines) - 1))]
    gaps = [above.base - below.base for page in pages for above, below in pairwise(page)]
    step = median([gap for gap in gaps if gap > 0] or [usual])
    words = lines[0].text.strip()
    for above, below in pairwise(lines):
        if _begins(above, below, left, right, step):
            yield words
            words = below.text.strip()
        else:
            words = _glued(words, below.text.strip())
    yield words


def _begins(above: Printed, below: Printed, left: float, right: float, step: float) -> bool:
    """Whether a paragraph ends above and another one begins below."""
    ended = bool(_ENDS.search(above.text.strip()))
    if abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size):
        return True
    if above.right < right - _SHORT * above.size:
        return True
    if above.base - below.base > _GAP * step:  # a negative distance: the next page
        return True
    if below.left > left + _INDENT * below.size:
        return ended or below.left > above.left + below.size / 2
    return ended and bool(_NUMBERED.match(below.text.strip()))


def _glued(words: str, more: str) -> str:
    """Latin words keep a space between them; a word that was cut loses its hyphen."""
    if re.search(r"[a-z]-$", words) and re.match(r"[a-z]", more):
        return words[:-1] + more
    space = " " if _LATIN.search(words) and _LATIN_START.match(more) else ""
    return words + space + more
