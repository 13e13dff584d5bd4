"""The word lists that ship with the package, as values. Sources: kg/data/SOURCES.md.

Every list is read once, on first use. Names as keys are folded (:func:`kg.text.folded`): look up
folded words in them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import InputError
from kg.lang import Text
from kg.text import folded

# Short forms that one text uses for one zone
SHORT_ZONE = re.compile(
    r"新片区|高新区|经开区|自贸试验区|自贸区|综保区|示范区|科学城|新区|开发区|大湾区"
)
_LEVEL_WORD = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|林区|地区|新区|省|市|州|盟|县|区|旗)$"
)
_LONGEST_PLACE = 16  # characters: 积石山保安族东乡族撒拉族自治县


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division (GB/T 2260)."""

    code: str  # six digits
    name: str  # 广东省
    level: str  # province, prefecture, county
    parent: str  # code; empty for provinces
    short: str  # 广东; empty where too short to stand alone
    other: tuple[str, ...]  # historic names; for provinces also 粤
    english: str
    ambiguous: bool  # the full name is also a common word (城区), or two characters long


@dataclass(frozen=True, slots=True)
class Known:
    """A named thing that a register lists."""

    register: str  # area, zone, body, media, listed, university, country
    name: str
    other: tuple[str, ...]
    code: str = ""  # exchange code of a listed company
    kind: str = ""
    place: str = ""  # code of the division it lies in
    ambiguous: bool = False  # also a common word: needs words around it that agree
    members: tuple[str, ...] = ()  # of an area: codes of the divisions that it is made of


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry or a cluster that a classification or programme names."""

    name: str
    other: tuple[str, ...]  # variants of the same name
    code: str  # GB/T 4754-2011
    broader: str
    scheme: str
    bare: bool  # names an industry without 产业 behind it
    english: str


@dataclass(frozen=True, slots=True)
class Function:
    """What a department of a province, city or county does: the words after the place name."""

    full: str  # 工业和信息化厅
    short: tuple[str, ...]  # 工信厅
    kind: str


@cache
def table(file: str) -> tuple[Mapping[str, str], ...]:
    """The rows of ``kg/data/<file>.tsv`` by column name; missing cells are empty.

    Raises:
        InputError: a row has more cells than the header.
    """
    lines = files("kg").joinpath(f"data/{file}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    header = rows[0]
    for row in rows[1:]:
        if len(row) > len(header):
            raise InputError(
                f"{file}.tsv", Text(f"单元格比列多：{row}", f"more cells than columns: {row}")
            )
    return tuple(
        MappingProxyType(dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)))
        for row in rows[1:]
    )


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def divisions() -> Mapping[str, Division]:
    """Divisions by code."""
    return {
        row["code"]: Division(
            row["code"],
            row["name"],
            row["level"],
            row["parent"],
            row["short"],
            _cells(row["other"]),
            row["english"],
            row["ambiguous"] == "1",
        )
        for row in table("regions")
    }


@cache
def division_codes() -> Mapping[str, tuple[str, ...]]:
    """Codes by full, short or other name: one name may have many (鼓楼区 has four)."""
    found: dict[str, set[str]] = defaultdict(set)
    for division in divisions().values():
        for name in (division.name, division.short, *division.other):
            if name:
                found[folded(name)].add(division.code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def place_heads(name: str) -> list[str]:
    """The divisions' names that ``name`` (folded) begins with and goes on behind, shortest first.

    >>> place_heads("吉林省发展改革委")
    ['吉林', '吉林省']
    """
    known = division_codes()
    return [name[:n] for n in range(2, min(len(name), _LONGEST_PLACE + 1)) if name[:n] in known]


def stem(name: str) -> str:
    """A division's name without the word for its level; "" where a single letter would be left.

    >>> stem("阳新县"), stem("神农架林区"), stem("赵县")
    ('阳新', '神农架', '')
    """
    bare = _LEVEL_WORD.sub("", name)
    return bare if 1 < len(bare) < len(name) else ""


def lineage(code: str) -> Iterator[str]:
    """The code itself and the codes above it.

    >>> list(lineage("440106"))
    ['440106', '440100', '440000']
    """
    while code:
        yield code
        code = divisions()[code].parent if code in divisions() else ""


def place_key(code: str) -> str:
    """A division's full name, behind its parent's where divisions share it; "" for no code.

    >>> place_key("441900"), place_key("320302"), place_key("")
    ('东莞市', '徐州市鼓楼区', '')
    """
    if not code:
        return ""
    division = divisions()[code]
    shared = len(division_codes()[folded(division.name)]) > 1
    return (divisions()[division.parent].name if shared and division.parent else "") + division.name


def centre(votes: Mapping[str, int]) -> str:
    """The division that a text is about: the lowest one that holds two thirds of the votes.

    ``votes`` counts mentions by code; a mention of a city counts for its province too. With votes
    spread over provinces it is the code with most votes, the smaller one of equals; "" for none.

    >>> centre({"370700": 3, "370100": 2, "370000": 1}), centre({"441900": 9, "440000": 1})
    ('370000', '441900')
    """
    weight: dict[str, int] = defaultdict(int)
    for code, count in votes.items():
        for above in lineage(code):
            weight[above] += count
    total = sum(votes.values())
    if not total:
        return ""
    holding = [code for code, count in weight.items() if 3 * count >= 2 * total]
    if holding:
        return max(holding, key=lambda code: (len(list(lineage(code))), code))
    return min(weight, key=lambda code: (-weight[code], code))


_FILES = {
    "area": "areas",
    "zone": "zones",
    "body": "bodies",
    "media": "media",
    "listed": "companies",
    "university": "universities",
    "country": "countries",
}


@cache
def known(register: str) -> tuple[Known, ...]:
    """The rows of one register: area, zone, body, media, listed (companies), university, country."""
    return tuple(
        Known(
            register,
            row["name"],
            _cells(row.get("other", "")),
            row.get("code", ""),
            row.get("kind", ""),
            row.get("region", ""),
            row.get("ambiguous", "") == "1",
            _cells(row.get("members", "")),
        )
        for row in table(_FILES[register])
    )


@cache
def known_by_name(register: str) -> Mapping[str, Known]:
    """Rows by name and by other name; where two rows share one, the one named so wins."""
    rows = known(register)
    by_other = {folded(other): row for row in reversed(rows) for other in row.other}
    return {**by_other, **{folded(row.name): row for row in rows}}


@cache
def industries() -> Mapping[str, Industry]:
    """Industries by name."""
    return {
        row["name"]: Industry(
            row["name"],
            _cells(row["other"]),
            row["code"],
            row["broader"],
            row["scheme"],
            row["bare"] == "1",
            row["english"],
        )
        for row in table("industries")
    }


@cache
def industry_by_name() -> Mapping[str, Industry]:
    """Industries by name and by variant; a name wins over a variant."""
    rows = industries().values()
    by_other = {folded(other): row for row in rows for other in row.other}
    return {**by_other, **{folded(row.name): row for row in rows}}


@cache
def functions() -> Mapping[str, Function]:
    """Departments' functions by full and by short form; a full form wins."""
    rows = [Function(row["full"], _cells(row["short"]), row["kind"]) for row in table("functions")]
    by_short: dict[str, Function] = {}
    for row in rows:
        for short in row.short:
            by_short.setdefault(short, row)
    return {**by_short, **{row.full: row for row in rows}}


@cache
def words(file: str, column: str) -> frozenset[str]:
    """One column of a list as a set: words("surnames", "name")."""
    return frozenset(row[column] for row in table(file))


@cache
def common_words() -> tuple[tuple[str, str], ...]:
    """Common words with a tag of their part of speech; a word may stand there twice."""
    lines = files("kg").joinpath("data/words.tsv").read_text("utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if not line.startswith("#")]
    return tuple((word, tag) for word, _, tag in rows[1:])


@cache
def policy_suffixes() -> Mapping[str, bool]:
    """Closing words of titles; whether such a document is a policy."""
    return {row["suffix"]: row["is_policy"] == "1" for row in table("policy_suffixes")}
