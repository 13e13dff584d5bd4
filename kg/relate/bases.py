"""Where an industry is built up: places with a verb of their own, bases, the lines under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import claim, clause_start, coordinated, listed
from kg.relate.support import AGAINST, FACTUAL, SUPPORT, may_support, supporters
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

# Between a place and its industries: 甲市做…, 乙、丙两市分别主攻…
_ACTS = re.compile(
    r"(?:[一二两三四五六七八九十几]+[地市县区省园镇翼]|等[地市县区]|[，]?(?:重点|主要|则|也|都|要|将|正|继续|分别|着力|大力|全力|集中|"
    r"优先|错位|共同|联手|合力|加快|再|在|应|可|各|“?十[一二三四五]五”?(?:期间|时期)?|到20\d\d年))*"
    r"(?:做[大强优精实]?|布局?|主[攻打推]|侧重|聚焦|瞄准|押注?(?:的是)?|牵头|配套|力推|深耕|发力|打造|培育|发展|突出|抓|推|"
    r"上马|添|承接|建设?|壮大|布下|转向|引育|主导|支柱|攻|认领|领衔|挑起|看中|围绕|壮大|锚定|专注|专攻|出台)(?:了|好|起)?"
)
_BY_MEANS = re.compile(r"[，]?以")
_SHINES = re.compile(
    r"(?:等)?[^，。；]{0,6}?(?:见长|为主导?|为支柱|为特色|为重点|为龙头|著称|起家)"
)
# 甲产业以乙市、丙市为核心: where an industry is to be built
_BASE = re.compile(
    r"(?:等[地市县区]?|[一二两三四五六七八九十]+[地市县区园])?为(?:核心|主体|载体|支点|重点|龙头|两翼|依托|引领|主阵地|主战场|核)"
)
_HEADING = re.compile(
    r"[（(]?(?:第?[一二三四五六七八九十百\d]{1,4}[条章项节]?)?[）)、.．：:\s　]{0,2}"
    r"(?:做[大强优]|发展|培育|壮大)?$"
)
_WHERE = ("在", "建设", "依托", "打造")


def covers_by_act(view: View, sentence: Sentence) -> Iterator[Fact]:
    """甲市做…，乙、丙两市主攻…；丁区以…见长: each place with the industries that follow it."""
    industries = sentence.of("CLUSTER")
    for region in supporters(sentence):
        if not may_support(view, sentence, region):
            continue
        first = next((n for n in industries if n.start >= region.end), None)
        if first is None:
            continue
        run = listed(view, first, industries)
        between = view.words(region.end, first.start)
        shines = _BY_MEANS.fullmatch(between) and _SHINES.match(view.text, run[-1].end)
        if not (_ACTS.fullmatch(between) or shines):
            continue
        clause = clause_start(view, sentence, first.start)
        modality = "denied" if AGAINST.search(view.words(clause, first.start)) else "in_force"
        places = coordinated(view, sentence, region)
        each = "分别" in between and len(places) == len(run)
        for place, n in enumerate(places):
            for industry in run[place : place + 1] if each else run:
                ends = (n, industry)
                yield from claim(
                    view, sentence, ends, "covers", "covers:act", 0.65, modality=modality
                )


def covers_at_base(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某产业以甲市、乙市为核心，丙市为两翼; the industry may be the heading before it."""
    for region in sentence.of("REGION"):
        if not _BASE.match(view.text, region.end, sentence.span.end):
            continue
        places = coordinated(view, sentence, region)
        start = clause_start(view, sentence, places[0].start)
        head = view.words(start, places[0].start)
        opening = head.endswith("以") or (not head and start > sentence.span.start)
        named = [n for n in sentence.of("CLUSTER") if n.end <= places[0].start][-1:]
        heading = None if named else _heading(view, sentence)
        if not opening or not (named or heading):
            continue
        industry, said = (named[0], sentence) if named else heading or (region, sentence)
        for place in places:
            yield from claim(
                view, sentence, (place, industry), "covers", "covers:base", 0.6, more=(said.span,)
            )


def covers_under_heading(view: View, sentence: Sentence) -> Iterator[Fact]:
    """（三）某产业。甲市力争…; 某产业。引导…在乙、丙形成…: the places that a heading's lines name."""
    heading = _heading(view, sentence)
    words = view.words(sentence.span.start, sentence.span.end)
    if heading is None or not SUPPORT.search(words) or FACTUAL.search(words):
        return
    industry, said = heading
    for region in sentence.of("REGION"):
        head = view.words(max(sentence.span.start, region.start - 2), region.start)
        if head and not head.endswith(_WHERE):
            continue
        for place in coordinated(view, sentence, region):
            ends = (place, industry)
            yield from claim(
                view, sentence, ends, "covers", "covers:heading", 0.55, more=(said.span,)
            )


def _heading(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """（二）某产业。以…: the industry that the heading before the sentence, in its line, is."""
    before = view.before(sentence)
    while before is not None:
        named = before.of("CLUSTER")
        if len(named) == 1 and len(before.named) == 1:
            head = view.words(before.span.start, named[0].start)
            if _HEADING.fullmatch(head) and before.span.end - named[0].end <= 1:
                return named[0], before
        before = view.before(before)
    return None
