"""What the title of a policy says about it."""

from __future__ import annotations

import re

from kg.text import folded

# Types of documents that make rules or bind those they are addressed to, longer ones first:
# 立法法 (2023), 规章制定程序条例 (2017) and the normative ones of 党政机关公文处理工作条例 (2012),
# with the plans and schemes that governments issue under them. A campaign (倍增计划), a list or a
# report is none. schema.org counts an act as Legislation whether enforceable or not: drafts are in.
LEGAL_TYPES = (
    "实施细则",
    "实施办法",
    "管理办法",
    "暂行办法",
    "实施意见",
    "指导意见",
    "行动计划",
    "实施计划",
    "工作计划",
    "推进计划",
    "实施方案",
    "工作方案",
    "行动方案",
    "政策措施",
    "若干措施",
    "若干政策",
    "法典",
    "条例",
    "办法",
    "规定",
    "细则",
    "规则",
    "决定",
    "决议",
    "命令",
    "意见",
    "通知",
    "公告",
    "通告",
    "批复",
    "措施",
    "方案",
    "规划",
    "纲要",
    "指引",
    "目录",
)
_LAW = re.compile(r"[^方办做算想用手看说写书语文无设]法$")
_BRACKETS = re.compile(r"(?:（[^（）]*）|\([^()]*\))$")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:[—–－~～至到-]+)((?:19|20)\d\d)(?!\d)")
_NATIONAL = ("中华人民共和国", "国家", "全国", "国务院", "中共中央", "中国制造")
_FIVE_YEARS = re.compile(r"十([一二三四五])五")


def document_type(title: str) -> str:
    """The type of a legal document by the end of its title; empty if it is none.

    >>> document_type("某省氢能产业发展实施方案（2021—2025年）"), document_type("某某促进法")
    ('实施方案', '法')
    >>> document_type("倍增计划"), document_type("计算方法")
    ('', '')
    """
    words = folded(title).strip('《》「」“”" ')
    while (shorter := _BRACKETS.sub("", words).strip('《》「」“”" ')) != words:
        words = shorter
    if _LAW.search(words):
        return "法"
    return next((kind for kind in LEGAL_TYPES if words.endswith(kind)), "")


def period(title: str) -> tuple[int, int] | None:
    """First and last year that a plan is for, as its title says.

    >>> period("某省实施方案（2021—2025年）"), period("某市“十四五”规划"), period("某办法")
    ((2021, 2025), (2021, 2025), None)
    """
    years = _YEARS.search(title)
    if years and int(years[1]) <= int(years[2]):
        return int(years[1]), int(years[2])
    plan = _FIVE_YEARS.search(title)
    if plan:  # the 11th five-year plan began in 2006
        first = 2006 + 5 * "一二三四五".index(plan[1])
        return first, first + 4
    return None


def is_national(title: str) -> bool:
    """Whether the title alone says that the document holds in all of China.

    Only the National People's Congress makes 法 (立法法, article 10).

    >>> is_national("国家氢能规划"), is_national("节约能源法"), is_national("某省氢能规划")
    (True, True, False)
    """
    return title.startswith(_NATIONAL) or (
        document_type(title) == "法" and not re.match(r".{1,8}[省市区县州盟旗]", title)
    )
