"""Quantities in folded text: number, scale, unit, comparator. Offsets count in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.numerals import NUMBER, SCALE, integer, value

# Units that figures of plans carry: classifiers (GB/T 15835 lists none; collected by reading) and SI
UNITS = (
    "个百分点 百分点 平方公里 平方千米 立方米 平方米 万千瓦 千瓦时 千瓦 兆瓦 吉瓦 太瓦 公里 千米 "
    "海里 公顷 亩 吨 千克 公斤 标准箱 标箱 人次 架次 班次 车次 台套 台 套 辆 辆次 家 户 个 条 座 "
    "项 件 人 名 位 所 处 支 只 颗 枚 艘 架 列 班 趟 次 种 类 份 倍 站 张 张床 床 间 所 宗 单 栋 "
    "幢 块 片 株 头 尾 羽 箱 瓶 盒 卷 册 本 场 期 批 届 款 米 克 升 度 元 美元 欧元 港元 新台币 "
    "日元 人民币 斤 公斤 担 % ‰ GW MW kW KW GWh MWh kWh TB PB EB ZB EFLOPS PFLOPS Gbps Mbps Tbps EOPS 纳米 "
    "微米 毫米 厘米 小时 天 岁"
).split()
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=lambda u: (-len(u), u)))
_BEFORE = (
    r"(?:不少于|不低于|不小于|不高于|不超过|不多于|不大于|至少|最多|最高|超过|突破|超出|高于|"
    r"大于|多于|低于|少于|小于|逾|超|过|约为|约|大约|大概|"
    r"近|接近|将近|达到或超过)"
)
_AFTER = r"(?:及以上|以上|左右|上下|以内|以下|之内|多|余)"
_PETA = r"P(?=[，。；、）,;以左]|算力|$)"  # 300P: of computing power
_MONEY = r"(?<=亿)(?=[，。；、！？”）规以左的]|$|\n)"  # 产值过千亿: the unit 元 is not said
QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?(?:百分之(?P<percent>[零一二三四五六七八九十百]{{1,6}}|\d{{1,4}}(?:\.\d{{1,4}})?)"
    rf"|(?P<fold>翻(?P<folds>[一两二三四])?番)"
    rf"|(?P<lower>[二三四五六七八九十]{{1,2}}|[1-9]\d?)分之(?P<upper>[一二两三四五六七八九十]{{1,2}}|[1-9]\d?)"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?"
    rf"(?=以上|左右|以内|[，。；、）]|$)"
    r"|(?P<half2>一半|过半|半数|减半(?=[，。；、）]|$))(?!以下)"
    rf"|(?P<number>{NUMBER})(?:[  ]?(?:{_UNIT})?[  ]?(?P<to>[—–~～至到-]{{1,2}})[  ]?(?P<max>{NUMBER}))?"
    rf"(?P<more>[多余])?[  ]?(?P<unit>(?:{_UNIT}|{_PETA})(?:/(?:万|百|每)?[人户台件])?|{_MONEY}))"
    rf"(?P<level>级)?(?P<after>{_AFTER})?"
)
_LAND = ("亩", "公顷", "平方米", "平方公里", "斤")
_SCALED = re.compile(rf"{SCALE}$")
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


@lru_cache(maxsize=64)  # targets and instruments of a sentence ask for the same ones
def quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The figures of ``text[start:end]``, which is folded, in order.

    >>> [(q.value, q.unit, q.comparator) for q in quantities("突破1000亿元，增长三成，5万多家", 0, 18)]
    [(Decimal('100000000000'), '元', '>'), (Decimal('30'), '%', '='), (Decimal('50000'), '家', '>')]
    """
    matches = QUANTITY.finditer(text, start, end)
    found = (_quantity(match) for match in matches if not _part_of_word(text, match, start))
    return tuple(one for one in found if one.value)  # 零增长, 零对接 count nothing


def _quantity(match: re.Match[str]) -> Quantity:
    top: Decimal | None = None
    if match["percent"]:
        low, unit = value(match["percent"]), "%"
    elif match["fold"]:
        low, unit = 100 * (Decimal(2) ** int(value(match["folds"] or "一")) - 1), "%"
    elif match["upper"]:
        low, unit = 100 * value(match["upper"]) / value(match["lower"]), "%"
        low = low.quantize(Decimal("0.01")).normalize()
    elif match["tenths"]:
        half = {"": Decimal(0), "半": Decimal(5)}
        rest = match["half"] or ""
        low = 10 * value(match["tenths"]) + (half[rest] if rest in half else value(rest))
        unit = "%"
    elif match["half2"]:
        low, unit = Decimal(50), "%"
    else:
        low, unit = value(match["number"]), match["unit"] or "元"
        if match["max"]:
            top = value(match["max"])
            low *= _shared_scale(match["number"], match["max"])
        if unit == "万千瓦":
            low, unit, top = low * 10000, "千瓦", top * 10000 if top else None
    sign = _BY_WORD.get(match["before"] or "", "")
    sign = sign or (">" if match["half2"] == "过半" else "")
    sign = sign or _BY_AFTER.get(match["after"] or _more(match), "")
    comparator = "range" if top is not None else sign or "="
    start = match.start()
    return Quantity(start, match.end(), low, top, unit, comparator, bool(match["level"]))


def _more(match: re.Match[str]) -> str:
    """The 多 or 余 of 1000多亿元, 20多个; empty if there is none."""
    inside = re.search(r"[多余]", match["number"] or "")
    return match["more"] or (inside[0] if inside else "")


def _shared_scale(low: str, high: str) -> int:
    """What 亿 in 1.5-2亿元 does to the lower end, which has no scale of its own."""
    scale = _SCALED.search(high)
    return integer(scale[0]) if scale and not _SCALED.search(low) else 1


def _part_of_word(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the digits belong to something else: 第3个, 前10家, G60, 一个多月, 百家争鸣."""
    before = text[max(start, match.start() - 2) : match.start()]
    last = before[-1:]
    if last == "第" or (last.isascii() and (last.isalnum() or last == ".")):
        return True
    if last == "前" and before not in ("目前", "此前", "之前", "以前", "年前"):
        return True
    words = match["number"] or ""
    if words and not words.strip("百千万亿佰仟") and not match["before"]:
        # a bare scale is a figure of money or behind a verb of reaching only
        reached = last in tuple("达到至近成上破超过") or before in ("打造", "培育", "建设", "新增")
        if match["unit"] in _LAND:
            return True  # 万亩示范带
        return not (reached or ("亿" in words and match["unit"] in ("元", "美元")))
    return text[match.end() : match.end() + 1] == "月" and match["unit"] == "个"
