"""Chinese numbers, exact. Both scripts; digits with 万, 亿 as GB/T 15835-2011 allows."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SCALES = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "十万亿": 10**13,
}
# At most 15 digits, whole runs only: what is longer is no figure but an account or a broken input
NUMBER = (
    r"(?:(?<![\d,])\d{1,3}(?:,\d{3}){1,4}(?![\d,])(?:\.\d{1,6})?"
    r"|(?<!\d)\d{1,15}(?!\d)(?:\.\d{1,9}(?!\d))?|[零〇一二两三四五六七八九十百千]{1,15})"
)
SCALE = r"(?:十万亿|万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?"
_VALUE = re.compile(rf"(?P<number>{NUMBER})?(?P<scale>{SCALE})")


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
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit = 0
        else:
            scale = _LARGE[c]
            section += digit
            if total and total % scale:  # 三千万亿: the unit scales all before it
                total = (total + section) * scale
            else:
                total += (section or 1) * scale
            section = digit = 0
    return total + section + digit


def value(words: str) -> Decimal:
    """The value of folded ``words``, which are one number with an optional scale.

    Decimal, because with floats 8.2亿 is 819999999.9999999. A bare scale counts one: 千亿.

    >>> value("8.2亿"), value("22,437亿"), value("千亿"), value("三十"), value("1.5")
    (Decimal('820000000'), Decimal('2243700000000'), Decimal('100000000000'), Decimal('30'), Decimal('1.5'))

    Raises:
        ValueError: ``words`` is no number.
    """
    match = _VALUE.fullmatch(words)
    if not match or not words:
        raise ValueError(f"not a number: {words!r}")
    number, scale = match["number"], match["scale"]
    if number is None:
        base = Decimal(1)
    elif number[0].isdigit() and number[0].isascii():
        base = Decimal(number.replace(",", ""))
    else:
        base = Decimal(integer(number))
    result = base * SCALES[scale]
    return result.quantize(1) if result == result.to_integral_value() else result.normalize()
