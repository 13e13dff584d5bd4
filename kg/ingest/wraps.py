"""Spaces and line breaks that a page of fixed width put into running text, taken out again."""

from __future__ import annotations

import re
import unicodedata

_GAP = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")  # no Latin letter beside it
_MIN_COLUMNS = 40  # two for a Chinese character; the narrowest page is wider
_MAX_SPREAD = 0.15  # share by which the columns of full lines differ


def columns(words: str) -> int:
    """Width in columns of a terminal: two for a Chinese character, one for a Latin letter."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in words)


def unwrapped(text: str) -> str:
    """Each line without the spaces that stand where a page ended its lines.

    They are told from others by their even distance.

    >>> unwrapped("短 句")
    '短 句'
    >>> line = "某市把这项工作写进了今年的计划并且要求各区县在年底之前全部完成任务"
    >>> unwrapped(f"{line} {line} 不得拖延") == f"{line}{line}不得拖延"
    True
    """
    return "\n".join(map(_unwrapped, text.split("\n")))


def _unwrapped(line: str) -> str:
    widths = [columns(part) for part in _GAP.split(line)]
    full, last = widths[:-1], widths[-1]
    if not full or min(full) < _MIN_COLUMNS:
        return line
    even = min(full) >= (1 - _MAX_SPREAD) * max(full)
    return _GAP.sub("", line) if even and last <= (1 + _MAX_SPREAD) * max(full) else line
