"""The figures of targets and instruments as people read them, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kg.graph import plain

_SIGNS = {"=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}
_CHINESE = (  # GB/T 15835-2011 allows 万 and 亿 as units of a number
    (Decimal(10**12), "万亿"),
    (Decimal(10**8), "亿"),
    (Decimal(10**4), "万"),
)
_ENGLISH = (
    (Decimal(10**12), " trillion"),
    (Decimal(10**9), " billion"),
    (Decimal(10**6), " million"),
)
_DIGITS = 3  # decimals beyond which a unit does not make a number easier to read


def figure(comparator: str, value: Decimal, value_max: Decimal | None, unit: str) -> dict[str, str]:
    """What the text says, short.

    >>> figure(">=", Decimal(800000), None, "家")
    {'zh': '≥ 80万家', 'en': '≥ 800,000 家'}
    >>> figure("range", Decimal(3), Decimal(5), "家")
    {'zh': '3–5家', 'en': '3–5 家'}
    >>> figure("=", Decimal("65.50"), None, "%")
    {'zh': '65.5%', 'en': '65.5%'}
    >>> figure("<=", Decimal("180000000000"), None, "元")
    {'zh': '≤ 1800亿元', 'en': '≤ 180 billion 元'}
    """
    space = "" if unit.startswith(("%", "‰")) or not unit else " "
    ends = [value] if value_max is None else [value, value_max]
    sign = "" if value_max is not None else _SIGNS.get(comparator, "")
    zh = "–".join(chinese(end) for end in ends)
    en = "–".join(english(end) for end in ends)
    return {"zh": f"{sign}{zh}{unit}", "en": f"{sign}{en}{space}{unit}"}


def chinese(value: Decimal) -> str:
    """With the largest of 万亿, 亿, 万 that leaves few decimals; exact.

    >>> [chinese(Decimal(n)) for n in ("120000", "150000000", "9999", "1234567", "0.50")]
    ['12万', '1.5亿', '9999', '1234567', '0.5']
    """
    return _scaled(value, _CHINESE) or plain(value)


def english(value: Decimal) -> str:
    """With the largest of trillion, billion, million that leaves few decimals, else in threes.

    >>> [english(Decimal(n)) for n in ("1500000", "800000", "1234567.80", "-0.5")]
    ['1.5 million', '800,000', '1,234,567.8', '-0.5']
    """
    whole, dot, rest = plain(value).partition(".")
    digits = f"{int(whole):,}" if int(whole) else whole
    return _scaled(value, _ENGLISH) or digits + dot + rest


def _scaled(value: Decimal, units: Iterable[tuple[Decimal, str]]) -> str:
    for scale, word in units:
        shorter = plain(value / scale)
        if abs(value) >= scale and len(shorter.partition(".")[2]) <= _DIGITS:
            return shorter + word
    return ""
