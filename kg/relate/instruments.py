"""Instruments: how a policy supports. Ceilings, awards, funds with their amount and recipient."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.holders import holder_of
from kg.relate.indicators import CLAUSE, clause_start
from kg.relate.quantities import quantities
from kg.relate.view import View
from kg.types import Instrument, Span

_KINDS = (
    ("fund", re.compile(r"基金")),
    ("loan", re.compile(r"贷款|信贷|授信|担保|融资")),
    ("tax", re.compile(r"税")),
    ("land", re.compile(r"用地|土地")),
    ("talent", re.compile(r"人才|安家费|购房补贴")),
    ("subsidy", re.compile(r"补助|补贴|奖励|资助|奖补|贴息|给予|奖金|专项资金|扶持资金|一次性")),
)
_RECIPIENT = re.compile(
    r"(?:对于|对|给予|为|向)(?P<who>[\u4e00-\u9fff“”、（）]{2,24}?(?:企业|机构|项目|单位|平台|人才|"
    r"团队|园区|产品|集群|主体|个人))"
)


def instruments(view: View) -> Iterator[Instrument]:
    """Amounts that a policy or region gives: ceilings, awards, funds."""
    for sentence in view.sentences:
        for quantity in quantities(view.text, sentence.span.start, sentence.span.end):
            if quantity.unit not in ("元", "%") or quantity.level:
                continue
            start = clause_start(view.text, sentence.span.start, quantity.start)
            end = CLAUSE.search(view.text, quantity.end, sentence.span.end)
            words = view.text[start : end.start() if end else sentence.span.end]
            kind = next((name for name, pattern in _KINDS if pattern.search(words)), "")
            if not kind or not re.search(
                r"最高|给予|奖励|补助|补贴|资助|设立|不超过|一次性|减按|贴息|单项", words
            ):
                continue
            if re.search(r"已|累计|去年|同比", words):
                continue
            head = view.text[sentence.span.start : quantity.start]
            recipients = list(_RECIPIENT.finditer(head))
            ceiling = "最高" in words or "不超过" in words
            yield Instrument(
                holder=holder_of(view, sentence, quantity.start),
                kind=kind,
                amount=quantity.value,
                unit=quantity.unit,
                comparator="<=" if ceiling else quantity.comparator,
                recipient=recipients[-1]["who"] if recipients else "",
                quantity=Span(quantity.start, quantity.end),
                evidence=(sentence.span,),
                rule="instrument:amount",
                confidence=0.65,
            )
