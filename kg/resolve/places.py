"""Regions to divisions, areas and zones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.registers import (
    SHORT_ZONE,
    Division,
    division_codes,
    divisions,
    known_by_name,
    lineage,
    place_heads,
)
from kg.resolve.context import Choice, Places
from kg.schema import entity_id
from kg.text import in_script_of
from kg.types import Entity, Mention

_IN_FULL = "the zone named in full in this text"
# 东亚地区 is 东亚; 西南地区, 华北地区 keep it, since 西南 alone is a direction
_DIRECTION = re.compile(r"[东西南北中]{1,2}(?:部)?")
_AREA_TAIL = re.compile(r"(?:地区|区域)$")
# What two ways to name one zone may differ in
_LEVEL_WORDS = re.compile(r"国家级?|省级|自主")


def entities(places: Places) -> Iterator[tuple[int, Entity]]:
    """For every REGION mention its entity, without aliases."""
    article = places.document.article
    named = {
        mention.span.of(places.text)
        for mention in places.document.mentions
        if mention.label == "REGION"
    }
    zones = _zone_names(named)
    for index, mention in enumerate(places.document.mentions):
        if mention.label != "REGION":
            continue
        name = mention.span.of(places.text)
        if index in places.choices:
            yield index, division_entity(places.choices[index], article.text, named)
        elif len(_full_codes(name)) > 1:
            yield index, _homonym(name, article.text, article.id)
        else:
            yield index, _other(places, mention, named, zones)


def division_entity(
    choice: Choice, text: str, named: set[str] | frozenset[str] = frozenset()
) -> Entity:
    """A division by its code; its name in the script of ``text``.

    A text that names it by a former name only (章丘市 before 2016) keeps that name; ``named`` are
    the folded names of the text.
    """
    division = divisions()[choice.code]
    parent = entity_id("REGION", division.parent) if division.parent else ""
    name, reason = division.name, choice.reason
    former = sorted(
        (n for n in named.intersection(division.other) if not _shortens(n, division.name)),
        key=lambda n: (-len(n), n),
    )
    if former and len(former[0]) > 2 and not named & {division.name, division.short}:
        name, reason = former[0], f"former name of {division.name}"
    return Entity(
        entity_id("REGION", choice.code),
        "REGION",
        in_script_of(text, name),
        register="gbt2260",
        code=choice.code,
        parent=parent,
        reason=reason,
        candidates=tuple(entity_id("REGION", code) for code in choice.others),
    )


def _shortens(name: str, full: str) -> bool:
    """Whether a name is short for the present one, not a former one: 凉山州."""
    return full.startswith(name[:2]) and full[-1] == name[-1]


def _full_codes(name: str) -> list[str]:
    return [code for code in division_codes().get(name, ()) if divisions()[code].short != name]


def _homonym(name: str, text: str, article: str) -> Entity:
    """A name that several divisions of one level share, and nothing says which: kept apart."""
    codes = _full_codes(name)
    options = "、".join(f"{divisions()[c].name} {c}" for c in codes)
    return Entity(
        entity_id("REGION", name, article),
        "REGION",
        in_script_of(text, name),
        reason=f"one of {options}",
        candidates=tuple(sorted(entity_id("REGION", code) for code in codes)),
    )


def _only_city(places: Places, position: int) -> Division | None:
    """The city that a bare 高新区 belongs to; None where the paragraph names two before it."""
    near = {
        above
        for code in places.before(position)
        for above in lineage(code)
        if divisions()[above].level == "prefecture"
    }
    return None if len(near) > 1 else places.level(position, "市")


def _zone_before(places: Places, mention: Mention, names: list[str]) -> str:
    """Of the zones that one short form may mean, the one named last before it, else the longest."""
    before = places.text[: mention.span.start]
    at = {name: before.rfind(name) for name in names}
    return max(
        names, key=lambda name: (at[name] + len(name) if at[name] >= 0 else -1, len(name), name)
    )


def _zone_names(named: set[str]) -> dict[str, list[str]]:
    """Zones of the text by the short form that their names end in, sorted."""
    out: dict[str, list[str]] = {}
    others = (name for name in named if name not in division_codes())
    for name in sorted(others, key=lambda n: (len(n), n)):
        match = SHORT_ZONE.search(name)
        if match and match.end() == len(name) and match.start() > 1:
            out.setdefault(match[0], []).append(name)
    return out


def _other(
    places: Places, mention: Mention, named: set[str], zones: dict[str, list[str]]
) -> Entity:
    """An area or a zone of a register, else a place by its own name."""
    text = places.document.article.text
    name = mention.span.of(places.text)
    canonical, reason = name, ""
    if SHORT_ZONE.fullmatch(name):
        city = _only_city(places, mention.span.start)
        if name in zones:
            canonical, reason = _zone_before(places, mention, zones[name]), _IN_FULL
        elif city is not None and name != "大湾区":
            canonical, reason = city.short + name, "the zone of the city in focus"
    stem = _AREA_TAIL.sub("", name)
    if stem != name and len(stem) > 1 and not _DIRECTION.fullmatch(stem):
        canonical = stem
    for register in ("area", "zone", "country"):
        row = known_by_name(register).get(canonical) or known_by_name(register).get(name)
        if row is not None:
            parent = entity_id("REGION", row.place) if row.place else ""
            return Entity(
                entity_id("REGION", row.name),
                "REGION",
                in_script_of(text, canonical),
                register=register,
                parent=parent,
                reason=reason or "register",
            )
    canonical = _fullest(named, canonical)
    heads = place_heads(canonical)
    codes = [code for code in division_codes().get(heads[-1] if heads else "", ())]
    codes = [code for code in codes if code in places.codes]
    return Entity(
        entity_id("REGION", canonical, "" if heads else places.focus_name),
        "REGION",
        in_script_of(text, canonical),
        region=entity_id("REGION", places.focus) if places.focus else "",
        parent=entity_id("REGION", codes[0]) if codes else "",
        reason=reason or "as in the text",
    )


def _fullest(named: set[str], name: str) -> str:
    """The fullest name in the text of which ``name`` drops a word inside (国家, 级): 某省某示范区."""
    bare = _LEVEL_WORDS.sub("", name)
    longer = [n for n in named if _LEVEL_WORDS.sub("", n) == bare]
    return max([name, *longer], key=lambda n: (len(n), n))
