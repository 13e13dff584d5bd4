"""Chinese numbers, exact. Both scripts; digits with 万, 亿 as GB/T 15835-2011 allows."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}  # 大写, as in contracts
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
# At most 15 digits, whole runs only: what is longer is no figure but an account or a broken input
_ARABIC = (
    r"(?:(?<![\d,])\d{1,3}(?:,\d{3}){1,4}(?![\d,])(?:\.\d{1,6})?"
    r"|(?<!\d)\d{1,15}(?!\d)(?:\.\d{1,9}(?!\d))?)"
)
_WORDS = "零〇○一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
SCALE = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千|百)"
_MORE = r"(?:[  ]?[多余])?[  ]?"  # 1000多亿, 500 亿
# Digits with a scale, also two (1亿2000万), or numerals throughout (一亿二千万)
NUMBER = (
    rf"(?:{_ARABIC}(?:{_MORE}{SCALE}(?:{_ARABIC}(?:千万|百万|十万|万))?)?"
    rf"|(?<![{_WORDS}万亿])[{_WORDS}万亿]{{1,28}}(?![{_WORDS}万亿])(?:多[万亿]+)?)"
)
_PART = re.compile(rf"(?P<number>{_ARABIC})(?P<scale>{SCALE}?)")


def integer(words: str) -> int:
    """A whole number in digits or Chinese numerals.

    >>> integer("二十三"), integer("一百零五"), integer("十"), integer("1,200"), integer("三千万")
    (23, 105, 10, 1200, 30000000)

    Raises:
        ValueError: ``words`` is no such number.
    """
    plain = words.replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not words or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in words):
        raise ValueError(f"not a number: {words!r}")
    if all(c in _DIGITS for c in words):  # 二〇二五: digit by digit
        return int("".join(str(_DIGITS[c]) for c in words))
    total = section = digit = 0
    unit = 1
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
            unit = 1 if not digit else unit  # after 零 a digit counts ones
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit, unit = 0, _SMALL[c]
        else:
            scale = unit = _LARGE[c]
            section += digit
            if total and (not section or total % scale):  # 三千万亿: it scales all before it
                total = (total + section) * scale
            else:
                total += (section or 1) * scale
            section = digit = 0
    return total + section + digit * max(unit // 10, 1)  # 两万五: 25000


def value(words: str) -> Decimal:
    """The value of folded ``words``, which match ``NUMBER``; white space, 多 and 余 do not count.

    Decimal, because with floats 8.2亿 is 819999999.9999999. A bare scale counts one: 千亿.

    >>> value("8.2亿"), value("22,437亿"), value("千亿"), value("伍佰万")
    (Decimal('820000000'), Decimal('2243700000000'), Decimal('100000000000'), Decimal('5000000'))
    >>> value("1亿2000万"), value("一亿二千万")
    (Decimal('120000000'), Decimal('120000000'))

    Raises:
        ValueError: ``words`` is no number.
    """
    plain = re.sub(r"[\s多余]", "", words)
    if plain[:1].isascii():
        result, end = Decimal(0), 0
        for part in _PART.finditer(plain):
            if part.start() != end:
                break
            scale = integer(part["scale"]) if part["scale"] else 1
            result += Decimal(part["number"].replace(",", "")) * scale
            end = part.end()
        if not plain or end != len(plain):
            raise ValueError(f"not a number: {words!r}")
    else:
        result = Decimal(integer(plain))
    return result.quantize(1) if result == result.to_integral_value() else result.normalize()
