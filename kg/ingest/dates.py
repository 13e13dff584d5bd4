"""Dates as publishers print them, to ISO 8601. Nothing is added that is not printed.

A zone is kept when it is given as an offset, Z, GMT or UTC. Letters like CST mean several zones
and are dropped. Minutes without seconds get ":00", because RDF's dateTime has no shorter form.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_tz

_TIME = (
    r"(?:[T\s]*(?:星期[一二三四五六日天]\s*)?(\d{1,2})[:：时時点](\d{1,2})分?"
    r"(?:[:：]?(\d{1,2})秒?(?:[.,]\d+)?)?\s*((?:GMT|UTC)?[+-]\d{2}:?\d{2}(?!\d)|Z\b|UTC\b|GMT\b)?)?"
)
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?|([-/.])(\d{1,2})\4(\d{1,2})"
    r"|(\d{2})(\d{2}))(?!\d)(?!\.\d)" + _TIME
)
_MINGUO = re.compile(r"民[国國](\d{2,3})年(\d{1,2})月(\d{1,2})日")  # 民國元年 is 1912
_MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:\s*年\s*(\d{1,2})\s*月|[-/.](\d{1,2}))(?![\d日号]|[-/.]\d)"
)
_YEAR = re.compile(r"((?:19|20)\d{2})年?")
_PATH = re.compile(r"/((?:19|20)\d{2})[-/_]?(\d{2})[-/_]?(\d{2})(?!\d)")
_STAMP = re.compile(r"\d{10}(?:\d{3})?")  # seconds or milliseconds since 1970, in UTC
# 时间 alone may be that of an event, so it counts only before a date as computers write it.
_LABEL = re.compile(
    r"(?:(?:发布|發布|發佈|发表|發表|发稿|發稿|刊登|更新|成文|印发|上传)(?:日期|时间|時間)\s*[:：]?\s*"
    r"|(?<![\u4e00-\u9fff])(?:日期|时间|時間)\s*[:：]\s*(?=\d{4}[-/.])"
    r"|\b(?:date|published)\b(?:\s+on)?\s*[:：]?\s*)",
    re.IGNORECASE,
)


def parse(words: str) -> str:
    """ISO 8601 as precise as ``words``, or "" if they are no date.

    >>> parse("Tue, 06 Jul 2021 05:46:21 GMT")
    '2021-07-06T05:46:21Z'
    >>> parse("2021-07-06 13:46:21 +0800"), parse("2021年7月6日 13:46"), parse("2021年7月")
    ('2021-07-06T13:46:21+08:00', '2021-07-06T13:46:00', '2021-07')
    """
    words = words.strip()
    if _STAMP.fullmatch(words):
        seconds = int(words[:10])
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _day(_DAY.match(words)) or _minguo(_MINGUO.match(words)) or _mail(words)
    if found:
        return found
    if (match := _MONTH.match(words)) and 1 <= int(match[2] or match[3]) <= 12:
        return f"{match[1]}-{int(match[2] or match[3]):02d}"
    year = _YEAR.fullmatch(words)
    return year[1] if year else ""


def visible(line: str) -> str:
    """The day that a line about the article prints (发布时间：2011-08-17 来源：某网), or ""."""
    label = _LABEL.search(line)
    rest = line[label.end() :] if label else line
    return _day(_DAY.search(rest)) or _minguo(_MINGUO.search(rest))


def in_address(url: str) -> str:
    """The day that news sites put into the path of an article's address, or "".

    >>> in_address("https://example.org/2021-07/06/c_1.htm"), in_address("https://example.org/2021")
    ('2021-07-06', '')
    """
    match = _PATH.search(url)
    return parse("-".join(match.groups())) if match else ""


def at_end(title: str) -> str:
    """The day that a title ends with (某某早报 2024年8月1日 星期四), or "".

    >>> at_end("联播 (20230108)"), at_end("《条例》自2021年3月1日起施行")
    ('2023-01-08', '')
    """
    match = _DAY.search(title)
    tail = (
        re.sub(r"\s*(?:星期|周|週)[一二三四五六日天]|[)）\]】\s]", "", title[match.end() :])
        if match
        else "-"
    )
    return "" if tail else _day(match)


def is_labelled(line: str) -> bool:
    """Whether the line says that it gives the date of publication.

    >>> is_labelled("发布时间：2011-08-17"), is_labelled("2011年8月17日，会议召开")
    (True, False)
    """
    label = _LABEL.search(line)
    return bool(label and visible(line[label.start() :]))


def _day(match: re.Match[str] | None) -> str:
    if not match:
        return ""
    month = match[2] or match[5] or match[7]
    day = match[3] or match[6] or match[8]
    try:
        printed = date(int(match[1]), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    if match[9] is None:
        return printed
    try:
        moment = time(int(match[9]), int(match[10]), int(match[11] or 0))
    except ValueError:
        return printed
    return f"{printed}T{moment.isoformat()}{_zone(match[12] or '')}"


def _zone(words: str) -> str:
    sign = re.search("[+-]", words)
    if not sign:
        return "Z" if words else ""
    hours, minutes = words[sign.start() :][:3], words[-2:]
    return f"{hours}:{minutes}" if int(hours[1:]) <= 14 and int(minutes) < 60 else ""


def _minguo(match: re.Match[str] | None) -> str:
    if not match:
        return ""
    try:
        return date(int(match[1]) + 1911, int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


def _mail(words: str) -> str:
    """RFC 2822, what feeds and archives use."""
    if not re.search("[A-Za-z]{3}", words):
        return ""
    fields = parsedate_tz(words if ":" in words else f"{words} 00:00")
    if fields is None:
        return ""
    try:
        moment = datetime(*fields[:6])
    except ValueError:
        return ""
    if not re.search(r"\d:\d", words):
        return moment.date().isoformat()
    zone = re.search(r"(?:GMT|UTC|UT|Z|[+-]\d{4})(?=\W*$|\s*\()", words)
    return moment.isoformat() + (_zone(zone[0]) if zone else "")
