"""Instruments: how a policy supports. Ceilings, awards and funds with their amounts; measures
without one, such as land first, public purchasing, pilots. The kinds are kg.schema.INSTRUMENTS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.holders import holder_of
from kg.relate.indicators import CLAUSE, clause_start
from kg.relate.quantities import Quantity, quantities
from kg.relate.view import Sentence, View
from kg.text import in_script_of
from kg.types import Instrument, Span

# What an amount is given as, the more special kind first
_KINDS = (
    ("fund", re.compile(r"基金(?!项目)")),
    ("loan", re.compile(r"贷款(?!贴息)|信贷|授信|担保|融资|风险补偿")),
    ("tax", re.compile(r"税(?!务局)")),
    ("land", re.compile(r"用地|土地|地价|供地")),
    ("talent", re.compile(r"人才|安家|购房补贴|落户|博士|院士|团队")),
    ("procurement", re.compile(r"采购|首购")),
    (
        "subsidy",
        re.compile(
            r"补助|补贴|奖励|资助|奖补|贴息|给予|奖金|专项资金|扶持资金|支持资金|一次性|补偿|奖"
        ),
    ),
)
_GIVES = re.compile(
    r"最高|给予|奖励|补助|补贴|资助|设立|组建|不超过|一次性|减按|贴息|单项|安排|奖补|扶持|划拨|"
    r"减征|减免|授信|担保|按[^，。；]{1,16}(?:比例|标准)"
)
_DONE = re.compile(
    r"已(?!经认定)|认缴|累计|去年|同比|截至|截止|共(?:发放|下达|兑现|办理)|发放了|兑现了|下拨|获得了"
)
_OFFERED = re.compile(r"最高|给予|将|可|不超过|予以")
_CEILING = re.compile(r"最高|不超过|上限|以内|封顶|最多")
# Measures without an amount. A verb of doing belongs to each: 平台 alone is no instrument.
_MEASURES = (
    (
        "land",
        r"优先(?:保障|安排|供应|供给|解决|满足)?[^，。；]{0,10}(?:用地|供地|土地)|优先供地|用地[^，。；]{0,6}(?:优先|予以保障)|弹性供地|"
        r"先租后让|弹性年期出让|用地(?:指标|计划)[^，。；]{0,8}(?:倾斜|单列|予以保障|应保尽保)",
    ),
    (
        "tax",
        r"(?:免征|减征|减半征收|减免)[^，。；]{0,12}(?:税|费)|加计扣除|即征即退|[两三五]免[三五]减半|"
        r"税收(?:优惠|减免)(?:政策)?|留抵退税|减按[^，。；]{0,16}征收",
    ),
    (
        "loan",
        r"(?:给予|提供|加大|强化|发放)[^，。；]{0,12}(?:信贷支持|贷款支持|融资担保|专项贷款|再贷款|信用贷款)|"
        r"(?:建立|设立|完善)[^，。；]{0,14}风险补偿(?:资金池|资金|机制)?|知识产权质押融资",
    ),
    (
        "fund",
        r"(?:设立|组建|建立|发起)[^，。；]{0,20}(?:引导基金|投资基金|产业基金|发展基金|母基金|专项基金|基金)",
    ),
    (
        "talent",
        r"(?:提供|给予|落实|享受|发放)[^，。；]{0,12}(?:人才公寓|人才补贴|安家费|安家补贴|购房补贴|租房补贴)|"
        r"(?:放宽|优先)[^，。；]{0,6}落户|(?:保障|解决|优先安排)[^，。；、]{0,10}子女(?:入学|教育|就学)",
    ),
    (
        "procurement",
        r"政府(?:优先)?采购[^，。；]{0,10}(?:份额|预留|倾斜|支持|政策|力度)|优先采购|首购(?:首用|订购)?|"
        r"(?:纳入|列入)[^，。；]{0,8}政府采购",
    ),
    (
        "pilot",
        r"(?:开展|启动|推进|实施|遴选|组织|支持|鼓励|申报|争取)[^，。；]{0,20}?(?:试点示范|示范试点|试点|先行先试)",
    ),
    (
        "regulation",
        r"(?:放宽|简化|优化|取消|下放|压减|缩短|推行|实行|探索)[^，。；]{0,14}"
        r"(?:审批|准入|许可|备案|负面清单|容缺受理|告知承诺)|包容审慎监管|沙盒监管",
    ),
    (
        "platform",
        r"(?:建设|搭建|打造|建立|组建|布局|培育)[^，。；]{0,16}?"
        r"(?:公共服务平台|公共技术平台|共性技术平台|技术服务平台|中试平台|中试基地|检验检测平台|检测认证平台)",
    ),
    (
        "subsidy",
        r"(?:给予|予以|提供)[^，。；]{0,12}(?:补助|补贴|奖励|奖补|资助|贴息|资金支持)",
    ),
)
_MEASURE = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _MEASURES))
_AHEAD = re.compile(
    r"将|拟|可|应当|对|支持|鼓励|优先|探索|加大|推动|建立|设立|实施|落实|提出|明确|给予"
)
# 鼓励社会力量以设立基金等形式参与: others are to give it
_BY_OTHERS = re.compile(
    r"(?:鼓励|支持|引导|动员|倡导)[^，。；]{0,8}(?:社会(?:力量|资本|组织|资金)|民间资本|企业和社会)"
)
_RECIPIENT = re.compile(
    r"(?:对于|对|给予|为|向|支持|鼓励)(?!支持|推动|加快|进一步|促进)"
    r"(?P<who>[\u4e00-\u9fffA-Za-z0-9“”、（）]{2,30}?"
    r"(?:企业|机构|项目|单位|平台|人才|团队|园区|产品|集群|主体|个人|运营商|服务商|研究院|实验室|工厂|车间|"
    r"首台套|软件|专利|基地))(?!技术|标准|规范|质量|目录)"
)


def instruments(view: View) -> Iterator[Instrument]:
    """What policies and regions give or do to support, in the order of the text."""
    for sentence in view.sentences:
        found = [*_amounts(view, sentence), *_measures(view, sentence)]
        taken: set[tuple[str, int]] = set()  # kind and clause
        for one in sorted(found, key=lambda one: (one.amount is None, one.quantity)):
            clause = clause_start(view.text, sentence.span.start, one.quantity.start)
            if one.amount is not None or (one.kind, clause) not in taken:
                taken.add((one.kind, clause))
                yield one


def _amounts(view: View, sentence: Sentence) -> Iterator[Instrument]:
    """最高补助500万元, 设立50亿元基金, 减按15%征收."""
    for quantity in quantities(view.text, sentence.span.start, sentence.span.end):
        if quantity.unit not in ("元", "美元", "%", "亩") or quantity.level:
            continue
        words = _clause(view, sentence, quantity.start, quantity.end)
        kind = next((name for name, pattern in _KINDS if pattern.search(words)), "")
        if not kind or not _GIVES.search(words) or _DONE.search(words):
            continue
        head = view.words(sentence.span.start, quantity.start)
        if _is_threshold(view, quantity) or (_DONE.search(head) and not _OFFERED.search(words)):
            continue
        ceiling = _CEILING.search(
            view.text, max(sentence.span.start, quantity.start - 8), quantity.end
        )
        holder = holder_of(view, sentence, quantity.start)
        yield Instrument(
            holder=holder.id,
            kind=kind,
            amount=quantity.value if quantity.value_max is None else quantity.value_max,
            unit=in_script_of(view.document.article.text, quantity.unit),
            comparator="<=" if ceiling or quantity.value_max is not None else quantity.comparator,
            recipient=_recipient(view, sentence, quantity.start, kind),
            quantity=Span(quantity.start, quantity.end),
            evidence=holder.evidence(sentence),
            rule="instrument:amount",
            confidence=0.65,
        )


def _measures(view: View, sentence: Sentence) -> Iterator[Instrument]:
    """优先供地, 开展试点, 纳入政府采购: the words of the measure, without an amount."""
    for match in _MEASURE.finditer(view.text, sentence.span.start, sentence.span.end):
        words = _clause(view, sentence, match.start(), match.end())
        holder = holder_of(view, sentence, match.start())
        if holder.id is None or match.lastgroup is None or _in_name(sentence, match):
            continue
        head = view.words(sentence.span.start, match.end())
        if match.lastgroup in ("fund", "subsidy") and _BY_OTHERS.search(head):
            continue
        if _DONE.search(words) or not (holder.id.startswith("policy/") or _AHEAD.search(words)):
            continue
        yield Instrument(
            holder=holder.id,
            kind=match.lastgroup,
            amount=None,
            unit="",
            comparator="=",
            recipient=_recipient(view, sentence, match.end(), match.lastgroup),
            quantity=Span(match.start(), match.end()),
            evidence=holder.evidence(sentence),
            rule="instrument:measure",
            confidence=0.5,
        )


def _in_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the words run into the name of a policy or body."""
    return any(
        n.label in ("POLICY", "ORG") and n.start < match.end() and match.start() < n.end
        for n in sentence.named
    )


def _clause(view: View, sentence: Sentence, start: int, end: int) -> str:
    first = clause_start(view.text, sentence.span.start, start)
    stop = CLAUSE.search(view.text, end, sentence.span.end)
    return view.text[first : stop.start() if stop else sentence.span.end]


def _is_threshold(view: View, quantity: Quantity) -> bool:
    """投资超过1亿元的项目: who may apply, not what is given."""
    behind = view.words(quantity.end, quantity.end + 20)
    return (
        re.match(r"(?:\(含\)|（含）)?的[^，。；]{0,12}(?:企业|项目|机构|园区|平台|单位)", behind)
        is not None
    )


def _recipient(view: View, sentence: Sentence, position: int, kind: str) -> str:
    """Who gets it, in the words of the text; the last one named before ``position``. A fund is for
    whom its own clause names."""
    start = sentence.span.start
    first = clause_start(view.text, start, position) if kind == "fund" else start
    found = list(_RECIPIENT.finditer(view.text, first, position))
    return view.document.article.text[slice(*found[-1].span("who"))] if found else ""
