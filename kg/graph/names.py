"""Names in English."""

from __future__ import annotations

from kg.registers import divisions, industry_by_name
from kg.text import folded


def english(entity_id: str, name: str) -> str:
    """The name in English, where a reviewed register has one.

    >>> english("region/440000", "广东省"), english("org/某公司", "某公司")
    ('Guangdong', '')
    """
    kind, _, key = entity_id.partition("/")
    if kind == "region" and key in divisions():
        return divisions()[key].english
    if kind == "industry" and folded(name) in industry_by_name():
        return industry_by_name()[folded(name)].english
    return ""
