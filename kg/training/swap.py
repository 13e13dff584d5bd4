"""Copies of a text with other names in the same places.

A name that training sees once is learnt by heart; seen in company, it is learnt from the words
around it. What takes a name's place comes from the package's registers, or is put together from
their parts, and has the shape of what it replaces: a county's short name for a short name.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.registers import divisions, industry_by_name, known, words
from kg.types import Span

Name = tuple[Span, str]  # where, and its label

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ENDINGS = ("产业集群", "产业链", "产业", "集群")  # of CLUSTER mentions, which keep theirs
_COMPANY = re.compile(r"(?:公司|集团)$")
_COMPANY_ENDINGS = (
    "有限公司 股份有限公司 科技有限公司 集团 集团有限公司 新材料有限公司 生物科技有限公司 实业 "
    "装备制造有限公司 科技 电子 重工 药业 能源 控股集团 机械厂 合作社 研究院"
).split()
_SCHOOL = re.compile(r"(?:大学|学院|研究院)$")
_BODY = re.compile(r"[部委局厅办署院会]$")
_PLACE = re.compile(r"[区县市镇乡园城湾港旗州]$")
_LONGEST_SHORT = 4  # characters of a company's short name


@dataclass(frozen=True, slots=True)
class Pools:
    """What names are made of."""

    places: dict[tuple[str, bool], list[str]]  # by level, and whether full
    level: dict[str, tuple[str, bool]]
    opening: re.Pattern[str]  # a place that opens a name
    zones: list[str]
    bodies: list[str]
    schools: list[str]
    companies: list[str]
    industries: list[str]
    surnames: list[str]
    given: list[str]  # characters of given names, as often as the corpus has them


def pools(texts: Iterable[tuple[str, Sequence[Name]]]) -> Pools:
    """From the registers, and from the corpus's own clusters and given names."""
    places: dict[tuple[str, bool], list[str]] = defaultdict(list)
    level: dict[str, tuple[str, bool]] = {}
    for division in divisions().values():
        for name, full in ((division.name, True), (division.short, False)):
            if name:
                places[division.level, full].append(name)
                level.setdefault(name, (division.level, full))
    longest = sorted((name for name in level if len(name) > 1), key=lambda n: (-len(n), n))
    found: dict[str, list[str]] = {"CLUSTER": [], "PERSON": []}
    for text, names in texts:
        for span, label in names:
            if label in found:
                found[label].append(span.of(text))
    return Pools(
        places,
        level,
        re.compile("|".join(map(re.escape, longest))),
        [row.name for row in known("zone")],
        [name for row in known("body") for name in (row.name, *row.other)],
        [row.name for row in known("university")],
        [row.name for row in known("listed")],
        found["CLUSTER"] + sorted(name for name in industry_by_name() if len(name) > 1),
        sorted(words("surnames", "name")),
        [c for name in found["PERSON"] if len(name) in (2, 3) for c in name[1:]],
    )


class Swapper:
    """Makes copies; ``seed`` decides what of."""

    def __init__(self, pools: Pools, seed: int) -> None:
        self._pools = pools
        self._random = random.Random(seed)
        self._like: dict[str, Callable[[str], str]] = {
            "ORG": self._organisation,
            "REGION": self._region,
            "PERSON": self._person,
            "POLICY": self._policy,
            "CLUSTER": self._cluster,
        }

    def copy(self, text: str, names: Sequence[Name], share: float) -> tuple[str, list[Name]]:
        """The text with ``share`` of its names exchanged, each name for one other name."""
        instead: dict[tuple[str, str], str] = {}
        parts: list[str] = []
        moved: list[Name] = []
        length = position = 0
        for span, label in names:
            words = span.of(text)
            if (words, label) not in instead:
                change = self._random.random() < share
                instead[words, label] = self._like[label](words) if change else words
            before, name = text[position : span.start], instead[words, label]
            parts += [before, name]
            length += len(before)
            moved.append((Span(length, length + len(name)), label))
            length += len(name)
            position = span.end
        return "".join([*parts, text[position:]]), moved

    def _place(self, like: str) -> str:
        return self._random.choice(self._pools.places[self._pools.level[like]])

    def _elsewhere(self, name: str) -> str | None:
        """The name with another place before it; None if no place opens it."""
        place = self._pools.opening.match(name)
        if place is None or place.end() == len(name):
            return None
        return self._place(place[0]) + name[place.end() :]

    def _region(self, name: str) -> str:
        pick = self._random
        if name in self._pools.level:
            return pick.choice(self._pools.zones) if pick.random() < 0.12 else self._place(name)
        elsewhere = self._elsewhere(name)
        if elsewhere is None and _PLACE.search(name) and pick.random() < 0.7:
            return (
                self._coined() + name[-1]
                if len(name) <= _LONGEST_SHORT
                else self._coined() + name[2:]
            )
        return elsewhere or name

    def _organisation(self, name: str) -> str:
        pick = self._random
        elsewhere = self._elsewhere(name)
        if elsewhere is not None:
            return elsewhere
        if _SCHOOL.search(name):
            return pick.choice(self._pools.schools) if pick.random() < 0.6 else name
        if _BODY.search(name):
            return pick.choice(self._pools.bodies) if pick.random() < 0.5 else name
        if _COMPANY.search(name):
            level = pick.choice(("province", "prefecture", "county"))
            place = pick.choice(self._pools.places[level, False]) if pick.random() < 0.5 else ""
            return place + self._coined() + pick.choice(_COMPANY_ENDINGS)
        if len(name) <= _LONGEST_SHORT and _HAN.fullmatch(name):
            short = pick.choice(self._pools.companies)
            return short if pick.random() < 0.5 else self._coined() + short[2:]
        return name if pick.random() < 0.5 else pick.choice(self._pools.companies)

    def _coined(self) -> str:
        """Two characters as companies are called."""
        one, other = (self._random.choice(self._pools.companies) for _ in range(2))
        return one[:1] + other[1:2]

    def _person(self, name: str) -> str:
        if len(name) not in (2, 3) or not _HAN.fullmatch(name):
            return name  # transliterated and compound names stay
        count = 1 if self._random.random() < 0.2 else 2
        given = "".join(self._random.choice(self._pools.given) for _ in range(count))
        # half keep their surname, so that common ones stay common
        surname = (
            name[0] if self._random.random() < 0.5 else self._random.choice(self._pools.surnames)
        )
        return surname + given

    def _policy(self, name: str) -> str:
        if self._random.random() < 0.3:
            return name
        return self._pools.opening.sub(lambda place: self._place(place[0]), name, count=1)

    def _cluster(self, name: str) -> str:
        pick = self._random
        other = pick.choice(self._pools.industries)
        bare = other.removesuffix(_ending(other)) if _ending(other) else other
        return bare + (_ending(name) if pick.random() < 0.8 else pick.choice(("", *_ENDINGS)))


def _ending(name: str) -> str:
    return next((e for e in _ENDINGS if name.endswith(e) and len(name) > len(e) + 1), "")
