"""Who brings up, attracts or supports an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import (
    claim,
    clause_start,
    coordinated,
    coordinated_after,
    modality_between,
)
from kg.relate.view import Named, Sentence, View
from kg.types import Fact, Span

_GAINS = re.compile(
    r"(?:培育|引进|引育|招引|引入|扶持|吸引|落户|支持对象(?:含|包括|为|有))(?:了|出|起)?[^，。；由被对向与工]{0,10}$"
)
_HELPS = re.compile(r"(?:支持|扶持|助力|帮助|推动|(?:促进|带动)了)$")
_GROWS = re.compile(
    r"(?:等[^，。；]{0,8})?(?:快速|迅猛|加快|迅速)?(?:做大|做强|发展|扩产|扩建|增产|壮大|上市|升级|增资|建设|研发|打造|成长)"
)
_PUBLIC = frozenset(("body", "department", "media"))
_OPENS = ("", "，", ",", "；", "。", "：", "\n", "“")


def cultivates(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某省培育了甲、乙等企业; 某市支持甲公司做大做强; 吸引甲、乙入驻."""
    for organisation in sentence.of("ORG"):
        if organisation.entity.register in _PUBLIC:
            continue
        start = clause_start(view, sentence, organisation.start)
        head = view.words(start, organisation.start)
        for other in sentence.named:
            if start <= other.start and other.end <= organisation.start:
                head = head.replace(view.words(other.start, other.end), "")
        head = head.rstrip("、和及与")
        *_, last = coordinated_after(view, sentence, organisation)
        helped = _HELPS.search(head) and _GROWS.match(view.text, last.end)
        found = _holder(view, sentence, organisation) if helped or _GAINS.search(head) else None
        if found is not None:
            holder, more = found
            several = coordinated(view, sentence, holder) if holder.label == "REGION" else [holder]
            for one in several if not more else [holder]:
                yield from claim(
                    view,
                    sentence,
                    (one, organisation),
                    "cultivates",
                    "cultivates:verb",
                    0.6,
                    modality=modality_between(view, start, organisation.start),
                    more=more,
                )


def _holder(
    view: View, sentence: Sentence, organisation: Named
) -> tuple[Named, tuple[Span, ...]] | None:
    """The last region or policy before it that opens a clause, else the last one, else one behind
    it, else the first of the sentence before."""
    named = [n for n in sentence.named if n.label in ("REGION", "POLICY")]
    ahead = [n for n in named if n.end <= organisation.start]
    opening = [n for n in ahead if view.words(n.start - 1, n.start) in _OPENS]
    for some in (opening[-1:], ahead[-1:], named[:1]):
        if some:
            return some[0], ()
    before = view.before(sentence)
    topics = [n for n in before.named if n.label in ("REGION", "POLICY")] if before else []
    return (topics[0], (before.span,)) if before is not None and topics else None
