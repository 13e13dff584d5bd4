"""Policies: short titles to the full title that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.registers import division_codes
from kg.resolve.places import Places
from kg.schema import entity_id
from kg.text import folded
from kg.types import Entity

_TAIL = re.compile(r"(?:[（(][^（()）]{1,20}[）)])+$")
# （以下简称《方案》）, （某政发〔2023〕4号，以下简称《方案》）
_DEFINED = re.compile(
    r"》?[（(](?:[^（()）]{1,24}[，,])?(?:以下|下)?(?:统|合)?(?:简称|称)(?:为)?[:：]?"
    r"[《“\"「]?(?P<name>[^（()）《》“”\"「」]{2,30})[》”\"」]?[）)]"
)
# 2014年发布的《某目录》 is not the edition of another year
_DATED = re.compile(
    r"(20\d\d)年(?:版|底|初)?(?:[^，。；《》]{0,10})?(?:发布|印发|出台|公布|实施|制定|施行|"
    r"版)?的?《?$"
)
_NATIONAL = ("中华人民共和国", "国家", "全国", "中国", "国务院", "中共中央")


def _stem(title: str) -> str:
    return _TAIL.sub("", title)


def entities(places: Places) -> Iterator[tuple[int, Entity]]:
    """For every POLICY mention its entity.

    A short title stands for what 以下简称 says; else for the last full title before it that ends
    so; else for the first one after it. When two titles before it end so, the other is named in
    the reason.
    """
    document = places.document
    text = document.article.text
    plain = folded(text)
    mentions = [(i, m) for i, m in enumerate(document.mentions) if m.label == "POLICY"]
    names = {i: m.span.of(plain) for i, m in mentions}
    defined: dict[str, int] = {}
    for index, mention in mentions:
        match = _DEFINED.match(plain, mention.span.end)
        if match and match["name"] != names[index]:
            defined.setdefault(match["name"], index)
    fuller = {
        name: [i for i, other in names.items() if _stands_for(name, other)]
        for name in set(names.values())
    }
    for index, mention in mentions:
        name = names[index]
        full, reason = index, "as in the text"
        dated = _DATED.search(plain, max(0, mention.span.start - 24), mention.span.start)
        longer = [i for i in fuller[name] if dated is None or dated[1] in names[i]]
        if name in defined:
            full, reason = defined[name], "defined by 简称"
        elif longer:
            before = [i for i in longer if i < index]
            full = before[-1] if before else longer[0]
            others = sorted({names[i] for i in longer} - {names[full]})
            reason = "the nearest full title before it that ends so"
            if others:
                reason += f"; or {'、'.join(others)}"
        span = document.mentions[full].span
        yield index, _entity(places, span.of(text), names[full], reason)


def _stands_for(short: str, full: str) -> bool:
    """Whether a title is the fuller form of another: it ends so, or has the years behind it."""
    if len(full) <= len(short):
        return False
    a, b = _stem(short), _stem(full)
    if a == b:
        return True
    if len(a) >= len(b):
        return False
    return b.endswith(a) and (len(a) <= 6 or len(b) - len(a) <= 12)


def _entity(places: Places, name: str, plain: str, reason: str) -> Entity:
    """Short titles without a place are told apart by the division in focus."""
    heads = [plain[:n] for n in range(2, 9) if plain[:n] in division_codes()]
    codes = division_codes()[heads[-1]] if heads else ()
    known = [code for code in codes if code in places.codes.values()] or list(codes[:1])
    placed = bool(heads) or plain.startswith(_NATIONAL)
    qualifier = "" if placed or len(plain) >= 12 else places.focus_name
    code = known[0] if len(codes) == 1 or known != list(codes[:1]) else ""
    code = places.focus if qualifier else code
    region = entity_id("REGION", code) if code else ""
    return Entity(
        entity_id("POLICY", plain, qualifier), "POLICY", name, region=region, reason=reason
    )
