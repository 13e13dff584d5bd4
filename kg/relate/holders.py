"""Who a figure belongs to: the policy that states it, else the region or body that aims at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.relate.support import is_old, topic_policy
from kg.relate.view import Named, Sentence, View
from kg.types import Span

# 某区去年发布的区级措施: a paper of the region's own that the text does not name
_OWN_PAPER = re.compile(
    r"[^，。；《]{0,10}(?:发布|印发|出台|公布)的[^，。；《]{0,8}(?:措施|政策|办法|方案|意见|细则)"
)
# What follows a company or body whose own plan or forecast the figure is
_AIMS = re.compile(
    r"(?:[^，。；]{0,6}?)(?:将|计划|拟|预计|预期|预测|目标|力争|宣布|表示|争取|有望|提出|"
    r"上调|下调|维持|公告|透露|等机构预计)"
)
# 某公司副总经理某某说, 某公司董事会…
_SPEAKS = re.compile(
    r"(?:[（(][^）)]*[）)])?[\u4e00-\u9fff·]{2,14}?(?:说|表示|称|透露|介绍|披露|承认|回复|强调|证实|放话|坦言)(?!明|为)"
)
_THE_FIRM = re.compile(
    r"(?:该)?(?:公司|集团|企业|协会)(?:[^，。；]{0,10})(?:称|预计|将|计划|表示|力争|宣布|指引|目标|说|拟)"
)
_HERE = re.compile(r"[省市县区]里")  # 市里提出
_WHOLE = re.compile(r"全[省市区县州]")
_WHERE = re.compile(r"(?:在|于|沿|赴|到|依托|来自|布局|与|向|对接|引导|比|自|把|从|由)$")
_LISTS = ("、", "和", "与", "及")
_FORECAST = re.compile(r"(?:根据|据)$")
_PUBLIC = frozenset(("body", "department", "media"))
_GOVERNMENT = re.compile(
    r"(?:政府|委员会|委|厅|局|部|办公室|办|署|国务院|法院|检察院|党委|领导小组|人大|政协|常委会)$"
)
_OPENS = ("", "，", ",", "；", "。", "：", ":", "\n", "、", " ", "“")
_ELSEWHERE = re.compile(
    r"(?:^|[，；。 ])(?:[^，；。]{0,6}?)(?:我国|全国|中央财政|全球|世界|国际)(?!标准|化)"
)
# 到2025年, but not the day of an event: 2021年11月30日
_GOES_ON = re.compile(r"到?20\d\d年(?!\d{1,2}月)")
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
    company = _company(view, sentence, start)
    own = [n for n in sentence.of("POLICY") if n.start < start and not is_old(view, sentence, n)]
    if own and (company is None or not _speaks(view, sentence, company, own[-1], start)):
        return Holder(own[-1].id)
    for region in reversed(sentence.of("REGION")):
        if region.end <= start and _OWN_PAPER.match(view.text, region.end):
            return Holder(region.id)
    topic = _topic(view, sentence)
    if topic is not None and _refers(view, sentence):
        return _elsewhere(topic)
    if company is not None:
        return Holder(company.id)
    here = view.antecedent(sentence) if _HERE.match(view.text, sentence.span.start) else None
    if here is not None:
        return _elsewhere(here)
    if topic is not None:
        return _elsewhere(topic)
    return _unstated(view, sentence, start)


def _unstated(view: View, sentence: Sentence, start: int) -> Holder:
    """No policy near it and no company: the article's policy, the region of the sentence, or the
    one in focus."""
    regions = [n for n in sentence.of("REGION") if n.end <= start]
    office = _office(view, sentence, start)
    main = view.main if office is None else None
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
    firm = _firm_before(view, sentence)
    if firm is not None:
        return _elsewhere(firm)
    subject = _region(view, sentence, regions)
    if subject is not None:
        return Holder(subject.id)
    antecedent = view.antecedent(sentence)
    if antecedent is not None:
        return _elsewhere(antecedent)
    if office is not None:
        return Holder(office.id)
    if not view.focus or _WHOLE.search(view.words(sentence.span.start, start)):
        return Holder()  # 全省, of a province that nothing names
    near = _near(view, sentence, view.focus, _FAR)
    if near is None or not _acts(view, start):
        return Holder()
    return Holder(view.focus, (near.span,))


def _acts(view: View, start: int) -> bool:
    """Whether the region in focus opens a clause before the figure: not only 在某市, 甲市、乙市."""
    return any(
        n.id == view.focus
        and n.end <= start
        and view.words(n.start - 1, n.start) in _OPENS
        and not _is_place(view, sentence, n)
        for n, sentence in view.regions
    )


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
    goes_on = _GOES_ON.match(view.text, sentence.span.start, sentence.span.end)
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
        if n.end > start or not _is_company(n):
            continue
        before = view.words(max(sentence.span.start, n.start - 2), n.start)
        aims = _AIMS.match(view.text, n.end, sentence.span.end)
        speaks = _SPEAKS.match(view.text, n.end, sentence.span.end)
        if _FORECAST.search(before) or (before[-1:] in _OPENS and (aims or speaks)):
            return n
    return None


def _is_company(body: Named) -> bool:
    return body.entity.register not in _PUBLIC and not _GOVERNMENT.search(body.entity.name)


def _speaks(view: View, sentence: Sentence, company: Named, policy: Named, start: int) -> bool:
    """某公司董事长说，《某意见》落地以后，产量…: the figure of who speaks, in a clause of its own."""
    ahead = company.end <= policy.start and _SPEAKS.match(view.text, company.end, policy.start)
    return ahead is not None and "，" in view.words(policy.end, start)


def _firm_before(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """公司称, 集团预计: the company that the sentences before it in the paragraph speak of."""
    if not _THE_FIRM.match(view.text, sentence.span.start, sentence.span.end):
        return None
    other = view.before(sentence)
    while other is not None:
        firms = [n for n in other.of("ORG") if _is_company(n)]
        if firms:
            return firms[0], other
        other = view.before(other)
    return None


def _office(view: View, sentence: Sentence, start: int) -> Named | None:
    """某厅预计…, where no place is named: the body whose forecast the figure is."""
    for n in sentence.of("ORG"):
        before = view.words(max(sentence.span.start, n.start - 1), n.start)
        if n.end <= start and before in _OPENS and _AIMS.match(view.text, n.end):
            return n
    return None


def _near(view: View, sentence: Sentence, entity: str, reach: int) -> Sentence | None:
    """The last sentence, this one or not long before it, that names the entity."""
    first = max(0, sentence.index - reach)
    near = reversed(view.sentences[first : sentence.index + 1])
    return next((s for s in near if any(n.id == entity for n in s.named)), None)


def _region(view: View, sentence: Sentence, regions: list[Named]) -> Named | None:
    """The last division that opens a clause is the subject: 某市将推进甲区、乙区等片区建设.

    A place where something is (在某区), and one of a list, is none.
    """
    able = [n for n in regions if not _is_place(view, sentence, n)]
    divisions = [n for n in able if n.entity.register == "gbt2260"]
    opening = [n for n in divisions if view.words(n.start - 1, n.start) in _OPENS[:7]]
    return next((found[0] for found in (opening[-1:], divisions[:1], able[:1]) if found), None)


def _is_place(view: View, sentence: Sentence, region: Named) -> bool:
    head = view.words(max(sentence.span.start, region.start - 3), region.start)
    behind = view.words(region.end, region.end + 2)
    listed = behind[:1] in _LISTS or head[-1:] in _LISTS
    others = [n for n in sentence.of("REGION") if n.id != region.id]
    return bool(_WHERE.search(head)) or (
        listed and any(n.start == region.end + 1 or n.end == region.start - 1 for n in others)
    )
