"""Which column is what, by what stands in it: for tables whose names say nothing (A栏, 报道)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from types import MappingProxyType

from kg.ingest import dates

SAMPLE = 30  # rows that are looked at
# Characters of a usual cell: headlines have 10 to 40. A text has sentences besides, which tells it
# from other long cells, such as the lines of business of a company.
_TEXT = 80
_STANDS_OUT = 2  # times the next longest column
_NAME = 40  # the longest name of a column
_TITLE = range(5, 61)
_MOST = 0.8  # of the filled cells of a column


def header_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows names the columns: the first that fills as many cells as most rows.

    None if it is a row like the others: the table has no header, or no text.
    """
    filled = [_filled(row) for row in rows]
    usual = median(filled) if filled else 0
    for place, row in enumerate(rows):
        if filled[place] > 1 and filled[place] >= usual:
            return place if all(len(cell.strip()) <= _NAME for cell in row) else None
    return None


def columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """Where the text stands, and title, date and address if they are clear; empty if it is not.

    >>> text = "某省印发方案，发展氢能。" * 9
    >>> columns(("甲", "乙", "丙"), [("某省印发方案", "2024-03-01", text)] * 2)
    {'text': (2,), 'title': (0,), 'date': (1,)}
    """
    cells = {
        place: [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        for place in range(len(names))
    }
    length = {place: median(map(len, held)) for place, held in cells.items() if held}
    longest, *others = sorted(length, key=lambda place: (-length[place], place)) or [-1]
    if longest < 0 or length[longest] < _TEXT:
        return {}
    if not _mostly(_is_prose, cells[longest]):
        return {}
    if others and length[longest] < _STANDS_OUT * length[others[0]]:
        return {}
    found: dict[str, tuple[int, ...]] = {"text": (longest,)}
    for key, fits in _TESTS.items():
        place = next(
            (p for p in sorted(others) if _mostly(fits, cells[p]) and (p,) not in found.values()),
            None,
        )
        if place is not None:
            found[key] = (place,)
    return found


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_address(cell: str) -> bool:
    return cell.startswith(("http://", "https://"))


def _is_title(cell: str) -> bool:
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in cell)
    return len(cell) in _TITLE and chinese * 2 > len(cell) and not dates.parse(cell)


def _is_prose(cell: str) -> bool:
    return any(mark in cell for mark in "。！？.!?") and ("，" in cell or "," in cell)


def _is_date(cell: str) -> bool:
    return not cell.isdecimal() and bool(dates.parse(cell))  # a bare number may count anything


def _mostly(fits: Callable[[str], bool], held: Sequence[str]) -> bool:
    return sum(map(fits, held)) >= _MOST * len(held)


_TESTS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {"title": _is_title, "date": _is_date, "url": _is_address}
)
