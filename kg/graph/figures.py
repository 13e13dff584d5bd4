"""Targets and instruments as nodes: their ids, their short names, their figures as text."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from kg.schema import INSTRUMENTS, entity_id
from kg.types import Instrument, Target

_SCALES = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_COMPARED = {
    "=": "{}",
    ">": "超过{}",
    ">=": "{}以上",
    "<": "低于{}",
    "<=": "不超过{}",
    "~": "{}左右",
}


def plain(value: Decimal) -> str:
    """The number in digits: equal values give equal text, whatever was calculated before.

    >>> plain(Decimal("8.20E+2")), plain(Decimal("0.10")), plain(Decimal("-0.0"))
    ('820', '0.1', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def target_id(target: Target) -> str:
    """Equal for the same point of the same indicator of the same holder, in every article."""
    return _hashed(
        "TARGET",
        target.holder,
        target.indicator,
        target.scope,
        target.deadline,
        target.comparator,
        target.value,
        target.value_max,
        target.unit,
    )


def instrument_id(instrument: Instrument, words: str) -> str:
    """``words`` of the measure tell two measures without an amount apart."""
    return _hashed(
        "INSTRUMENT",
        instrument.holder,
        instrument.kind,
        words if instrument.amount is None else instrument.amount,
        instrument.unit,
        instrument.comparator,
        instrument.recipient,
    )


def target_name(target: Target) -> str:
    """带动企业上云用云：80万家（2023）"""
    figure = _figure(target.comparator, target.value, target.value_max, target.unit)
    year = f"（{target.deadline}）" if target.deadline else ""
    return f"{target.indicator}：{figure}{year}"


def instrument_name(instrument: Instrument, words: str) -> str:
    """补助奖励：不超过500万元（专精特新企业）"""
    figure = words
    if instrument.amount is not None:
        figure = _figure(instrument.comparator, instrument.amount, None, instrument.unit)
    recipient = f"（{instrument.recipient}）" if instrument.recipient else ""
    return f"{INSTRUMENTS[instrument.kind][0]}：{figure}{recipient}"


def _figure(comparator: str, value: Decimal, value_max: Decimal | None, unit: str) -> str:
    if comparator == "range" and value_max is not None:
        return f"{_short(value)}-{_short(value_max)}{unit}"
    return _COMPARED.get(comparator, "{}").format(_short(value) + unit)


def _short(value: Decimal) -> str:
    """With 万亿, 亿 or 万 where that is shorter and leaves a number of one or more.

    >>> _short(Decimal(800000)), _short(Decimal("26000")), _short(Decimal(12345))
    ('80万', '2.6万', '12345')
    >>> _short(Decimal(30000000)), _short(Decimal(120000000))
    ('3000万', '1.2亿')
    """
    scales = ((scale, word) for scale, word in _SCALES if abs(value) >= scale)
    forms = [plain(value), *(plain(value / scale) + word for scale, word in scales)]
    return min(forms, key=len)


def _hashed(label: str, *fields: str | int | Decimal | None) -> str:
    content = "|".join(
        plain(field) if isinstance(field, Decimal) else "" if field is None else str(field)
        for field in fields
    )
    return entity_id(label, hashlib.sha256(content.encode()).hexdigest()[:16])
