"""Where the article stands on a page whose navigation may be longer than the article.

Every paragraph gets a value: prose (with punctuation) is worth its characters that are no links, a
list of links or a short bare line costs. The article is the run of paragraphs with the highest sum
(Kadane's maximum subarray). The run then takes in the paragraphs beside it that share a parent
with its first or last one: short headings at its ends, which cost and so were left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest.blocks import Block
from kg.ingest.clean import is_about, is_date, is_noise

FINDERS = ("own", "trafilatura")  # the first is the default; README has the figures

_MARKS = re.compile(r"[，。！？；、]|[\u4e00-\u9fff][,;!?.]|[a-z], [a-z]|[a-z]\.(?:\s|$)")
_MIN_PROSE = 15  # characters: a shorter line with a comma may be a slogan
_BARE = -10.0  # a heading inside an article costs less than the shortest paragraph gives
_LINKS = -20.0  # two links outweigh one short paragraph, so a menu ends the run
# Pages that go on with another article when one scrolls say so between the two.
_NEXT = re.compile(
    r"(?:往下滑|继续|繼續|点击|點擊)*[看閱阅读讀]*下一[篇則则](?:文章|新闻|新聞)?$|(?:即[时時])?[热熱][门門](?:文章|新[闻聞])$"
)
_ENOUGH = 300.0  # characters of prose, after which such a line is the end


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article is in a list of blocks: ``blocks[start:end]``."""

    start: int
    prose: int  # where its first paragraph of prose is; before it only short lines
    end: int


def find(blocks: Sequence[Block]) -> Place:
    """The article; without prose, all between the first and the last line that is no list of links.

    Empty (start and end are equal) if there is nothing but links.
    """
    blocks = blocks[: _end(blocks)]
    values = [_value(block) for block in blocks]
    best, best_sum = range(0), 0.0
    start, total = 0, 0.0
    for place, value in enumerate(values):
        if total <= 0:
            start, total = place, 0.0
        total += value
        if total > best_sum:
            best, best_sum = range(start, place + 1), total
    if not best:
        bare = [place for place, value in enumerate(values) if value > _LINKS]
        return Place(bare[0], bare[0], bare[-1] + 1) if bare else Place(0, 0, 0)
    first, last = best.start, best.stop - 1
    above, below = blocks[first].path[:-1], blocks[last].path[:-1]
    while first and _belongs(blocks[first - 1], above) and not is_date(blocks[first - 1].line.text):
        first -= 1
    while last + 1 < len(blocks) and _belongs(blocks[last + 1], below):
        last += 1
    return Place(first, best.start, last + 1)


def is_index(blocks: Sequence[Block], place: Place) -> bool:
    """Whether the page is a list of links: most of its characters are, and four times as many as
    there are characters of prose in what was found (two thirds of a short news item's page are
    links too, but less than twice its prose)."""
    linked = sum(block.linked for block in blocks)
    total = sum(len(block.line.text) for block in blocks)
    prose = sum(max(_value(block), 0.0) for block in blocks[place.start : place.end])
    return 2 * linked > total and 4 * prose < linked


def _end(blocks: Sequence[Block]) -> int:
    prose = 0.0
    for place, block in enumerate(blocks):
        prose += max(_value(block), 0.0)
        if prose >= _ENOUGH and _NEXT.match(block.line.text):
            return place
    return len(blocks)


def is_link_list(block: Block) -> bool:
    """Whether half of the characters or more lead elsewhere."""
    return 2 * block.linked >= len(block.line.text)


def _value(block: Block) -> float:
    text = block.line.text
    if is_link_list(block):
        return _LINKS
    if block.caption or len(text) < _MIN_PROSE or not _MARKS.search(text):
        return _BARE
    if is_about(text) or is_noise(text):
        return _BARE
    return float(len(text) - 2 * block.linked)


def _belongs(block: Block, parent: tuple[int, ...]) -> bool:
    text = block.line.text
    return (
        block.path[:-1] == parent
        and block.tag not in ("h1", "h2")
        and not is_link_list(block)
        and not is_about(text)
    )
