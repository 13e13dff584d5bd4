"""The post that a person holds, in the words of the text: 某厅副厅长某某 gives 副厅长."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.relate.view import Named, Sentence, View
from kg.types import Fact, Span

# What a post may be made of, and how its name ends (国家职业分类大典, groups 1 and 2; titles of companies)
_ROLE = re.compile(
    r"(?:(?![与在对由向被将把从的])[\u4e00-\u9fffA-Za-z、·/（）()]){0,19}?"
    r"(?:[省市县区州乡镇部厅局司处科署院校会社所行室站队组董事理监干察台团馆庭]长|书记|主任|总裁|经理|董事|监事|主席|总监|"
    r"创始人|合伙人|负责人|发言人|掌门人|带头人|秘书长?|理事|委员长?|成员|代表|记者|院士|教授|研究员|助理|顾问|总理|总统|首相|"
    r"[工程会计经济分析设计]{2}师|科学家|专家|专员|首席[\u4e00-\u9fff]{2,4}官|干事|主播|编辑|常委|主委|CEO|CTO|CFO|COO)"
)
_OPENS = re.compile(r"[，；。！？,;：:（(“”\"》\n]")  # before it somebody else is spoken of
_CLOSES = re.compile(r"[，；。！？,;：:）)“”\"\n]")
_TAKES = re.compile(
    r"[（(，,]?(?:拟|将|现|已)?(?:任|担任|出任|就任|当选为?|任命为|获任|系|是|为)|[（(，,]"
)
# 董事会任命总裁某某: what is done to the holder of the post
_ACT = re.compile(r".{0,4}(?:调查|任命|聘任|解聘|罢免|要求|会见|起诉|感谢|祝贺)")
_EDGES = "的、，和及与兼等以"
_FORMER = re.compile(r"^(?:时任|曾任|现任|新任|前任|原任|原(?!材料)|前|任)")


def with_role(view: View, fact: Fact) -> Fact:
    """The fact with the post, where a sentence of its evidence names one."""
    if fact.predicate != "works_for":
        return fact
    for sentence in view.sentences:
        if sentence.span in fact.evidence:
            for post in _posts(view, sentence, fact):
                words = view.document.article.text[post.start : post.end]
                return replace(fact, role=words)
    return fact


def _posts(view: View, sentence: Sentence, fact: Fact) -> Iterator[Span]:
    """Best first: before the name, behind the employer, behind 任 and the employer."""
    named = sentence.named
    for place, person in enumerate(named):
        if person.id != fact.subject:
            continue
        left = named[place - 1] if place else None
        if left is None or left.label != "ORG" or left.id == fact.object:
            yield from _role(view, _since(view, sentence, left, person), person.start)
    for place, employer in enumerate(named):
        if employer.id != fact.object:
            continue
        right = named[place + 1] if place + 1 < len(named) else None
        behind = next((n for n in named[place:] if n.label == "PERSON"), None)
        if behind is not None and behind.id != fact.subject:
            continue  # the post of whoever is named before
        left = named[place - 1] if place else None
        end = right.start if right else sentence.span.end
        closed = _CLOSES.search(view.text, employer.end, end)
        takes = (
            left is not None
            and left.id == fact.subject
            and _TAKES.fullmatch(view.words(left.end, employer.start))
        )
        if takes or (closed is None and right is not None and right.label == "ORG"):
            yield from _role(view, employer.end, closed.start() if closed else end)


def _since(view: View, sentence: Sentence, left: Named | None, person: Named) -> int:
    """Where the words that may name the post begin: behind the name before, or with the clause."""
    start = left.end if left else sentence.span.start
    for match in _OPENS.finditer(view.text, start, person.start):
        start = match.end()
    return start


def _role(view: View, start: int, end: int) -> Iterator[Span]:
    words = view.words(start, end)
    start += len(words) - len(words.lstrip(_EDGES))
    words = words.strip(_EDGES)
    said = _ACT.match(words)
    if said:
        start, words = start + said.end(), words[said.end() :]
    former = _FORMER.match(words)
    if former:
        start, words = start + former.end(), words[former.end() :]
    if _ROLE.fullmatch(words):
        yield Span(start, start + len(words))
