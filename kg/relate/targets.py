"""Quantified targets: figures that lie ahead, with holder, indicator and deadline."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.relate.ahead import Mood, is_target, lays_ahead
from kg.relate.holders import holder_of
from kg.relate.indicators import CLAUSE, Said, clause_start, indicator_of, respective
from kg.relate.quantities import Quantity, quantities
from kg.relate.times import Time, times
from kg.relate.view import Sentence, View
from kg.text import in_script_of
from kg.types import Span, Target

_SCOPE = re.compile(
    r"规模以上[\u4e00-\u9fff]{0,4}企业|规上[\u4e00-\u9fff]{0,4}企业|全省|全市|全区|全县|全国|"
    r"中小企业|重点企业|县(?:级)?以上|地级以上市"
)
_BASELINE = re.compile(r"(?:比|较|与)(20\d\d年(?:底|末)?|“?十[一二三四五]五”?末?|上年|去年)")
_RISES = re.compile(
    r"[从由](?!而)[^，。；]{1,24}(?:提高|提升|增加|上升|上调|下调|下降|降低|降|减少|扩大|增长|缩短|压减|增|升|降|扩)"
)
# 3个项目合计90万千瓦，将在明年建成: the clause behind a figure that says when
_DUE = re.compile(r"[^，。；！？：]{0,8}，(?:将|计[划画]|拟|力争|预计|确保|争取)[在于到]?")
_TWINS = 50  # equal figures that are compared, so that long lists take linear time
# A paragraph that goes on with the goal of the one before
_CARRIES = re.compile(
    r"(?:为(?:了)?(?:实现|完成|达到|达成)(?:该|这一|上述|此|以上)|为此|围绕(?:这一|上述|"
    r"该)目标|对此)"
)

_ALSO = re.compile(r"同时|此外|另外|还将|与此同时")


@dataclass(slots=True)
class _State:
    """What a sentence hands to the next of its paragraph."""

    deadline: Time | None = None
    said: Said = field(default_factory=Said)
    paragraph: int = -1
    ahead: bool = False  # whether it speaks of what is to come


def targets(view: View, published: int | None) -> tuple[Target, ...]:
    """The targets of the article; a figure that is repeated is one. ``published``: its year."""
    found: list[Target] = []
    state = _State()
    for sentence in view.sentences:
        if sentence.paragraph != state.paragraph:
            carried = _CARRIES.match(view.text, sentence.span.start) is not None
            ahead = state.ahead and _ALSO.match(view.text, sentence.span.start) is not None
            state = _State(
                state.deadline if carried else None, Said(), sentence.paragraph, carried or ahead
            )
        found += _sentence(view, sentence, state, published)
    return _once(view, found)


def _sentence(
    view: View, sentence: Sentence, state: _State, published: int | None
) -> Iterator[Target]:
    text, (start, end) = view.text, (sentence.span.start, sentence.span.end)
    every = list(times(text, start, end, published))
    clocks = [t for t in every if not t.base]
    deadline = state.deadline if not clocks or clocks[0].start - start > 24 else None
    own = False
    for quantity in quantities(text, start, end):
        clause = clause_start(text, start, quantity.start)
        before = [t for t in clocks if t.start <= quantity.start and not _inside(t, quantity)]
        if before:
            deadline, own = before[-1], True
        elif not own and clocks and clocks[0].start > quantity.end:
            later = clocks[0]
            between = text[quantity.end : later.start]
            if not later.past and (not CLAUSE.search(between) or _DUE.fullmatch(between)):
                deadline = later
        if not is_target(view, sentence, quantity, clause, Mood(deadline, state.ahead)):
            continue
        if any(_inside(t, quantity) for t in every):
            continue
        said = indicator_of(view, sentence, clause, quantity, state.said)
        indicator = respective(view, sentence, quantity) or said.indicator
        state.said = Said(sentence.index, indicator, said.verb or state.said.verb)
        if "番" in text[quantity.start : quantity.end] and not indicator.endswith("增长"):
            indicator += "增长"  # to double is to grow by 100 %
        own_script = view.document.article.text
        stop = CLAUSE.search(text, quantity.end, end)
        words = text[clause : stop.start() if stop else end]
        holder = holder_of(view, sentence, quantity.start)
        yield Target(
            holder=holder.id,
            indicator=in_script_of(own_script, indicator),
            comparator=quantity.comparator,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=in_script_of(own_script, quantity.unit),
            quantity=Span(quantity.start, quantity.end),
            evidence=holder.evidence(sentence),
            rule="target:figure ahead",
            confidence=0.75 if deadline is not None and deadline.goal else 0.6,
            deadline=deadline.year if deadline is not None and not deadline.past else None,
            scope=in_script_of(own_script, _first(_SCOPE, words)),
            baseline=_group(_BASELINE, words) or _start_of(text[clause : quantity.start]),
        )
    stated = [t for t in clocks if not t.near]
    looks_back = bool(clocks) and clocks[-1].past  # 从2021年完成情况来看，计划…
    state.ahead = (lays_ahead(view, sentence) and not looks_back) or (state.ahead and not stated)
    goals = [t for t in stated if not t.past]
    if goals:
        state.deadline = goals[-1]
    elif stated:
        state.deadline = None


def _inside(time: Time, quantity: Quantity) -> bool:
    return time.start < quantity.end and quantity.start < time.end


def _first(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return match[0] if match else ""


def _start_of(head: str) -> str:
    """从35%提高到50%: the figure that the goal starts from; "" if the words name none."""
    match = _RISES.search(head)
    if match is None:
        return ""
    figures = list(quantities(head, match.start(), match.end()))
    return head[figures[-1].start : figures[-1].end] if figures else ""


def _group(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return match[1] if match else ""


def _once(view: View, found: list[Target]) -> tuple[Target, ...]:
    """One target a figure: a repetition, or the headline's short form of it, adds evidence."""
    title_end = view.text.find("\n")
    kept: list[Target] = []
    evidence: list[set[Span]] = []
    alike: defaultdict[tuple[Decimal, Decimal | None, str], list[int]] = defaultdict(list)
    ordered = sorted(
        found, key=lambda t: (t.quantity.end <= title_end, t.holder is None, t.quantity.start)
    )
    for target in ordered:
        headline = target.quantity.end <= title_end
        places = alike[target.value, target.value_max, target.unit]
        near = places[-_TWINS:]
        twin = next((i for i in near if headline or _same(kept[i], target)), None)
        if twin is None:
            places.append(len(kept))
            kept.append(target)
            evidence.append(set(target.evidence))
        else:
            evidence[twin].update(target.evidence)
    whole = (replace(t, evidence=tuple(sorted(e))) for t, e in zip(kept, evidence, strict=True))
    return tuple(sorted(whole, key=lambda t: t.quantity))


def _same(one: Target, other: Target) -> bool:
    """Whether two equal figures are one: of the same thing by half of its characters."""
    shared = Counter(one.indicator) & Counter(other.indicator)
    alike = 2 * shared.total() >= min(len(one.indicator), len(other.indicator))
    return one.deadline == other.deadline and alike and _sentence_of(one) != _sentence_of(other)


def _sentence_of(target: Target) -> Span:
    return next(span for span in target.evidence if span.covers(target.quantity))
