"""Policies: short titles to the full title that they stand for, and whose policy each is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.registers import division_codes, lineage, place_heads, place_key
from kg.resolve.context import Places
from kg.schema import entity_id
from kg.types import Entity

_TAIL = re.compile(r"(?:[（(][^（()）]{1,20}[）)])+$")
# （以下简称《方案》）, （某政发〔2023〕4号，以下简称《方案》）
_DEFINED = re.compile(
    r"[》”\"」]?[（(](?:[^（()）]{1,24}[，,])?(?:以下|下)?(?:统|合)?(?:简称|称)(?:为)?[:：]?"
    r"[《“\"「]?(?P<name>[^（()）《》“”\"「」]{2,30}(?:[（(][^（()）《》]{1,20}[）)])?)[》”\"」]?[）)]"
)
# 2014年发布的《某目录》 is not the edition of another year
_DATED = re.compile(
    r"(20\d\d)年(?:版|底|初)?(?:[^，。；《》]{0,10})?(?:发布|印发|出台|公布|实施|制定|施行|"
    r"版)?的?《?$"
)
_STRAIGHT = re.compile(r'"([^"]*)"')  # publishers differ in the marks of one title
_YEAR = re.compile(r"20\d\d")
_NATIONAL = ("中华人民共和国", "国家", "全国", "中国", "国务院", "中共中央")
_MADE = re.compile(r"印发|出台|发布|制定|下发|公布|颁布|推出|审议通过|施行|编制")
# The outline of a five-year plan is spoken of by its number: 某省“十五五”规划纲要
_OUTLINE = re.compile(
    r"国民经济和社会发展第(十[一二三四五六七八]?)个五年规划(?:和\d{4}年远景目标)?"
)
_LONG_TITLE = 12  # characters; shorter titles repeat from place to place


@dataclass(frozen=True, slots=True)
class _Reader:
    """The titles of one article by index of their mentions."""

    places: Places
    names: Mapping[int, str]  # folded
    starts: Mapping[int, int]
    defined: Mapping[str, tuple[int, ...]]  # short form -> the titles that 简称 gives it
    fuller: Mapping[str, tuple[int, ...]]  # title -> the titles that it may stand for
    whose: Mapping[str, str | None]  # title -> code of its place; "" national; None unknown

    def full(self, index: int) -> tuple[int, str, frozenset[str]]:
        """The full title that a mention stands for, why, and the titles that it could be too."""
        name, at = self.names[index], self.starts[index]
        given = self.defined.get(name, ())
        if given:
            chosen = self._nearest(given, at)
            return (
                self.full(chosen)[0] if chosen != index else chosen,
                "defined by 简称",
                frozenset(),
            )
        text = self.places.text
        dated = _DATED.search(text, max(0, at - 24), at)
        longer = [i for i in self.fuller[name] if dated is None or dated[1] in self.names[i]]
        if not longer:
            return index, "as in the text", frozenset()
        tops = {i: self.full(i)[0] for i in longer}
        chosen = tops[self._nearest(self._of_region(longer, at), at)]
        others = frozenset(self.names[i] for i in tops.values()) - {self.names[chosen]}
        reason = "the nearest full title that ends so"
        if others:
            reason += f"; or {'、'.join(sorted(others))}"
        return chosen, reason, others

    def _nearest(self, indices: tuple[int, ...] | list[int], at: int) -> int:
        """The last one before ``at``, else the first."""
        before = [i for i in indices if self.starts[i] < at]
        return before[-1] if before else indices[0]

    def _of_region(self, indices: list[int], at: int) -> list[int]:
        """Those whose place agrees with the one in focus; all if none does."""
        focus = set(lineage(self.places.at(at)))
        agree = [
            i
            for i in indices
            if (code := self._place(self.names[i])) and (code in focus or focus & {*lineage(code)})
        ]
        return agree or indices

    def _place(self, name: str) -> str:
        """Code of the division at the head of a title, "" if none."""
        heads = place_heads(name)
        codes = division_codes()[heads[-1]] if heads else ()
        known = [code for code in codes if code in self.places.codes]
        return known[0] if known else codes[0] if len(codes) == 1 else ""

    def entity(self, name: str, plain: str, reason: str) -> Entity:
        """A title without a place is told apart by whoever issues it; a short one of unknown issuer
        by the division in focus."""
        placed = bool(place_heads(plain)) or plain.startswith(_NATIONAL)
        whose = self.whose.get(plain)
        code = self._place(plain)
        qualifier = ""
        if not placed:
            unknown = self.places.focus if len(plain) < _LONG_TITLE else ""
            code = unknown if whose is None else whose
            qualifier = place_key(code)
        return Entity(
            entity_id("POLICY", _STRAIGHT.sub(r"“\1”", plain), qualifier),
            "POLICY",
            name,
            region=entity_id("REGION", code) if code else "",
            reason=reason,
        )


def entities(places: Places, found: Mapping[int, Entity]) -> Iterator[tuple[int, Entity]]:
    """For every POLICY mention its entity; ``found`` are the regions and organisations by mention.

    A short title stands for what 以下简称 says; else for the nearest full title before it that ends
    so and agrees in region; else for the first one after it. When two titles end so, the other one
    is a candidate.
    """
    document = places.document
    mentions = {i: m for i, m in enumerate(document.mentions) if m.label == "POLICY"}
    names = {i: m.span.of(places.text) for i, m in mentions.items()}
    defined: dict[str, tuple[int, ...]] = {}
    for index, mention in mentions.items():
        match = _DEFINED.match(places.text, mention.span.end)
        if match and match["name"] != names[index]:
            defined[match["name"]] = (*defined.get(match["name"], ()), index)
    surfaces = sorted(set(names.values()))
    longer = {name: {full for full in surfaces if _stands_for(name, full)} for name in surfaces}
    reader = _Reader(
        places,
        names,
        {i: mention.span.start for i, mention in mentions.items()},
        defined,
        {name: tuple(i for i, n in names.items() if n in longer[name]) for name in surfaces},
        _whose(places, names, found),
    )
    for index in mentions:
        full, reason, others = reader.full(index)
        words = mentions[full].span.of(document.article.text)
        entity = reader.entity(words, names[full], reason)
        candidates = {reader.entity(other, other, "").id for other in others}
        yield index, _with(entity, candidates)


def _with(entity: Entity, candidates: set[str]) -> Entity:
    return replace(entity, candidates=tuple(sorted(candidates - {entity.id})))


def _whose(
    places: Places, names: Mapping[int, str], found: Mapping[int, Entity]
) -> dict[str, str | None]:
    """For each title the place of who makes it, as a verb between the two says; the first statement
    of the text counts."""
    out: dict[str, str | None] = {}
    spans = [m.span for m in places.document.mentions]
    sentences = places.document.sentences
    for index, name in names.items():
        start = spans[index].start
        at = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
        begin = sentences[at].start if at >= 0 else 0
        for i in range(index - 1, -1, -1):
            if spans[i].start < begin:
                break
            maker = found.get(i)
            if maker is None or not _MADE.search(places.text, spans[i].end, start):
                continue
            if maker.register == "body":
                out.setdefault(name, "")
            elif maker.register in ("department", "gbt2260"):
                out.setdefault(name, maker.code or maker.region.removeprefix("region/"))
            break
    return out


def _stem(title: str) -> str:
    return _TAIL.sub("", title)


def _outline(title: str) -> tuple[str, str]:
    """A five-year plan's outline as place and number: both ways to write it give the same.

    >>> _outline("某某“十五五”规划纲要") == _outline("某某国民经济和社会发展第十五个五年规划纲要")
    True
    """
    heads = place_heads(title)
    place, rest = (heads[0], title[len(heads[-1]) :]) if heads else ("", title)
    return place, _OUTLINE.sub(lambda match: f"“{match[1]}五”规划", rest).removesuffix("纲要")


def _stands_for(short: str, full: str) -> bool:
    """Whether a title is the fuller form of another: it ends so, or has the years behind it."""
    if len(full) <= len(short):
        return False
    a, b = _stem(short), _stem(full)
    edition, other = (_YEAR.findall(title[len(stem) :]) for title, stem in ((short, a), (full, b)))
    if edition and other and edition != other:
        return False  # 目录（2025年本） is not the edition of 2020
    if a == b:
        return True
    if _OUTLINE.search(b) and not _OUTLINE.search(a):
        (place, rest), (own, plan) = _outline(a), _outline(b)
        return rest == plan and place in ("", own)
    if len(a) >= len(b):
        return False
    return b.endswith(a) and (len(a) <= 6 or len(b) - len(a) <= 12)
