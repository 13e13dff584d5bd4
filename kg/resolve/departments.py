"""Departments of a place, spelt out: 甘肃省科技厅成果转化处, 省工信厅, 财政厅 in a list of departments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.registers import Division, Function, division_codes, divisions, functions, place_heads
from kg.resolve.context import Places

UNIT_SUFFIX = re.compile(
    r"(?:总部|研究院|研究所|研究中心|分公司|事业部|处|(?<!公)司|室|所|科|中心|办公室|分行|分院|局)$"
)
# What a place is called before a department when only its level is said, and whether a name of
# one letter follows (省委)
_LEVELS = ("自治区", "省", "市", "区", "县", "州", "盟", "旗")
# A zone's committee keeps the name of its zone: 长兴经开区管委会 is not 长兴县's
_ZONE = re.compile(r"(?:经济技术|高新技术产业|经济)?开发区|高新区|经开区|新区|保税区|自由贸易")
# 发改委 of a province or a city; only a province has a 厅
_PROVINCIAL = ("省", "自治区")


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a place: 甘肃省 + 科学技术厅 + 成果转化处."""

    code: str  # of the place; empty if unknown
    place: str  # full name of the place, or the level alone
    body: str  # full form of the function
    unit: str  # inner unit; empty if none

    @property
    def name(self) -> str:
        return self.place + self.body + self.unit

    @property
    def parent(self) -> str:
        """The name of the department that an inner unit belongs to; empty if it is none."""
        return self.place + self.body if self.unit else ""


@dataclass(frozen=True, slots=True)
class _Words:
    """A name cut into its parts; ``head`` is the place as written, ``level`` 省 in 省科技厅."""

    head: str
    code: str
    level: str
    form: str
    unit: str


@cache
def _function_forms() -> re.Pattern[str]:
    forms = sorted(functions(), key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, forms)))


def is_bare(name: str) -> bool:
    """Whether a folded name is a department's function without any place: 发改委."""
    return name in functions()


def department(places: Places, position: int, name: str, nearby: str = "") -> Department | None:
    """``name`` (folded) read as [place or level] + function + [inner unit]; None if it is none.

    ``nearby``: code of the division whose department the sentence named before, for a function
    without its place (自治区党委书记、人大常委会主任; 某市交通局会同市财政局).
    """
    words = _cut(places, name.removeprefix("中共"))
    if words is None:
        return None
    division = _division(places, position, words, nearby)
    code = division.code if division else ""
    function = functions()[words.form]
    place = division.name if division else words.level
    if words.head and _ZONE.match(function.full):
        place = words.head
    return Department(code, place, _full(words.form, function, code), words.unit)


def _cut(places: Places, name: str) -> _Words | None:
    code, head, rest = "", "", name
    # a higher division in front of the one that the body belongs to is dropped
    while heads := place_heads(rest):
        code = _code_of(places, heads[-1], code)
        head, rest = heads[-1], rest[len(heads[-1]) :]
    level = "" if head else next((v for v in _LEVELS if rest.startswith(v)), "")
    rest = rest[len(level) :]
    match = _function_forms().match(rest)
    if match is None or (level and rest == level):
        return None
    if match.end() < len(rest) and not UNIT_SUFFIX.search(rest):
        return None
    return _Words(head, code, level, match[0], rest[match.end() :])


def _division(places: Places, position: int, words: _Words, nearby: str) -> Division | None:
    """Whose department it is; None if nothing says."""
    if words.code:
        return divisions()[words.code]
    if words.level:
        near = _named_so(nearby, words.level) if nearby else None
        return near or places.level(position, words.level)
    if nearby:
        return divisions()[nearby]
    if words.form.endswith("厅"):
        found = (places.level(position, level) for level in _PROVINCIAL)
        return next((division for division in found if division), None)
    code = places.at(position)
    return divisions()[code] if code else None


def _named_so(code: str, level: str) -> Division | None:
    division = divisions()[code]
    while not division.name.endswith(level):
        if not division.parent:
            return None
        division = divisions()[division.parent]
    return division


def _code_of(places: Places, head: str, above: str) -> str:
    codes = division_codes()[head]
    chosen = [code for code in codes if code in places.codes]
    below = [code for code in codes if above and divisions()[code].parent == above]
    rank = {"province": 0, "prefecture": 1, "county": 2}
    return (below or chosen or sorted(codes, key=lambda c: (rank[divisions()[c].level], c)))[0]


def _full(form: str, function: Function, code: str) -> str:
    full = form if function.kind == "party" else function.full  # 省委 has no longer form
    if code[:2] in ("71", "81", "82"):  # 人民政府 is the mainland's name
        full = full.replace("人民政府", "政府")
    return full
