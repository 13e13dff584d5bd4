"""Deadlines: explicit years, five-year-plan periods, 今年 and 明年 counted from the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.numerals import integer

# Five-year plans and their last years
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
    "本年": 0,
    "全年": 0,
    "年内": 0,
    "年底": 0,
    "年末": 0,
    "今明两年": 1,
    "明年": 1,
    "后年": 2,
}
_NEAR = ("全年", "年底", "年末")
_DIGITS = "〇零○一二三四五六七八九"
_SPAN = r"[一二三四五六七八九十两\d]{1,2}"
# 三年引进…, 五年投资…: behind a span without 内
_DOES = (
    r"(?:[将要再共]|力争|累计|[^，。；\d行计规]{0,6}"
    r"(?:引|投|新?建|孵化|提[高升]|完成|新增|培育|实现|翻|出清|招|目标|减))"
)
_TIME = re.compile(
    r"(?P<past>截至|截止|自|从|与|比|较|早在)?(?P<to>到|至|于|在|力争|确保|争取)?"
    rf"(?:(?P<year>20\d\d|[一二][{_DIGITS}]{{3}})(?:年?[—\-~～至](?P<until>20\d\d))?年"
    r"(?P<before>底以?前|以前|之前|前)?(?P<tail>底|末|年底)?"
    r"|民国(?P<republic>\d{2,3})年(?:底前|底|前)?"
    r"|(?:(?P<year2>20\d\d)年)?[“\"]?(?P<plan>十[一二三四五六]五)[”\"“]?(?P<period>期间|时期|"
    r"期末|末期|末|规划期|以来)?"
    r"|第?(?P<fifth>十[一二三四五六])个五年规划(?:期间|时期|期末|末)?"
    rf"|(?:未来|今后|接下来的?|用|再用)?(?P<span>{_SPAN})(?:[至到—\-~](?P<most>{_SPAN}))?年"
    r"(?:内|左右的?时间|左右|的?时间内?|之内)"
    rf"|(?:未来|今后|接下来)(?P<span2>{_SPAN})(?:[至到—\-~](?P<most2>{_SPAN}))?年"
    rf"|(?<![过近续这前头每去第明后\d])(?P<span3>[二三四五六十两])年(?=内?{_DOES})"
    r"|(?P<relative>今明两年|今年|明年|后年|本年(?=度)|(?<![去上前每近\d])(?:全年|年内|年[底末]))(?:度|底前|底|末|前|内)?)"
)
# 今年4月29日: when something happened, not a deadline
_DOCUMENT = re.compile(r"(?:发展)?(?:规划(?!期)|纲要|计划)")
_BASE = re.compile(r"(?:的)?(?:基础|水平)")
_BY_DAY = re.compile(r"\d{1,2}月(?:\d{1,2}日)?底?(?:以前|之前|前)")  # 2022年6月底前
_WITHIN = re.compile(r"\d{1,2}月|上半年|第?[一二三四]季度")


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a figure may count to."""

    start: int
    end: int
    year: int
    past: bool  # 截至2021年底, 自2017年以来
    goal: bool  # says by itself that it lies ahead: 到2025年, 2030年前, 未来三年
    base: bool = False  # what a change counts from: 比2020年
    near: bool = False  # 全年, 年底, 6月底前: holds for its own sentence only


def times(text: str, start: int, end: int, published: int | None) -> Iterator[Time]:
    """The times of ``text[start:end]``, folded, in order. ``published`` is the article's year.

    >>> [(t.year, t.past, t.goal) for t in times("截至2021年底，到2025年，明年", 0, 18, 2022)]
    [(2021, True, False), (2025, False, True), (2023, False, True)]
    """
    for match in _TIME.finditer(text, start, end):
        year = _year(match, published)
        if year is None:
            continue
        behind = text[match.end() : match.end() + 4]
        by_day = _BY_DAY.match(text, match.end(), end)
        if _WITHIN.match(behind) and not match["to"] and not by_day:
            continue
        if match["plan"] and not match["period"] and _DOCUMENT.match(behind):
            continue  # the 十四五 of a plan's name
        past = bool(match["past"]) or behind.startswith(("以来", "起")) or match["period"] == "以来"
        ahead = published is None or year >= published
        terms = ("to", "before", "plan", "fifth", "span", "span2", "span3")
        later = published is not None and year > published
        goal = ahead and not past and (later or any(match[term] for term in terms))
        goal = goal or (ahead and not past and by_day is not None)
        if year == published and _WITHIN.match(behind) and not by_day:
            goal = False  # 从开市到今年6月末: what has happened by then, unless other words say
        base = match["past"] in ("比", "较", "与") or _BASE.match(behind) is not None
        near = (match["relative"] or "") in _NEAR or by_day is not None
        yield Time(match.start(), match.end(), year, past or not ahead, goal, base, near)


def _year(match: re.Match[str], published: int | None) -> int | None:
    if match["year"]:
        return integer(match["until"] or match["year"])
    if match["republic"]:  # Taiwan counts from 1911
        return 1911 + int(match["republic"])
    if match["plan"] or match["fifth"]:
        return PLANS.get(match["plan"] or match["fifth"] + "五")
    if published is None:
        return None
    words = match["most"] or match["most2"] or match["span"] or match["span2"] or match["span3"]
    if words:
        count = integer(words)
        return published + count if 0 < count <= 30 else None
    return published + _RELATIVE[match["relative"]]
