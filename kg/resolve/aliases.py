"""Short forms of organisations in one article, joined to the fullest form, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.registers import Known, division_codes, known_by_name
from kg.resolve.departments import is_bare

# What a company's full name has behind its short one; a place in brackets names a subsidiary
_LEGAL = re.compile(
    r"(?:集团|控股|股份|科技|技术|实业|投资|发展|汽车|工业|电子|智能|信息|网络|新能源|能源|"
    r"材料|新材料|生物|医药|"
    r"制药|装备|重工|通信|半导体|[（(](?:集团|中国|控股|股份)[）)]|有限责任|有限|公司)+"
)
_COMPANY = re.compile(r"(?:有限责任公司|有限公司|集团公司|公司|集团)$")
LEGAL_FORM = re.compile(r"(?:[（(](?:集团|控股|股份)[）)]|集团|控股|股份|有限责任|有限|公司)+$")
# （以下简称“某某”）, （下称“某某”，000651.SZ）, （某某）
_BRACKET = re.compile(
    r"[（(](?:以下|下)?(?:统|合|均)?(?:简称|称)?(?:为)?[:：]?[“\"「]?"
    r"(?P<name>[^“”\"「」（）()，。、]{2,16})[”\"」]?(?:[，,][^（）()]{1,20})?[）)]"
)
_NATIONAL = ("中国", "国家", "全国")
_ASSOCIATION = re.compile(r"(?:会|院|所|中心|联盟|大学|学院|局|部|委|公司|集团|银行)$")


@dataclass(frozen=True, slots=True)
class Alias:
    """What a name in the text stands for, and why; no reason where it stands for itself."""

    full: str
    reason: str


def row_of(name: str) -> Known | None:
    """The register's row of a folded name: central bodies, media, companies, universities."""
    for register in ("body", "media", "listed", "university"):
        row = known_by_name(register).get(name)
        if row is not None:
            return row
    return None


def aliases(text: str, names: Mapping[int, str]) -> dict[str, Alias]:
    """For every name of a text what it stands for; a name of its own stands for itself.

    ``names``: folded names by where they end in the folded ``text``.
    """
    surfaces = sorted(set(names.values()), key=lambda name: (-len(name), name))
    out = {short: Alias(full, "简称 in brackets") for short, full in _defined(text, names)}
    for short in surfaces:
        if short in out:
            continue
        for full in surfaces:
            if len(full) <= len(short):
                break
            reason = "" if full in out else _reason(full, short)
            if reason:
                out[short] = Alias(full, reason)
                break
    _abbreviations(surfaces, out)
    return {name: out.get(name, Alias(name, "")) for name in surfaces}


def _defined(text: str, names: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Pairs of short and full that brackets behind the full name state, first statement first."""
    known = set(names.values())
    seen: set[str] = set()
    for end, full in sorted(names.items()):
        match = _BRACKET.match(text, end)
        short = match["name"] if match else ""
        if short in known and short not in seen and len(short) < len(full):
            seen.add(short)
            yield short, full


def _reason(full: str, short: str) -> str:
    """Why ``short`` is a short form of ``full``; "" if it is none."""
    if _short_of(full, short):
        return "the name without its place and legal form"
    row = row_of(short)
    if row is not None and row is row_of(full):
        return f"register: {row.register}"
    return ""


def _short_of(full: str, short: str) -> bool:
    """Whether ``full`` is ``short`` with a place before and company words behind; before a name
    of four letters and a legal form may stand anything (a group's name)."""
    at = full.find(short)
    if at < 0 or len(short) < 2 or (at > 0 and len(short) < 3):
        return False
    head, tail = full[:at], full[at + len(short) :]
    if tail and _LEGAL.fullmatch(tail) is None:
        return False
    if not head or head in division_codes() or head in _NATIONAL:
        return bool(head or tail)
    # a department's name is no one's short form but its own place's
    company = len(short) > 3 and _COMPANY.search(tail) is not None
    return company and len(head) < 7 and not is_bare(short)


def _abbreviations(surfaces: Sequence[str], out: dict[str, Alias]) -> None:
    """Initials that fit one name of the text alone: 莱钢, 中建联."""
    for short in surfaces:
        if short in out or row_of(short) is not None or is_bare(short):
            continue
        fits = [full for full in surfaces if full not in out and _abbreviates(short, full)]
        if len(fits) == 1:
            out[short] = Alias(fits[0], "initials of the only name that they fit")


def _abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` takes the first letters of the words of ``full``.

    >>> _abbreviates("河钢", "河北钢铁集团有限公司"), _abbreviates("中建联", "中国建筑材料联合会")
    (True, True)
    """
    core = LEGAL_FORM.sub("", full)
    if len(short) == 2:
        return len(core) == 4 and short == core[0] + core[2]
    if not 3 <= len(short) <= 5 or len(full) < len(short) + 3 or short[0] != full[0]:
        return False
    rest = iter(full)
    ends = short[-1] in full[-3:] and _ASSOCIATION.search(full) is not None
    return ends and all(letter in rest for letter in short)
