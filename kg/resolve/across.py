"""Merging across articles: which ids name one thing, and why (DESIGN, linking).

Nothing depends on the order of the articles. A name alone never merges where it is ambiguous: two
companies of one name in two cities stay two, and the same name without a place joins neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.registers import division_codes, divisions, lineage, place_heads, place_key
from kg.text import folded
from kg.types import Document, Entity, Merge

_YEARS = re.compile(r"[（(](?:\d{4}年?[-—–~～至]+)?\d{4}年[^（()）]{0,4}[）)]$")
_DEFINED = ("简称", "defined by 简称")  # reasons of kg.resolve.aliases and titles
_SHORTEST = 4  # characters; shorter names are a word of the language too often to join by name
_LONG_TITLE = 12  # characters, as in kg.resolve.titles: longer titles carry no place in their id


@dataclass(slots=True)
class _Known:
    """What the articles say of one id."""

    label: str
    name: str  # folded: what stands before ~ in the id
    place: str  # what stands behind it
    register: str = ""
    code: str = ""
    parent: str = ""
    shorts: dict[str, str] = field(default_factory=dict)  # defined short forms -> article
    places: set[str] = field(default_factory=set)  # codes of the divisions in focus
    numbers: dict[str, str] = field(default_factory=dict)  # document number -> article


@dataclass(slots=True)
class _Groups:
    """Ids that are one so far, and the merges that made them so."""

    known: Mapping[str, _Known]
    members: dict[str, set[str]] = field(init=False)
    head: dict[str, str] = field(init=False)
    why: dict[str, tuple[str, str]] = field(default_factory=dict)  # old -> reason, article

    def __post_init__(self) -> None:
        self.members = {key: {key} for key in self.known}
        self.head = {key: key for key in self.known}

    def join(self, a: str, b: str, reason: str, article: str = "") -> None:
        """Make two ids one, unless registers or stock codes say that they are two."""
        a, b = sorted((self.head[a], self.head[b]), key=self._rank)
        both = self.members[a] | self.members[b]
        codes = {self.known[key].code for key in both} - {""}
        listed = {key for key in both if self.known[key].register}
        if a == b or len(codes) > 1 or len(listed) > 1:
            return
        self.members[a] = both
        for key in self.members.pop(b):
            self.head[key] = a
        self.why[b] = (reason, article)

    def _rank(self, key: str) -> tuple[bool, bool, int, str]:
        """A register's id is kept, then one that needs no place, then the fullest name; of persons
        the one whose employer keeps its id."""
        known = self.known[key]
        placed = bool(known.place) if known.label != "PERSON" else known.parent not in self.members
        return (not known.register, placed, -len(known.name), key)


def merges(documents: Iterable[Document]) -> tuple[Merge, ...]:
    """The ids that name what another id names, each with the id kept and the reason; sorted.

    Every document is looked at once.
    """
    known = _collect(documents)
    groups = _Groups(known)
    for rule in RULES:
        for a, b, reason, article in sorted(rule(known)):
            groups.join(a, b, reason, article)
    _persons(groups)
    return tuple(
        Merge(groups.head[old], old=old, reason=reason, article=article)
        for old, (reason, article) in sorted(groups.why.items())
    )


def _collect(documents: Iterable[Document]) -> dict[str, _Known]:
    known: dict[str, _Known] = {}
    for document in documents:
        for entity in document.entities:
            one = known.setdefault(entity.id, _new(entity))
            # of several texts the first by code point, whatever their order
            one.register = max(one.register, entity.register)
            one.code = max(one.code, entity.code)
            one.parent = max(one.parent, entity.parent)
            place = (entity.context or entity.region).removeprefix("region/")
            one.places |= {place} & divisions().keys()
            one.places |= _own_place(one.name)
        for merge in document.merges:
            # a title's short form is any plan's; only what 简称 defines is this one's name
            said = merge.reason.startswith(_DEFINED)
            if merge.kept in known and (said or known[merge.kept].label == "ORG"):
                shorts = known[merge.kept].shorts
                name = folded(merge.name)
                shorts[name] = min(shorts.get(name, document.article.id), document.article.id)
        for policy in document.policies:
            if policy.number and policy.entity in known:
                numbers = known[policy.entity].numbers
                first = numbers.get(policy.number, document.article.id)
                numbers[policy.number] = min(first, document.article.id)
    return dict(sorted(known.items()))


def _new(entity: Entity) -> _Known:
    name, _, place = entity.id.partition("/")[2].partition("~")
    return _Known(entity.label, name, place)


def _own_place(name: str) -> set[str]:
    """The division in front of a name, if it can be one only."""
    heads = place_heads(name)
    codes = division_codes()[heads[-1]] if heads else ()
    return set(codes) if len(codes) == 1 else set()


def _agree(a: _Known, b: _Known) -> bool:
    """Whether the places of the two lie one in the other: 苏州市 and 江苏省, not 南京市."""
    return any(x in lineage(y) or y in lineage(x) for x in a.places for y in b.places)


Pair = tuple[str, str, str, str]  # id, id, reason, article
Rule = Callable[[Mapping[str, _Known]], Iterator[Pair]]


def _of(known: Mapping[str, _Known], label: str) -> dict[str, _Known]:
    return {key: one for key, one in known.items() if one.label == label}


def _by_code(known: Mapping[str, _Known]) -> Iterator[Pair]:
    """One stock code, one company."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for key, one in _of(known, "ORG").items():
        if one.code:
            same[one.code].append(key)
    for code, keys in same.items():
        for other in keys[1:]:
            yield keys[0], other, f"stock code {code}", ""


def _by_number(known: Mapping[str, _Known]) -> Iterator[Pair]:
    """One document number, one policy, where one title holds the other (印发某方案的通知)."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    policies = _of(known, "POLICY")
    for key, one in policies.items():
        for number in one.numbers:
            same[number].append(key)
    for number, keys in same.items():
        for a in keys:
            for b in keys:
                if a < b and (known[a].name in known[b].name or known[b].name in known[a].name):
                    yield a, b, f"document number {number}", known[a].numbers[number]


def _by_short_form(known: Mapping[str, _Known]) -> Iterator[Pair]:
    """A short name to the full one that an article says it is short for, where their places agree
    and no other full name fits."""
    fulls: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in known.items():
        for short in one.shorts:
            fulls[one.label, short].append(key)
    for key, one in known.items():
        if one.register or one.label not in ("ORG", "POLICY"):
            continue
        fit = [
            full
            for full in fulls.get((one.label, one.name), ())
            if full != key and _agree(one, known[full])
        ]
        if len(fit) == 1:
            yield key, fit[0], "简称 of the full name, places agree", known[fit[0]].shorts[one.name]


def _by_place(known: Mapping[str, _Known]) -> Iterator[Pair]:
    """One name told apart by two places of which one lies in the other, and no third one."""
    same: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in known.items():
        if one.label in ("ORG", "POLICY", "REGION") and not one.register:
            same[one.label, one.name].append(key)
    for keys in same.values():
        placed = [key for key in keys if known[key].place]
        pairs = [(a, b) for a in placed for b in placed if a < b]
        if pairs and all(_agree(known[a], known[b]) for a, b in pairs):
            for other in placed[1:]:
                yield placed[0], other, "one name, one place lies in the other", ""
        bare = [key for key in keys if not known[key].place and len(known[key].name) >= _SHORTEST]
        agree = all(_agree(known[a], known[b]) for a, b in pairs)
        for key in bare if placed and agree else ():
            yield key, placed[0], "the only one of its name", ""


def _by_title(known: Mapping[str, _Known]) -> Iterator[Pair]:
    """某省某方案 and 某方案 of that province; the years in brackets agree or are left out once."""
    policies = _of(known, "POLICY")
    full: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in policies.items():
        heads = place_heads(one.name)
        if heads:
            for code in _own_place(one.name):
                full[one.name[len(heads[-1]) :], place_key(code)].append(key)
    for key, one in policies.items():
        fit = full.get((one.name, one.place), []) if one.place else []
        if len(fit) == 1:
            yield key, fit[0], "the title without its place, in that place", ""


def _by_editions(known: Mapping[str, _Known]) -> Iterator[Pair]:
    """A title with and without its years, where only one edition is known."""
    same: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in _of(known, "POLICY").items():
        same[_YEARS.sub("", one.name), one.place].append(key)
    for (stem, place), keys in same.items():
        placed = place or bool(place_heads(stem)) or len(stem) >= _LONG_TITLE
        if len(keys) == 2 and placed and any(known[key].name == stem for key in keys):
            yield keys[0], keys[1], "one title with and without its years", ""


def _persons(groups: _Groups) -> None:
    """Persons of one name whose employers turned out to be one."""
    same: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in _of(groups.known, "PERSON").items():
        if one.parent:
            same[one.name, groups.head.get(one.parent, one.parent)].append(key)
    for keys in same.values():
        for other in keys[1:]:
            groups.join(keys[0], other, "one name, and their employers are one")


# In order of strength; a later rule adds nothing that contradicts an earlier one
RULES: tuple[Rule, ...] = (
    _by_code,
    _by_number,
    _by_short_form,
    _by_title,
    _by_editions,
    _by_place,
)
