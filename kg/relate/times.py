"""Deadlines: explicit years, five-year-plan periods, 今年 and 明年 counted from the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Five-year plans and their last years; 十五 (2001-2005) is not asked of policy news since 2005
PLANS = {
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
    "十五五": 2030,
    "十六五": 2035,
}
_RELATIVE = {
    "今年": 0,
    "本年度": 0,
    "明年": 1,
    "后年": 2,
    "年内": 0,
    "年底前": 0,
    "今年底": 0,
    "明年底": 1,
}
_NUMERAL = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_TIME = re.compile(
    r"(?P<past>截至|自|从|与|比|较|早在)?(?P<to>到|至|于|在|力争|确保|争取)?"
    r"(?:(?P<year>20\d\d)(?:[—\-~～至](?P<until>20\d\d))?年(?P<tail>底前|底|末|年底|前|以前|之前)?"
    r"|(?:(?P<year2>20\d\d)年)?[“\"]?(?P<plan>十[一二三四五六]五)[”\"“]?(?P<period>期间|时期|"
    r"期末|末期|末|规划期|以来)?"
    r"|(?:未来|今后|接下来的?|用)?(?P<span>[一二三四五六七八九十两\d]{1,2})年(?:内|左右的时间|"
    r"时间内|之内)"
    r"|(?:未来|今后|接下来)(?P<span2>[一二三四五六七八九十两\d]{1,2})(?:到\d)?年"
    r"|(?P<relative>今年底|明年底|今年|明年|后年|本年度|年内|年底前))"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a figure may count to."""

    start: int
    end: int
    year: int
    past: bool  # 截至2021年底, 自2017年以来
    goal: bool  # says by itself that it lies ahead: 到2025年, 未来三年


def times(text: str, start: int, end: int, published: int | None) -> Iterator[Time]:
    """The times of ``text[start:end]``, folded, in order. ``published`` is the article's year.

    >>> [(t.year, t.past, t.goal) for t in times("截至2021年底，到2025年，明年", 0, 18, 2022)]
    [(2021, True, False), (2025, False, True), (2023, False, False)]
    """
    for match in _TIME.finditer(text, start, end):
        year = _year(match, published)
        if year is None:
            continue
        behind = text[match.end() : match.end() + 3]
        if re.match(r"\d{1,2}月|上半年|一季度|[一二三四]季度", behind) and not match["to"]:
            continue  # 今年4月29日: when something happened, not a deadline
        past = bool(match["past"]) or behind.startswith(("以来", "起")) or match["period"] == "以来"
        ahead = published is None or year >= published
        goal = (
            ahead
            and not past
            and bool(match["to"] or match["plan"] or match["span"] or match["span2"])
        )
        if published is not None and year < published:
            past = True
        yield Time(match.start(), match.end(), year, past, goal)


def _year(match: re.Match[str], published: int | None) -> int | None:
    if match["year"]:
        return int(match["until"] or match["year"])
    if match["plan"]:
        return PLANS.get(match["plan"])
    if published is None:
        return None
    words = match["span"] or match["span2"]
    if words:
        count = int(words) if words.isascii() else _NUMERAL.get(words, 0)
        return published + count if 0 < count <= 30 else None
    return published + _RELATIVE[match["relative"]]
