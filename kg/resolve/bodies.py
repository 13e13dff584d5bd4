"""Organisations: departments spelt out, short forms joined to the fullest name in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.registers import (
    Division,
    Known,
    division_codes,
    divisions,
    functions,
    known_by_name,
    lineage,
)
from kg.resolve.places import Places, is_level
from kg.schema import entity_id
from kg.text import folded, in_script_of
from kg.types import Entity

# What a company's full name has behind its short one, and a place before it
_LEGAL = re.compile(
    r"(?:集团|控股|股份|科技|技术|实业|投资|发展|汽车|工业|电子|智能|信息|网络|新能源|能源|"
    r"材料|新材料|生物|医药|"
    r"制药|装备|重工|通信|半导体|（[^）]{2,4}）|\([^)]{2,4}\)|有限责任|有限|公司)+"
)
_UNIT_SUFFIX = re.compile(
    r"(?:总部|研究院|研究所|研究中心|分公司|事业部|处|司|室|所|科|中心|办公室|分行|分院|局)$"
)
# Kinds of bodies whose short names have one standard expansion
_GOVERNING = frozenset(
    "ministry bureau party legislature court government military bank government-hk government-mo "
    "government-tw".split()
)
_LEVELS = {
    "省": "province",
    "自治区": "province",
    "市": "prefecture",
    "区": "county",
    "县": "county",
    "州": "prefecture",
}


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a place, spelt out: 甘肃省 + 科学技术厅 + 成果转化处."""

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


@cache
def _function_forms() -> re.Pattern[str]:
    forms = sorted(functions(), key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, forms)))


def department(places: Places, position: int, name: str, nearby: str = "") -> Department | None:
    """``name`` (folded) read as [place or level] + function + [inner unit]; None if it is none.

    ``nearby``: code of the division whose department the sentence named before, for a function
    without its place (自治区党委书记、人大常委会主任; 某市交通局会同市财政局).
    """
    code, rest = "", name.removeprefix("中共")
    # a higher division in front of the one that the body belongs to is dropped
    while True:
        head = next(
            (
                rest[:n]
                for n in range(min(len(rest) - 1, 12), 1, -1)
                if rest[:n] in division_codes()
            ),
            "",
        )
        if not head:
            break
        code, rest = _code_of(places, head, code), rest[len(head) :]
    level = ""
    if not code:
        level = next((v for v in _LEVELS if rest.startswith(v) and len(rest) > len(v) + 1), "")
        rest = rest[len(level) :]
    match = _function_forms().match(rest)
    if match is None or (match.end() < len(rest) and not _UNIT_SUFFIX.search(rest)):
        return None
    if not code and nearby:
        code = next((c for c in lineage(nearby) if not level or is_level(c, _LEVELS[level])), "")
    if not code:
        division = (
            places.level(position, _LEVELS[level])
            if level
            else _focus_for(places, position, match[0])
        )
        code = division.code if division else ""
    place = divisions()[code].name if code else level
    function = functions()[match[0]]
    full = match[0] if function.kind == "party" else function.full  # 省委 has no longer form
    if code[:2] in ("71", "81", "82"):  # 人民政府 is the mainland's name
        full = full.replace("人民政府", "政府")
    return Department(code, place, full, rest[match.end() :])


def _code_of(places: Places, head: str, above: str) -> str:
    codes = division_codes()[head]
    chosen = [c for i, c in sorted(places.codes.items()) if c in codes]
    below = [c for c in codes if above and divisions()[c].parent == above]
    rank = {"province": 0, "prefecture": 1, "county": 2}
    return (below or chosen or sorted(codes, key=lambda c: (rank[divisions()[c].level], c)))[0]


def _focus_for(places: Places, position: int, form: str) -> Division | None:
    """厅 belongs to a province; other bare departments to the division in focus."""
    if form.endswith("厅"):
        return places.level(position, "province")
    return places.level(position, "prefecture") or places.level(position, "province")


def entities(places: Places) -> Iterator[tuple[int, Entity]]:
    """For every ORG mention its entity; inner units name their parent by id."""
    document = places.document
    text = document.article.text
    plain = folded(text)
    names = {i: m.span.of(plain) for i, m in enumerate(document.mentions) if m.label == "ORG"}
    same = _aliases(plain, names)
    last: tuple[int, str] = (0, "")  # where the last department ended, and its place
    for index, name in names.items():
        span = document.mentions[index].span
        near = last[1] if not re.search(r"[\n。]", plain[last[0] : span.start]) else ""
        entity = _entity(places, span.start, same[name], same, near)
        if entity.register == "department":
            last = (span.end, entity.region.removeprefix("region/"))
        yield index, entity


def _entity(
    places: Places, position: int, name: str, same: dict[str, str], nearby: str = ""
) -> Entity:
    text = places.document.article.text
    row = _row(name)
    if row is not None and row.register == "body" and not _local(places, name, row, same):
        # 工信部 is spelt out; an institute or association keeps the fullest name of the text
        spelt = row.name if row.kind in _GOVERNING else name
        return _make(text, row.name, spelt, register="body", reason="register of bodies")
    unit_of = _registered_parent(name)
    if unit_of is not None:
        body, rest = unit_of
        return _make(text, body.name + rest, body.name + rest, parent=entity_id("ORG", body.name))
    found = department(places, position, name, nearby)
    if found is not None:
        region = entity_id("REGION", found.code) if found.code else ""
        parent_id = entity_id("ORG", found.parent) if found.parent else ""
        key = found.name if found.code else f"{found.name}~{places.document.article.id}"
        return _make(
            text,
            key,
            found.name,
            register="department",
            region=region,
            parent=parent_id,
            reason="place and function",
        )
    if row is not None:
        return _make(
            text,
            row.name,
            name,
            register=row.register,
            code=row.code,
            reason=f"register: {row.register}",
        )
    parents = [other for other in same if name.startswith(other) and same[other] != name]
    parent = max(parents, key=lambda n: (len(n), n), default="")
    is_unit = bool(parent) and bool(_UNIT_SUFFIX.search(name[len(parent) :])) and len(parent) > 1
    parent_id = _entity(places, position, same.get(parent, parent), same).id if is_unit else ""
    return _make(text, name, name, parent=parent_id, reason="as in the text")


def _local(places: Places, name: str, row: Known, same: dict[str, str]) -> bool:
    """Whether a bare 发改委 is the department of the division in focus, not the central body."""
    return name in functions() and bool(places.focus) and row.name not in same.values()


def _make(text: str, key: str, name: str, **rest: str) -> Entity:
    return Entity(entity_id("ORG", key), "ORG", in_script_of(text, name), **rest)  # type: ignore[arg-type]


def _row(name: str) -> Known | None:
    for register in ("body", "media", "listed", "university"):
        row = known_by_name(register).get(name)
        if row is not None:
            return row
    return None


def _registered_parent(name: str) -> tuple[Known, str] | None:
    """某部某研究所: a unit of a central body, whose name is spelt out."""
    for size in range(len(name) - 1, 2, -1):
        row = known_by_name("body").get(name[:size])
        if row is not None and _UNIT_SUFFIX.search(name[size:]) and row.name != name:
            return row, name[size:]
    return None


def _aliases(plain: str, names: dict[int, str]) -> dict[str, str]:
    """Short form -> fullest form, of the names in one text."""
    surfaces = sorted(set(names.values()), key=lambda n: (-len(n), n))
    out: dict[str, str] = {}
    for short in surfaces:
        for full in surfaces:
            if len(full) <= len(short) or full in out:
                continue
            if _bracketed(plain, full, short) or _short_of(full, short) or _one_row(full, short):
                out[short] = full
                break
    for name in surfaces:
        out.setdefault(name, name)
    return out


def _bracketed(plain: str, full: str, short: str) -> bool:
    pattern = (
        rf"{re.escape(full)}[（(](?:以下简称|下称|简称)?[:：]?[“\"]?{re.escape(short)}[”\"]?[）)]"
    )
    return re.search(pattern, plain) is not None


def _short_of(full: str, short: str) -> bool:
    """Whether ``full`` is ``short`` with a place before and company words behind."""
    at = full.find(short)
    if at < 0 or len(short) < 2 or (at > 0 and len(short) < 3):
        return False
    head, tail = full[:at], full[at + len(short) :]
    placed = not head or head in division_codes() or head in ("中国", "国家")
    return placed and (not tail or _LEGAL.fullmatch(tail) is not None) and bool(head or tail)


def _one_row(full: str, short: str) -> bool:
    row = _row(short)
    return row is not None and row is _row(full)
