"""Regions to divisions, areas and zones. Context decides between homonyms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.registers import (
    Division,
    centre,
    division_codes,
    divisions,
    known_by_name,
    lineage,
)
from kg.schema import entity_id
from kg.text import folded, in_script_of
from kg.types import Document, Entity, Mention

_LEVEL = {"province": 0, "prefecture": 1, "county": 2}
_SHORT_ZONE = re.compile(r"高新区|经开区|自贸试验区|自贸区|综保区|示范区|科学城|新区|开发区|大湾区")
# 东亚地区 is 东亚; 西南地区, 华北地区 keep it, since 西南 alone is a direction
_DIRECTION = re.compile(r"[东西南北中]{1,2}(?:部)?")


@dataclass(slots=True)
class Places:
    """The regions of one article: who is meant by each mention, and which one is in focus."""

    document: Document
    codes: dict[int, str]  # index of a mention -> division code
    focus: str  # code of the division that the article is most about; "" if none

    def level(self, position: int, level: str) -> Division | None:
        """The division of that level in focus at ``position``.

        That of the last division named before in the same paragraph, else of the article's focus,
        else of the first division that has one.
        """
        text = self.document.article.text
        start = text.rfind("\n", 0, position) + 1
        mentions = self.document.mentions
        near = [
            code
            for index, code in sorted(self.codes.items())
            if start <= mentions[index].span.start < position
        ]
        rest = [code for _, code in sorted(self.codes.items())]
        for code in [*reversed(near), self.focus, *rest]:
            for above in lineage(code):
                if is_level(above, level):
                    return divisions()[above]
        return None

    @property
    def focus_name(self) -> str:
        """The full name of the division in focus, simplified; empty if none."""
        return divisions()[self.focus].name if self.focus else ""


def is_level(code: str, level: str) -> bool:
    """Whether a division is a province, a prefecture or a county. 市 may be a municipality:
    上海市 is a province by level and a city by name."""
    if code not in divisions():
        return False
    division = divisions()[code]
    municipal = level == "prefecture" and division.level == "province"
    return division.level == level or (municipal and division.name.endswith("市"))


def settle(document: Document) -> Places:
    """Choose a division for every mention whose name is one."""
    text = folded(document.article.text)
    mentions = document.mentions
    options = {
        index: division_codes()[name]
        for index, mention in enumerate(mentions)
        if mention.label == "REGION" and (name := mention.span.of(text)) in division_codes()
    }
    votes: Counter[str] = Counter()
    for index, found in options.items():
        first = divisions()[found[0]]
        if first.level == "county" and first.short == mentions[index].span.of(text):
            continue  # it cannot vouch for itself
        if len(found) == 1 or _unmatched_rank(found):
            votes.update(lineage(_by_rank(found)[0]))
    codes: dict[int, str] = {}
    for index, found in sorted(options.items()):
        supported = _supported(mentions[index].span.of(text), found, votes)
        if not supported:
            continue
        before = codes.get(index - 1)
        adjacent = (
            before
            if before and mentions[index - 1].span.end == mentions[index].span.start
            else None
        )
        chosen = _choose(supported, adjacent, votes)
        if chosen:
            codes[index] = chosen
    return Places(document, codes, centre(_votes(document, codes)))


def _supported(name: str, codes: Sequence[str], votes: Counter[str]) -> list[str]:
    """Without counties known by their short name alone in an article that names nothing above them:
    清水河 in Shenzhen is no county of Inner Mongolia."""
    return [
        code
        for code in codes
        if divisions()[code].level != "county"
        or name != divisions()[code].short
        or any(votes[above] for above in list(lineage(code))[1:])
    ]


def _by_rank(codes: Sequence[str]) -> list[str]:
    return sorted(codes, key=lambda code: (_LEVEL[divisions()[code].level], code))


def _unmatched_rank(codes: Sequence[str]) -> bool:
    """Whether one of the divisions is above all the others: 吉林 is the province first."""
    levels = sorted(_LEVEL[divisions()[code].level] for code in codes)
    return len(levels) == 1 or levels[0] < levels[1]


def _choose(found: Sequence[str], adjacent: str | None, votes: Counter[str]) -> str | None:
    """The division below the one named just before; else the one the article speaks of; else the
    highest. None when homonyms of one level remain and nothing speaks for one."""
    below = [code for code in found if adjacent and adjacent in list(lineage(code))[1:]]
    if below:
        return _by_rank(below)[0]
    if len(found) == 1:
        return found[0]
    ranked = _by_rank(found)
    scores = {code: sum(votes[above] for above in list(lineage(code))[1:]) for code in ranked}
    top = divisions()[ranked[0]].level
    if top == "province" or (_unmatched_rank(found) and top == "prefecture"):
        return ranked[0]
    best = max(ranked, key=lambda code: (scores[code], -_LEVEL[divisions()[code].level]))
    same = [code for code in ranked if scores[code] == scores[best]]
    if scores[best] == 0 and not _unmatched_rank(found):
        return None
    return best if len(same) == 1 or _unmatched_rank(same) else None


def _votes(document: Document, codes: dict[int, str]) -> Counter[str]:
    """How often each division is named, by itself or at the head of another name."""
    text = folded(document.article.text)
    votes = Counter(codes.values())
    for mention in document.mentions:
        if mention.label in ("ORG", "POLICY"):
            name = mention.span.of(text)
            head = max(_place_heads(name), key=len, default="")
            if head and len(division_codes()[head]) == 1:
                votes[division_codes()[head][0]] += 1
    return votes


def entities(places: Places) -> Iterator[tuple[int, Entity]]:
    """For every REGION mention its entity, without aliases."""
    article = places.document.article
    text = folded(article.text)
    zones = _zone_names(places)
    for index, mention in enumerate(places.document.mentions):
        if mention.label != "REGION":
            continue
        name = mention.span.of(text)
        if index in places.codes:
            yield index, division_entity(places.codes[index], article.text)
        elif len(_full_codes(name)) > 1:
            yield index, _homonym(name, article.text, article.id)
        else:
            yield index, _other(places, mention, name, zones)


def division_entity(code: str, text: str) -> Entity:
    """A division by its code; its name in the script of ``text``."""
    division = divisions()[code]
    parent = entity_id("REGION", division.parent) if division.parent else ""
    return Entity(
        entity_id("REGION", code),
        "REGION",
        in_script_of(text, division.name),
        register="gbt2260",
        code=code,
        parent=parent,
        reason="GB/T 2260",
    )


def _full_codes(name: str) -> list[str]:
    return [code for code in division_codes().get(name, ()) if divisions()[code].short != name]


def _homonym(name: str, text: str, article: str) -> Entity:
    """A name that several divisions of one level share, and nothing says which: kept apart."""
    options = "、".join(f"{divisions()[c].name} {c}" for c in _full_codes(name))
    return Entity(
        entity_id("REGION", name, article),
        "REGION",
        in_script_of(text, name),
        reason=f"one of {options}",
    )


def _zone_names(places: Places) -> dict[str, str]:
    """Zones of the text by short form: the longest name that ends so."""
    text = folded(places.document.article.text)
    names = {m.span.of(text) for m in places.document.mentions if m.label == "REGION"} - set(
        division_codes()
    )
    out: dict[str, str] = {}
    for name in sorted(names, key=lambda n: (len(n), n)):
        match = _SHORT_ZONE.search(name)
        if match and match.end() == len(name) and match.start() > 1:
            out[match[0]] = name
    return out


def _other(places: Places, mention: Mention, name: str, zones: dict[str, str]) -> Entity:
    article = places.document.article
    canonical = name
    reason = ""
    if _SHORT_ZONE.fullmatch(name):
        city = places.level(mention.span.start, "prefecture") or places.level(
            mention.span.start, "province"
        )
        if name in zones:
            canonical, reason = zones[name], "the zone named in full in this text"
        elif city is not None and name != "大湾区":
            canonical, reason = city.short + name, "the zone of the city in focus"
    stem = name.removesuffix("地区")
    if stem != name and len(stem) > 1 and not _DIRECTION.fullmatch(stem):
        canonical = stem
    for register in ("area", "zone"):
        row = known_by_name(register).get(canonical) or known_by_name(register).get(name)
        if row is not None:
            parent = entity_id("REGION", row.place) if row.place else ""
            return Entity(
                entity_id("REGION", row.name),
                "REGION",
                in_script_of(article.text, canonical),
                register=register,
                parent=parent,
                reason=reason or "register",
            )
    canonical = _fullest(places, canonical)
    head = max(_place_heads(canonical), key=len, default="")
    codes = [code for code in division_codes().get(head, ()) if code in places.codes.values()]
    return Entity(
        entity_id("REGION", canonical, "" if head else places.focus_name),
        "REGION",
        in_script_of(article.text, canonical),
        region=entity_id("REGION", places.focus) if places.focus else "",
        parent=entity_id("REGION", codes[0]) if codes else "",
        reason=reason or "as in the text",
    )


def _place_heads(name: str) -> list[str]:
    return [name[:n] for n in range(2, min(len(name), 9)) if name[:n] in division_codes()]


def _fullest(places: Places, name: str) -> str:
    """The fullest name in the text of which ``name`` drops a word inside (国家, 级): 某省某示范区."""
    text = folded(places.document.article.text)
    names = {m.span.of(text) for m in places.document.mentions if m.label == "REGION"}
    longer = [
        n
        for n in names
        if n != name
        and re.sub(r"国家级?|省级|自主", "", n) == re.sub(r"国家级?|省级|自主", "", name)
    ]
    return max([name, *longer], key=lambda n: (len(n), n))
