"""Who is on the list of a policy, and where something is tried out first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import claim, clause_start, coordinated_before
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

_LISTED = re.compile(
    r"(?P<not>未|没有|落选)?(?P<ahead>拟|将|有望)?(?:成功|再次|首批|再度|双双|正式)?"
    r"(?:入选|获评|被评为|评为|被认定为|认定为|被列为|列入|跻身|纳入|入围|获批(?:建设|成为)?|被授予|荣获|入库)"
    r"(?:了|为)?[^，。；]{0,12}$"
)
_TRIED = re.compile(
    r"(?:等(?:[\d一二三四五六七八九十]+个?)?(?:地|市|省|区|县|城市|省市|地区)?)?(?P<ahead>将|拟)?"
    r"(?:率先|先行|首批|同步)?(?:先行先试|先行试点|试点|试行|开展|启动|进行|实施|推进|推行)"
    r"(?P<what>[^，。；]{0,24})"
)
_REGION_PREFIX = re.compile(r"(?:在|于|选择|选取|确定|支持|批准|将)$")


def recognised(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某公司入选“某计划”; 甲、乙被列入《某目录》."""
    for listed in sentence.named:
        if listed.label not in ("POLICY", "CLUSTER"):
            continue
        start = clause_start(view, sentence, listed.start)
        head = re.sub(r"[“《「]$", "", view.words(start, listed.start))
        match = _LISTED.search(head)
        if match is None or (listed.label == "CLUSTER" and match.end() - match.start() > 12):
            continue
        verb = start + match.start()
        subjects = [
            n
            for n in sentence.named
            if n.label in ("ORG", "REGION", "CLUSTER") and start <= n.start and n.end <= verb
        ]
        modality = "denied" if match["not"] else "planned" if match["ahead"] else "done"
        for n in coordinated_before(view, subjects):
            yield from claim(
                view,
                sentence,
                (n, listed),
                "recognised_as",
                "listing:listed",
                0.6,
                modality=modality,
            )


def piloted(view: View, sentence: Sentence) -> Iterator[Fact]:
    """《某方案》在甲市、乙市先行试点; 在甲市开展氢能试点."""
    regions = sentence.of("REGION")
    for place, region in enumerate(regions):
        match = _TRIED.match(view.text, region.end, sentence.span.end)
        if match is None or "试" not in match[0]:
            continue
        run = coordinated_before(view, list(regions[: place + 1]))
        before = view.words(max(sentence.span.start, run[0].start - 2), run[0].start)
        if not _REGION_PREFIX.search(before):
            continue
        modality = "planned" if match["ahead"] else "in_force"
        for what in _tried(sentence, run[0].start, match):
            for n in run:
                yield from claim(
                    view, sentence, (what, n), "pilots_in", "listing:pilot", 0.6, modality=modality
                )


def _tried(sentence: Sentence, start: int, match: re.Match[str]) -> list[Named]:
    """What is tried out: the policy named before the place, else the industry behind the verb."""
    policies = [n for n in sentence.of("POLICY") if n.end <= start]
    first, last = match.span("what")
    industries = [n for n in sentence.of("CLUSTER") if first <= n.start and n.end <= last]
    return policies[-1:] or industries
