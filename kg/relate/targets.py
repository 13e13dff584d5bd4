"""Quantified targets: figures that lie ahead, with holder, indicator and deadline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.relate.indicators import CLAUSE, COUNTED, VERB, clause_start, indicator_of, respective
from kg.relate.quantities import Quantity, quantities
from kg.relate.support import topic_policy
from kg.relate.times import Time, times
from kg.relate.view import Named, Sentence, View
from kg.text import in_script_of
from kg.types import Span, Target

# Words that lay a figure ahead, and words that say it has happened or is no figure of a plan
_AHEAD = re.compile(
    r"将|力争|争取|确保|预计|有望|计[划画]|规划|目标|拟|提出|明确|到20\d\d年|要(?!求)|未来|"
    r"明年|年底前|预期|预估|打造|建成|培育|推动|"
    r"实现|新增|达到|突破|完成|形成|建设|引进|开展"
)
_STRONG = re.compile(
    r"将|力争|争取|确保|预计|有望|计[划画]|规划|目标|拟|未来|预期|预估|明年|要(?!求)"
)
_DONE = re.compile(
    r"已|截至|截止|目前|同比|环比|去年|上年|累计|现有|共有|拥有(?!产能)|实现了|达到了|完成了|"
    r"建成了|突破了|增长了|以来|此前|曾|"
    r"月份|季度|当前|今年前|上半年|\d月\d+日|位居|排名|占全国|现已|历年|近年"
)
_SUBSIDY = re.compile(
    r"补助|补贴|奖励|资助|奖补|贴息|给予|奖金|补偿|支持资金|最高可?|一次性|注册资本|罚款|处以|"
    r"减按|税率"
)
_MODIFIES = re.compile(
    r"(?:级|以上|左右|规模)?的?(?:企业|产业集群|集群|产业链|园区|基地|项目(?!的)|规模(?:企业|以上))"
)
# What a document has, not what it aims at: 29条举措
_MEASURES = re.compile(
    r"(?:具体|重点|扶持|政策|工作|主要)*(?:建议|举措|措施|政策|任务|条款|目标|方面|意见|内容|"
    r"工程|行动|抓手|部门|环节)"
)
_COUNTS = re.compile(
    r"(?:\d|[一两二三四五六七八九十])(?:[~～至到—-]\d+)?"
    rf"(?:{'|'.join(sorted(COUNTED, key=lambda u: (-len(u), u)))})[^，、]*$"
)
_SCOPE = re.compile(
    r"规模以上[\u4e00-\u9fff]{0,4}企业|规上[\u4e00-\u9fff]{0,4}企业|全省|全市|全区|全县|全国|"
    r"中小企业|重点企业|县(?:级)?以上|地级以上市"
)
_BASELINE = re.compile(r"(?:比|较|与)(20\d\d年(?:底|末)?|“?十[一二三四五]五”?末?|上年|去年)")
# 某区去年发布的区级措施: a paper of the region's own that the text does not name
_OWN_PAPER = re.compile(
    r"[^，。；《]{0,10}(?:发布|印发|出台|公布)的[^，。；《]{0,8}(?:措施|政策|办法|方案|意见|细则)"
)
# A paragraph that goes on with the goal of the one before
_CARRIES = re.compile(
    r"(?:为(?:了)?(?:实现|完成|达到|达成)(?:该|这一|上述|此|以上)|为此|围绕(?:这一|上述|"
    r"该)目标|对此)"
)


@dataclass(slots=True)
class _State:
    """What a sentence hands to the next of its paragraph."""

    deadline: Time | None = None
    verb: str = ""
    paragraph: int = -1


def targets(view: View, published: int | None) -> tuple[Target, ...]:
    """The targets of the article; a figure that is repeated is one. ``published``: its year."""
    found: list[Target] = []
    state = _State()
    for sentence in view.sentences:
        if sentence.paragraph != state.paragraph:
            carried = _CARRIES.match(view.text, sentence.span.start) is not None
            state = _State(state.deadline if carried else None, "", sentence.paragraph)
        found += _sentence(view, sentence, state, published)
    return _once(view, found)


def _sentence(
    view: View, sentence: Sentence, state: _State, published: int | None
) -> Iterator[Target]:
    text, (start, end) = view.text, (sentence.span.start, sentence.span.end)
    clocks = list(times(text, start, end, published))
    deadline = state.deadline if not clocks or clocks[0].start - start > 24 else None
    own = False
    for quantity in quantities(text, start, end):
        clause = clause_start(text, start, quantity.start)
        before = [t for t in clocks if t.start <= quantity.start and not _inside(t, quantity)]
        if before:
            deadline, own = before[-1], True
        elif not own and clocks and clocks[0].start > quantity.end:
            later = clocks[0]
            if not CLAUSE.search(text, quantity.end, later.start) and not later.past:
                deadline = later
        if not _is_target(view, sentence, quantity, clause, deadline):
            continue
        if any(_inside(t, quantity) for t in clocks):
            continue
        indicator, verb = indicator_of(view, clause, quantity, state.verb)
        indicator = respective(view, sentence, quantity) or indicator
        state.verb = verb or state.verb
        own_script = view.document.article.text
        yield Target(
            holder=holder_of(view, sentence, quantity),
            indicator=in_script_of(own_script, indicator),
            comparator=quantity.comparator,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=in_script_of(own_script, quantity.unit),
            quantity=Span(quantity.start, quantity.end),
            evidence=(sentence.span,),
            rule="target:figure ahead",
            confidence=0.75 if deadline is not None and deadline.goal else 0.6,
            deadline=deadline.year if deadline is not None and not deadline.past else None,
            scope=in_script_of(own_script, _first(_SCOPE, text[clause : quantity.end + 20])),
            baseline=_group(_BASELINE, text[clause : quantity.end + 20]),
        )
    goals = [t for t in clocks if not t.past]
    if goals:
        state.deadline = goals[-1]
    elif clocks:
        state.deadline = None


def _inside(time: Time, quantity: Quantity) -> bool:
    return time.start < quantity.end and quantity.start < time.end


def _is_target(
    view: View, sentence: Sentence, quantity: Quantity, clause: int, deadline: Time | None
) -> bool:
    text = view.text
    end = CLAUSE.search(text, quantity.end, sentence.span.end)
    words = _unquoted(view, sentence, clause, end.start() if end else sentence.span.end)
    head = _unquoted(view, sentence, sentence.span.start, quantity.start)
    if quantity.unit in ("元", "%", "倍") and _SUBSIDY.search(words):
        return False
    if quantity.unit in ("次", "届", "期", "批", "天", "小时", "岁", "份", "度"):
        return False
    if _MODIFIES.match(text, quantity.end) and quantity.unit == "元" and not quantity.level:
        return False
    if _is_modifier(text, clause, quantity):
        return False
    if text[quantity.start - 1] in "/由从佰仟拾" or _MEASURES.match(text, quantity.end):
        return False
    if text[quantity.start - 1] in "数几上近" and quantity.comparator != "~":
        return False
    small = re.match(r"[一二两三四五六七八九十](?!\d)", text[quantity.start : quantity.end])
    if (
        small
        and quantity.unit != "%"
        and quantity.comparator == "="
        and not VERB.search(text[clause : quantity.start])
    ):
        return False
    if text[quantity.start : quantity.end] in (
        "一个",
        "一批",
        "一系列",
        "一项",
        "一种",
        "一条",
        "一类",
        "一次",
    ) and not (
        deadline is not None
        and deadline.goal
        and re.search(r"(?:建设|打造|建成|形成)$", text[clause : quantity.start])
    ):
        return False
    done, strong = _last(_DONE, head), _last(_STRONG, head)
    goal_at = deadline.start - sentence.span.start if deadline is not None and deadline.goal else -1
    if done > max(strong, goal_at):
        return False  # 全省已推广619辆，建成加氢站17座
    ahead = _AHEAD.search(words) is not None or _AHEAD.search(head) is not None
    if _DONE.search(words) and not re.search(r"将|力争|预计|到20\d\d年", words):
        return False
    if deadline is not None:
        return (
            not deadline.past
            and ahead
            and (deadline.goal or _STRONG.search(head + words) is not None)
        )
    recent = _DONE.search(head)
    return (
        bool(re.search(r"将|力争|预计|计[划画]|规划|目标|拟|有望|预估|打造", head + words))
        and not recent
    )


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Where the last match starts; -1 for none."""
    return max((m.start() for m in pattern.finditer(words)), default=-1)


def _unquoted(view: View, sentence: Sentence, start: int, end: int) -> str:
    """The words without names and quotations: the 计划 of “某某计划” lays nothing ahead."""
    words = list(view.text[start:end])
    for n in sentence.named:
        for i in range(max(n.start, start), min(n.end, end)):
            words[i - start] = " "
    return re.sub(r"[“「][^”」]{1,12}[”」]", "", "".join(words))


def _is_modifier(text: str, clause: int, quantity: Quantity) -> bool:
    """50亿元企业, 9个千亿元级集群: the figure describes what another figure counts."""
    between = text[clause : quantity.start]
    counted = _COUNTS.search(between)
    if quantity.unit in ("元", "吨", "GW", "MW", "千瓦", "美元"):
        if counted and (
            quantity.level or re.match(r"[^，、；。]{0,6}的", text[quantity.end : quantity.end + 8])
        ):
            return True
        # 营收超过90亿元的企业不少于六家
        return not quantity.level and bool(
            re.match(
                r"的[^，；。]{1,20}(?:企业|公司|集群|园区|基地)",
                text[quantity.end : quantity.end + 26],
            )
        )
    return False


def holder_of(view: View, sentence: Sentence, quantity: Quantity) -> str | None:
    """The policy if the text gives the figure as the plan's, else the region."""
    own = [n for n in sentence.of("POLICY") if n.start < quantity.start]
    if own:
        return own[-1].id
    for region in reversed(sentence.of("REGION")):
        if region.end <= quantity.start and _OWN_PAPER.match(view.text, region.end):
            return region.id
    goes_on = re.match(r"到?20\d\d年", view.text[sentence.span.start : sentence.span.start + 6])
    topic = topic_policy(view, sentence, across=goes_on is not None) or _coming_policy(
        view, sentence
    )
    if topic is not None:
        return topic[0].id
    regions = [n for n in sentence.of("REGION") if n.end <= quantity.start]
    if view.main is not None and not regions and view.main.end < quantity.start:
        return view.main.id
    divisions = [n for n in regions if n.entity.register == "gbt2260"]
    # the last that opens a clause is the subject: 某市将推进甲区、乙区等片区建设
    opening = [
        n
        for n in divisions
        if view.words(n.start - 1, n.start) in ("", "，", ",", "；", "。", "：", "\n")
    ]
    for found in (opening[-1:], divisions[:1], regions[:1]):
        if found:
            return found[0].id
    return view.focus or None


def _coming_policy(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """A lead gives a plan's figures before it names the plan: the one in the next paragraph, when
    no other is named before it."""
    for other in view.sentences:
        if other.of("POLICY"):
            near = (
                0 < other.paragraph - sentence.paragraph <= 1 and other.index - sentence.index <= 4
            )
            starts = view.text[other.span.start : other.span.start + 3].startswith(
                ("根据", "按照", "《")
            )
            return (other.of("POLICY")[0], other) if near and starts else None
    return None


def _first(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return match[0] if match else ""


def _group(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return match[1] if match else ""


def _once(view: View, found: list[Target]) -> tuple[Target, ...]:
    """One target a figure: a repetition, or the headline's short form of it, adds evidence."""
    title_end = view.text.find("\n")
    kept: list[Target] = []
    ordered = sorted(
        found, key=lambda t: (t.quantity.end <= title_end, t.holder is None, t.quantity.start)
    )
    for target in ordered:
        headline = target.quantity.end <= title_end
        twin = next((i for i, other in enumerate(kept) if _same(other, target, headline)), None)
        if twin is None:
            kept.append(target)
            continue
        first = kept[twin]
        kept[twin] = replace(first, evidence=tuple(sorted({*first.evidence, *target.evidence})))
    return tuple(sorted(kept, key=lambda t: t.quantity))


def _same(one: Target, other: Target, headline: bool) -> bool:
    """Whether two figures are one: equal, and of the same thing by half of its characters."""
    if (one.value, one.value_max, one.unit) != (other.value, other.value_max, other.unit):
        return False
    if headline:
        return True
    shared = Counter(one.indicator) & Counter(other.indicator)
    alike = 2 * shared.total() >= min(len(one.indicator), len(other.indicator))
    return one.deadline == other.deadline and alike and one.evidence != other.evidence
