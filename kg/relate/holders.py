"""Who a figure belongs to: the policy that states it, else the region or body that aims at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.relate.support import topic_policy
from kg.relate.view import Named, Sentence, View
from kg.types import Span

# 某区去年发布的区级措施: a paper of the region's own that the text does not name
_OWN_PAPER = re.compile(
    r"[^，。；《]{0,10}(?:发布|印发|出台|公布)的[^，。；《]{0,8}(?:措施|政策|办法|方案|意见|细则)"
)
# What follows a company or body whose own plan or forecast the figure is
_AIMS = re.compile(
    r"(?:[^，。；]{0,6}?)(?:将|计划|拟|预计|预期|预测|目标|力争|宣布|表示|争取|有望|提出|"
    r"上调|下调|公告|透露|等机构预计)"
)
_FORECAST = re.compile(r"(?:根据|据)$")
_PUBLIC = frozenset(("body", "department", "media"))
_GOVERNMENT = re.compile(
    r"(?:政府|委员会|委|厅|局|部|办公室|办|署|国务院|法院|检察院|党委|领导小组|人大|政协|常委会)$"
)
_OPENS = ("", "，", ",", "；", "。", "：", ":", "\n", "、", " ", "“")
_ELSEWHERE = re.compile(
    r"(?:^|[，；。 ])(?:[^，；。]{0,6}?)(?:我国|全国|中央财政|全球|世界|国际)(?!标准|化)"
)
# Sentences that the main policy and the region in focus reach unnamed; a policy that the first
# sentence, the title, names reaches through the whole article.
_NEAR, _FAR = 12, 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a figure belongs to, and where else than in its own sentence that is named."""

    id: str | None = None  # Entity.id; None if the text names nobody
    more: tuple[Span, ...] = ()  # the sentence of the antecedent

    def evidence(self, sentence: Sentence) -> tuple[Span, ...]:
        """The sentence of the figure and that of the holder, in order."""
        return tuple(sorted({*self.more, sentence.span}))


def holder_of(view: View, sentence: Sentence, start: int) -> Holder:
    """The holder of the figure at ``start``."""
    own = [n for n in sentence.of("POLICY") if n.start < start]
    if own:
        return Holder(own[-1].id)
    for region in reversed(sentence.of("REGION")):
        if region.end <= start and _OWN_PAPER.match(view.text, region.end):
            return Holder(region.id)
    topic = _topic(view, sentence)
    if topic is not None and _refers(view, sentence):
        return _elsewhere(topic)
    company = _company(view, sentence, start)
    if company is not None:
        return Holder(company.id)
    if topic is not None:
        return _elsewhere(topic)
    return _unstated(view, sentence, start)


def _unstated(view: View, sentence: Sentence, start: int) -> Holder:
    """No policy near it and no company: the article's policy, the region of the sentence, or the
    one in focus."""
    regions = [n for n in sentence.of("REGION") if n.end <= start]
    main = view.main
    if main is not None and not regions and main.end < start:
        titled = any(n.id == main.id for n in view.sentences[0].named)
        near = _near(view, sentence, main.id, sentence.index if titled else _NEAR)
        if near is not None:
            return Holder(main.id, (near.span,))
    if view.own is not None and view.own.end < start:
        first = next(s for s in view.sentences if s.span.end > view.own.start)
        return Holder(view.own.id, (first.span,))
    if _ELSEWHERE.search(view.words(sentence.span.start, start)):
        return Holder()
    subject = _region(view, regions)
    if subject is not None:
        return Holder(subject.id)
    antecedent = view.antecedent(sentence)
    if antecedent is not None:
        return _elsewhere(antecedent)
    near = _near(view, sentence, view.focus, _FAR) if view.focus else None
    return Holder() if near is None else Holder(view.focus, (near.span,))


def _elsewhere(found: tuple[Named, Sentence]) -> Holder:
    named, sentence = found
    return Holder(named.id, (sentence.span,))


def _refers(view: View, sentence: Sentence) -> bool:
    """规划提出, 根据计划: the sentence says itself that it speaks of the policy."""
    head = view.words(sentence.span.start, sentence.span.start + 24)
    return (
        re.search(r"规划|计[划画]|方案|纲要|意见|措施|办法|政策", head.partition("，")[0])
        is not None
    )


def _topic(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    goes_on = re.match(r"到?20\d\d年", view.words(sentence.span.start, sentence.span.start + 6))
    across = goes_on is not None and not view.digest
    return topic_policy(view, sentence, across=across) or _coming_policy(view, sentence)


def _coming_policy(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """A lead gives a plan's figures before it names the plan: the one in the next paragraph, when
    no other is named before it."""
    other = view.titled
    if view.digest or other is None:
        return None
    near = 0 < other.paragraph - sentence.paragraph <= 1 and other.index - sentence.index <= 4
    starts = view.words(other.span.start, other.span.start + 3).startswith(("根据", "按照", "《"))
    return (other.of("POLICY")[0], other) if near and starts else None


def _company(view: View, sentence: Sentence, start: int) -> Named | None:
    """The company, association or institute that the sentence is about: 某公司计划…, 据某协会预测…"""
    for n in sentence.of("ORG"):
        if n.end > start or n.entity.register in _PUBLIC or _GOVERNMENT.search(n.entity.name):
            continue
        before = view.words(max(sentence.span.start, n.start - 2), n.start)
        if _FORECAST.search(before) or (
            before[-1:] in _OPENS and _AIMS.match(view.text, n.end, sentence.span.end)
        ):
            return n
    return None


def _near(view: View, sentence: Sentence, entity: str, reach: int) -> Sentence | None:
    """The last sentence, this one or not long before it, that names the entity."""
    first = max(0, sentence.index - reach)
    near = reversed(view.sentences[first : sentence.index + 1])
    return next((s for s in near if any(n.id == entity for n in s.named)), None)


def _region(view: View, regions: list[Named]) -> Named | None:
    """The last division that opens a clause is the subject: 某市将推进甲区、乙区等片区建设."""
    divisions = [n for n in regions if n.entity.register == "gbt2260"]
    opening = [n for n in divisions if view.words(n.start - 1, n.start) in _OPENS[:7]]
    return next((found[0] for found in (opening[-1:], divisions[:1], regions[:1]) if found), None)
