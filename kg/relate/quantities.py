"""Quantities in folded text: number, scale, unit, comparator. Offsets count in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.numerals import NUMBER, SCALE, value

# Units that figures of plans carry: classifiers (GB/T 15835 lists none; collected by reading) and SI
UNITS = (
    "个百分点 百分点 平方公里 平方千米 立方米 平方米 万千瓦 千瓦时 千瓦 兆瓦 吉瓦 太瓦 公里 千米 "
    "海里 公顷 亩 吨 千克 公斤 标准箱 标箱 人次 架次 班次 车次 台套 台 套 辆 辆次 家 户 个 条 座 "
    "项 件 人 名 位 所 处 支 只 颗 枚 艘 架 列 班 趟 次 种 类 份 倍 站 张 张床 床 间 所 宗 单 栋 "
    "幢 块 片 株 头 尾 羽 箱 瓶 盒 卷 册 本 场 期 批 届 款 米 克 升 度 元 美元 欧元 港元 新台币 "
    "日元 人民币 % ‰ GW MW kW KW GWh MWh kWh TB PB EB ZB EFLOPS PFLOPS Gbps Mbps Tbps EOPS 纳米 "
    "微米 毫米 厘米 小时 天 岁"
).split()
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=lambda u: (-len(u), u)))
_BARE = r"(?:十万亿|万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"  # 千亿元, 万吨
_BEFORE = (
    r"(?:不少于|不低于|不小于|不高于|不超过|不多于|不大于|至少|最多|最高|超过|突破|超出|高于|"
    r"大于|多于|低于|少于|小于|逾|超|过|约为|约|大约|大概|"
    r"近|接近|将近|达到或超过)"
)
_AFTER = r"(?:及以上|以上|左右|上下|以内|以下|之内|多|余)"
QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?(?:百分之(?P<percent>[零一二三四五六七八九十百\d.]+)"
    rf"|(?P<fold>翻(?P<folds>[一两二三四])?番)"
    rf"|(?P<fraction>(?P<lower>[二三四五六七八九十])分之(?P<upper>[一二三四五六七八九]))"
    rf"|(?:(?P<number>{NUMBER})(?P<more>多|余)?(?P<scale>{SCALE})"
    rf"(?:(?:{_UNIT})?(?P<to>[—–~～至到-]+)(?P<max>{NUMBER})(?P<mscale>{SCALE}))?|"
    rf"(?P<bare>{_BARE}))"
    rf"(?P<more2>多|余)?(?P<unit>(?:{_UNIT})(?:/(?:万|百|"
    rf"每)?[人户台件])?))(?P<level>级)?(?P<after>{_AFTER})?"
)
_COMPARATOR = {
    ">": "超过 突破 超出 高于 大于 多于 逾 超 过".split(),
    ">=": "不少于 不低于 不小于 至少 达到或超过".split(),
    "<=": "不高于 不超过 不多于 不大于 最多 最高".split(),
    "<": "低于 少于 小于".split(),
    "~": "约为 约 大约 大概 近 接近 将近".split(),
}
_BY_WORD = {word: sign for sign, words in _COMPARATOR.items() for word in words}
_BY_AFTER = {
    "及以上": ">=",
    "以上": ">=",
    "左右": "~",
    "上下": "~",
    "以内": "<=",
    "以下": "<=",
    "之内": "<=",
    "多": ">",
    "余": ">",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in the text."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: str
    level: bool  # 千亿元级: of the size of


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The figures of ``text[start:end]``, which is folded, in order.

    >>> [(q.value, q.unit, q.comparator) for q in quantities("突破1000亿元，增长三成，5万多家", 0, 18)]
    [(Decimal('100000000000'), '元', '>'), (Decimal('50000'), '家', '>')]
    """
    for match in QUANTITY.finditer(text, start, end):
        if not _part_of_word(text, match, start):
            found = _quantity(match)
            if found.value:  # 零增长, 零对接 count nothing
                yield found


def _quantity(match: re.Match[str]) -> Quantity:
    top: Decimal | None = None
    if match["percent"]:
        low, unit = value(match["percent"]), "%"
    elif match["fold"]:
        low, unit = Decimal(2) ** int(value(match["folds"] or "一")), "倍"
    elif match["fraction"]:
        low = (100 * value(match["upper"]) / value(match["lower"])).quantize(Decimal("0.01"))
        unit = "%"
    else:
        unit = match["unit"]
        scale = match["scale"] or match["bare"] or ""
        if match["max"]:
            top = value(match["max"] + match["mscale"])
            scale = scale or match["mscale"]
        low = value((match["number"] or "") + scale)
        if unit == "万千瓦":
            low, unit, top = low * 10000, "千瓦", top * 10000 if top else None
    sign = _BY_WORD.get(match["before"] or "", "")
    sign = sign or _BY_AFTER.get(match["after"] or match["more"] or match["more2"] or "", "")
    comparator = "range" if top is not None else sign or "="
    start = match.start()
    return Quantity(start, match.end(), low, top, unit, comparator, bool(match["level"]))


def _part_of_word(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the digits belong to something else: 第3个, 2025年, G60, 1-4月, 一个 of 一个多月."""
    before = text[match.start() - 1] if match.start() > start else ""
    if before and (before in "第" or (before.isascii() and (before.isalnum() or before == "."))):
        return True
    return text[match.end() : match.end() + 1] == "月" and match["unit"] == "个"
