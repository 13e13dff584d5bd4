"""Organisations: departments spelt out, register rows, companies under their fullest name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.registers import Known, known, known_by_name, place_heads, place_key
from kg.resolve.aliases import LEGAL_FORM, Alias, aliases, row_of
from kg.resolve.context import Places
from kg.resolve.departments import UNIT_SUFFIX, Department, department, is_bare
from kg.schema import entity_id
from kg.text import in_script_of
from kg.types import Entity, Span

# Kinds of bodies whose short names have one standard expansion
_GOVERNING = frozenset(
    "ministry bureau party legislature court government military bank government-hk government-mo "
    "government-tw".split()
)
# 、 and its kin between two members of one list of bodies
_JOINT = re.compile(r"、|和|与|及|以及|会同|联合|，")
_BREAK = re.compile(r"[\n。]")
_CODE = re.compile(
    r"[（(](?:[^（）()，,]{0,12}[，,])?(?:股票|证券)?(?:代码)?[:：]?(?:SH|SZ|sh|sz)?[:：.]?"
    r"(?P<code>[03689]\d{5})(?:\.(?:SH|SZ|BJ))?[）)]"
)
_CODE_IN_URL = re.compile(
    r"(?<![0-9A-Za-z])(?:s[hz]|bj)?(?P<code>[03689]\d{5})(?!\d)", re.IGNORECASE
)
# A name with its legal form is registered once; others are told apart by the region
_LEGAL_NAME = re.compile(r"(?:有限责任公司|有限公司|集团公司)(?:[\u4e00-\u9fff]{2,8}分公司)?$")
_WIDE = ("中国", "国家", "全国", "中央", "世界", "国际", "中华", "联合国", "亚洲", "全球")
_LONGEST_COMMON = 8  # characters; longer names of institutes and associations do not repeat


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is known of an article's organisations before any of them is named."""

    places: Places
    same: Mapping[str, Alias]  # by folded name
    first: Mapping[str, int]  # where each full name, or a short form of it, stands first
    codes: Mapping[str, str]  # stock codes that the text gives, by full name

    def shorts(self, full: str) -> list[str]:
        """The short forms that stand for a full name."""
        return sorted(name for name, alias in self.same.items() if alias.full == full != name)

    def entity(self, position: int, name: str, nearby: str = "", central: bool = False) -> Entity:
        """The entity of a folded name; ``central``: its neighbours in a list are central bodies."""
        alias = self.same.get(name, Alias(name, ""))
        full = alias.full
        row = row_of(full)
        if row is not None and row.register == "body" and (central or self._is_central(full, row)):
            # 工信部 is spelt out; an institute or association keeps the fullest name of the text
            spelt = row.name if row.kind in _GOVERNING else full
            reason = alias.reason or "register of bodies"
            return self._make(row.name, spelt, register="body", reason=reason)
        unit_of = _registered_parent(full)
        if unit_of is not None:
            body, rest = unit_of
            spelt = body.name + rest
            parent = entity_id("ORG", body.name)
            return self._make(spelt, spelt, parent=parent, reason="unit of a central body")
        found = department(self.places, position, full, nearby)
        if found is not None:
            return self._department(found, alias.reason, row)
        code = self.codes.get(full, "")
        row, reason = self._company(full, row, code)
        if row is not None:
            reason = alias.reason or reason
            return self._make(row.name, full, register=row.register, code=row.code, reason=reason)
        return self._unregistered(position, full, code, alias.reason or "as in the text")

    def _department(self, found: Department, reason: str, row: Known | None) -> Entity:
        return self._make(
            found.name if found.code else f"{found.name}~{self.places.document.article.id}",
            found.name,
            register="department",
            region=entity_id("REGION", found.code) if found.code else "",
            parent=entity_id("ORG", found.parent) if found.parent else "",
            reason=reason or "place and function",
            candidates=(entity_id("ORG", row.name),) if row is not None else (),
        )

    def _company(self, name: str, row: Known | None, code: str) -> tuple[Known | None, str]:
        """The register's row and why; a stock code in the text has the last word."""
        by_code = listed_by_code().get(code)
        if by_code is not None:
            return by_code, f"stock code {code} in the text"
        if code and row is not None and row.code:
            return None, ""
        if row is not None:
            return row, f"register: {row.register}"
        rows = (known_by_name("listed").get(short) for short in self.shorts(name))
        row = next((row for row in rows if row is not None and not row.ambiguous), None)
        if row is not None:
            return row, "register: listed, by its short form in the text"
        row = _by_core(name)
        return row, "register: listed, by the name without place and legal form"

    def _unregistered(self, position: int, name: str, code: str, reason: str) -> Entity:
        """A name that no register has; its unit's parent is the longest name that it begins with."""
        heads = [
            other
            for other, alias in self.same.items()
            if name.startswith(other) and alias.full != name and 1 < len(other) < len(name)
        ]
        head = max(heads, key=lambda other: (len(other), other), default="")
        is_unit = bool(head) and UNIT_SUFFIX.search(name[len(head) :]) is not None
        parent = self.entity(position, head).id if is_unit else ""
        place = self.places.at(self.first.get(name, position))
        qualifier = "" if parent or code or _told_apart(name) else place_key(place)
        return self._make(
            f"{name}~{qualifier}" if qualifier else name,
            name,
            code=code,
            parent=parent,
            context=entity_id("REGION", place) if place else "",
            reason=reason,
        )

    def _is_central(self, name: str, row: Known) -> bool:
        """A bare 发改委 is the department of the division in focus, if there is one."""
        named = any(alias.full == row.name for alias in self.same.values())
        return not is_bare(name) or not self.places.focus or named

    def _make(self, key: str, name: str, **rest: Any) -> Entity:
        name = in_script_of(self.places.document.article.text, name)
        return Entity(entity_id("ORG", key), "ORG", name, **rest)


def entities(places: Places) -> Iterator[tuple[int, Entity]]:
    """For every ORG mention its entity; inner units name their parent by id."""
    mentions = places.document.mentions
    names = {i: m.span.of(places.text) for i, m in enumerate(mentions) if m.label == "ORG"}
    same = aliases(places.text, {mentions[i].span.end: name for i, name in names.items()})
    first: dict[str, int] = {}
    codes: dict[str, str] = {}
    linked = {link.span: _code_in(link.url) for link in places.document.article.links}
    for index, name in names.items():
        first.setdefault(same[name].full, mentions[index].span.start)
        match = _CODE.match(places.text, mentions[index].span.end)
        code = match["code"] if match else linked.get(mentions[index].span, "")
        if code and (match or _is_name_of(name, code)):
            codes.setdefault(same[name].full, code)
    reader = _Reader(places, same, first, codes)
    central = _central(places.text, {i: mentions[i].span for i in names})
    last: tuple[int, str] = (0, "")  # where the last department ended, and its place
    for index, name in names.items():
        span = mentions[index].span
        near = "" if _BREAK.search(places.text, last[0], span.start) else last[1]
        entity = reader.entity(span.start, name, near, index in central)
        if entity.register == "department":
            last = (span.end, entity.region.removeprefix("region/"))
        yield index, entity


def _code_in(url: str) -> str:
    """The first code of a listed company in a link's address: …/stock/600000.html; empty if none."""
    codes = (match["code"] for match in _CODE_IN_URL.finditer(url))
    return next((code for code in codes if code in listed_by_code()), "")


def _is_name_of(name: str, code: str) -> bool:
    """Whether the linked words name the company of the link: pages link any word that equals a
    stock's short name, so the register's name must agree."""
    row = listed_by_code()[code]
    return name in (row.name, *row.other) or row.name in name


def _central(text: str, spans: Mapping[int, Span]) -> set[int]:
    """Mentions in lists of bodies of which the central ones are named first, or alone: 国资委 behind
    工信部 is the central one, 财政厅 behind 某省科技厅 is not."""
    out: set[int] = set()
    group: list[int] = []
    for index in spans:
        if group and not _JOINT.fullmatch(text[spans[group[-1]].end : spans[index].start]):
            out |= _if_central(text, spans, group)
            group = []
        group.append(index)
    return out | _if_central(text, spans, group)


def _if_central(text: str, spans: Mapping[int, Span], group: list[int]) -> set[int]:
    for index in group:
        name = spans[index].of(text)
        row = row_of(name)
        if not is_bare(name):
            central = row is not None and row.register == "body" and row.kind in _GOVERNING
            return set(group) if central else set()
    return set()


@cache
def listed_by_code() -> Mapping[str, Known]:
    """Listed companies by exchange code."""
    return {row.code: row for row in known("listed") if row.code}


def _by_core(name: str) -> Known | None:
    """A listed company by its legal name: 珠海|格力电器|股份有限公司."""
    core = LEGAL_FORM.sub("", name)
    if core == name:
        return None
    rows = known_by_name("listed")
    row = rows.get(core)
    if row is None and name.endswith(("股份有限公司", "集团有限公司")):
        heads = place_heads(core)
        row = rows.get(core[len(heads[-1]) :]) if heads else None
    return row if row is not None and not row.ambiguous else None


def _registered_parent(name: str) -> tuple[Known, str] | None:
    """某部某研究所: a unit of a central body, whose name is spelt out."""
    for size in range(len(name) - 1, 2, -1):
        row = known_by_name("body").get(name[:size])
        if row is not None and UNIT_SUFFIX.search(name[size:]) and row.name != name:
            return row, name[size:]
    return None


def _told_apart(name: str) -> bool:
    """Whether a name is one of a kind by itself: a legal or long name, one with its place."""
    return (
        len(name) > _LONGEST_COMMON
        or _LEGAL_NAME.search(name) is not None
        or name.startswith(_WIDE)
        or bool(place_heads(name))
    )
