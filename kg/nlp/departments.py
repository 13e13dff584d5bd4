"""Departments of a place: 甘肃省科技厅, 省科技厅, and 财政厅 in a list of one province's departments."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import ahocorasick

from kg.nlp.reading import Reading
from kg.registers import division_codes, divisions, functions

DEPARTMENT, PARTY = "pattern:department", "pattern:department of the party"
# The place before a department when only its level is said: 省工信厅, 市发改委
_LEVELS = ("自治区", "省", "市", "区", "县", "州", "盟", "旗")
# 市、区人民政府 and 各县政府 name nobody
_EVERY = re.compile(r"(?:[省市县区州]、|各)$")
_NOT_BEFORE_LEVEL = re.compile(
    r"(?:全|我|该|本|各|外|跨|城|都|超|上|门|夜|股|楼|入|开|大|新|老|地|社|校|园|景|辖|社)$"
)


@cache
def _functions() -> Any:
    automaton = ahocorasick.Automaton()
    for name in sorted(functions()):
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def find_departments(reading: Reading) -> None:
    """甘肃省科技厅, 省科技厅, and 财政厅 in a list of one province's departments."""
    text = reading.folded
    regions: dict[int, int] = {}
    for c in reading.of("REGION"):
        regions[c.end] = min(c.start, regions.get(c.end, c.start))
    longest: dict[int, str] = {}
    for last, name in _functions().iter(text):
        start = last + 1 - len(name)
        if len(name) > len(longest.get(start, "")):
            longest[start] = name
    for start, name in sorted(longest.items()):
        end = start + len(name)
        if not _ends(reading, end, name):
            continue
        head = start
        while head in regions:  # 浙江省杭州市…: the whole chain
            head = regions[head]
        if head < start:
            rule = PARTY if functions()[name].kind == "party" else DEPARTMENT
            if rule == PARTY and text.endswith("中共", 0, head):
                head -= len("中共")
            reading.add(head, end, "ORG", rule, 0.92)
            continue
        level = next((v for v in _LEVELS if text.endswith(v, 0, start)), "")
        at = start - len(level)
        if level and _any_of_level(reading, level, at):
            continue
        if level and not _NOT_BEFORE_LEVEL.search(text, max(0, at - 1), at) and reading.edge(at):
            reading.add(at, end, "ORG", "pattern:department of the level", 0.8)
        elif (
            not level
            and len(name) > 2
            and reading.name_edge(start)
            and functions()[name].kind != "party"
            and not name.endswith(("中心", "政府"))
        ):
            reading.add(start, end, "ORG", "pattern:bare department", 0.65)


def names_nobody(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch is a department of every place of a level: 各市、县人民政府."""
    name = reading.folded[start:end]
    level = next((v for v in _LEVELS if name.startswith(v)), "")
    return (
        bool(level) and name[len(level) :] in functions() and _any_of_level(reading, level, start)
    )


def _any_of_level(reading: Reading, level: str, at: int) -> bool:
    """Whether 区人民政府 means every district's: the text names none, or 市、 or 各 stands before."""
    if _EVERY.search(reading.folded, max(0, at - 3), at):
        return True
    if level in ("省", "市", "自治区"):
        return False
    return not any(_below_city(reading.folded[c.start : c.end]) for c in reading.of("REGION"))


def _below_city(name: str) -> bool:
    """Whether a place is a county or smaller, by its name or by the register."""
    codes = division_codes().get(name, ())
    return any(divisions()[code].level == "county" for code in codes) or name.endswith(
        ("区", "县", "旗", "州", "盟")
    )


def _ends(reading: Reading, end: int, name: str) -> bool:
    """Whether a department's name can end here: 政府投资 and 财政局长 say it cannot."""
    behind = reading.folded[end : end + 1]
    if behind in ("长", "员", "性") or (name[-1] in "厅局委办" and behind == "级"):
        return behind == "长" and reading.edge(end)
    return reading.name_edge(end) or len(name) > 3
