"""Days in texts: written out, and counted from the day of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = (
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<near>今年|去年|明年))?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:底|份)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
)
_DAY = re.compile(rf"(?=\d|今|去|明){DAY}|(?P<today>今天|今日|昨天|昨日)")
_NEAR = {"今年": 0, "去年": -1, "明年": 1}
_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date in the text, ISO 8601, as precise as written: 2024, 2024-05, 2024-05-01."""

    start: int
    end: int
    iso: str


def days(text: str, start: int, end: int, published: str, *, ahead: bool = False) -> Iterator[Day]:
    """The dates of ``text[start:end]``, folded, in order. ``published`` is the article's date.

    A date without a year is the last one before the article's, with ``ahead`` the next one; without
    the article's date it is none.

    >>> [d.iso for d in days("2023年5月1日起，去年，3月15日，今天", 0, 22, "2024-02-01")]
    ['2023-05-01', '2023', '2023-03-15', '2024-02-01']
    >>> [d.iso for d in days("4月1日", 0, 4, "2023-03-22", ahead=True)]
    ['2023-04-01']
    """
    for match in _DAY.finditer(text, start, end):
        iso = of_match(match, published, ahead=ahead)
        if iso:
            yield Day(match.start(), match.end(), iso)


def of_match(match: re.Match[str], published: str, *, ahead: bool = False) -> str:
    """The date of a match of ``DAY``; empty if it names none, or none that exists."""
    groups = match.groupdict()
    if groups.get("today"):
        return _shifted(published[:10], -_AGO[groups["today"]])
    year, month, day = (groups[name] for name in ("year", "month", "day"))
    if groups["near"]:
        year = str(int(published[:4]) + _NEAR[groups["near"]]) if published[:4].isdigit() else None
    elif year is None and month and len(published) >= 7:
        here, own = int(month), int(published[5:7])
        year = str(int(published[:4]) + ((here < own) if ahead else -(here > own)))
    if year is None:
        return ""
    iso = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    return iso if len(iso) < 10 or _exists(iso) else ""


def plus_days(iso: str, count: int) -> str:
    """The day ``count`` days later; empty unless ``iso`` is a full date.

    >>> plus_days("2024-02-28", 2), plus_days("2024", 2)
    ('2024-03-01', '')
    """
    return _shifted(iso, count)


def last_of(iso: str, years: int) -> str:
    """The last day of a term of so many years that begins on ``iso``; empty unless a full date.

    >>> last_of("2021-01-01", 5), last_of("2020-02-29", 1)
    ('2025-12-31', '2021-02-28')
    """
    if len(iso) != 10:
        return ""
    year = int(iso[:4]) + years
    again = f"{year}{iso[4:]}"
    return _shifted(again, -1) if _exists(again) else f"{year}-02-28"


def _shifted(iso: str, count: int) -> str:
    if not _exists(iso):
        return ""
    return (date.fromisoformat(iso) + timedelta(days=count)).isoformat()


def _exists(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return len(iso) == 10
