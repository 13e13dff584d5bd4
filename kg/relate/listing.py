"""Who is on the list of a policy, and where something is tried out first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import claim, clause_start, coordinated_after, coordinated_before
from kg.relate.lifecycle import is_older
from kg.relate.support import topic_policy
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

_ENTERS = (
    r"(?:入选|获评|被评为|评为|被认定为|认定为|列为|列入|入列|跻身|纳入|入围|"
    r"获批(?:建设|成为)?|被授予|荣获|入库)"
)
_LISTED = re.compile(
    r"(?P<not>未|没有|落选)?(?P<ahead>拟|将|有望)?(?:成功|再次|首批|再度|双双|正式|被)*"
    rf"{_ENTERS}(?:了|为)?[^，。；]{{0,12}}$"
)
# Behind the list: 入选名单的有甲、乙; 入选名单：甲、乙
_NAMES = re.compile(r"[》”」]?[^，。；：]{0,8}(?:的有|的企业有|的包括|包括|的是|[：:])")
# Behind those on it, in a sentence that named the list: 甲、乙两家入选
_ON_LIST = re.compile(
    r"(?:产业)?(?:集群)?(?:等?[\d一二两三四五六七八九十]+[家个户][^，。；]{0,6}?)?(?P<not>未)?(?:都|均|也|成功|首批|双双|一同)*"
    r"(?:入选|上榜|在榜|在列|入围|入列|名列其中)"
)
_LIST = re.compile(r"(?:产业|行业)?(?:集群|园区|企业)?(?:、|和|与|及|以及)的?")
_PARK = re.compile(r"[^，。；]{0,10}(?:范围|保护|规划|管理|体系)")  # 纳入某业保护范围: no list
_TRIED = re.compile(
    r"(?:等(?:[\d一二三四五六七八九十]+个?)?(?:地|市|省|区|县|城市|省市|地区)?)?(?P<ahead>将|拟)?"
    r"(?:率先|先行|首批|同步)?(?:先行先试|先行试点|试点|试行|开展|启动|进行|实施|推进|推行)"
    r"(?P<what>[^，。；]{0,24})"
)
_REGION_PREFIX = re.compile(r"(?:在|于|选择|选取|确定|支持|批准|将)$")
# Behind places that open a clause: 甲市、乙市先行试点; 甲市、乙市被列为首批试点
_GOES_FIRST = re.compile(
    r"(?:等[^，。；]{0,6}|[一二两三四五六七八九十]+[省市区县地])?(?P<ahead>将|拟)?(?:已|也|被)*"
    r"(?:(?:率先|先行|首批|同步|先)[^，。；]{0,2}(?:试点|试行|试办|先试|试|适用|实施|开展|推行|划设)"
    r"|列(?:为|入)?(?:首批|第一批)[^，。；]{0,10}(?:试点|区|市|县)|(?:试行|试点|试办)(?=[，。；]|$))"
)
# Before places: 首批试点甲市、乙市; 试点地区为甲市
_FIRST_ARE = re.compile(
    r"(?:试点|试办)(?:地区|城市|镇街|市县|省份|市|县|区|地|园区)?(?:为|有|包括|是|：|:)?$"
)
_OPENS = ("", "，", "；", "。", "：", "由", "\n")


def recognised(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某公司入选“某计划”; 甲、乙被列入《某目录》."""
    for listed in sentence.named:
        if listed.label not in ("POLICY", "CLUSTER"):
            continue
        start = clause_start(view, sentence, listed.start)
        head = re.sub(r"[“《「]$", "", view.words(start, listed.start))
        match = _LISTED.search(head)
        if match is None:
            continue
        if listed.label == "CLUSTER" and (
            match.end() - match.start() > 12 or _PARK.match(view.text, listed.end)
        ):
            continue
        found = _run_before(view, sentence, start, start + match.start())
        names = _NAMES.match(view.text, listed.end, sentence.span.end)
        firms = [n for n in sentence.of("ORG") if names and n.start == names.end()]
        for n in found if not firms else coordinated_after(view, sentence, firms[0]):
            yield from _is_on(view, sentence, (n, listed), match["not"], match["ahead"])
    yield from _on_list(view, sentence)


def _run_before(view: View, sentence: Sentence, start: int, end: int) -> list[Named]:
    """The names of one kind that stand before a verb of its clause, from the last one back; not by
    whom it is done (被某市列入), nor the places that industries are named with."""
    able = [
        n
        for n in sentence.named
        if n.label in ("ORG", "REGION", "CLUSTER") and start <= n.start and n.end <= end
        if view.words(n.start - 1, n.start) not in ("被", "由")
        if view.words(n.end, n.end + 1) != "把"
    ]
    run = able[-1:]
    for left in reversed(able[:-1]):
        between = view.words(left.end, run[0].start)
        for n in able:
            if left.end <= n.start and n.end <= run[0].start and n.label == "REGION":
                between = between.replace(view.words(n.start, n.end), "")
        if left.label != run[-1].label and left.label == "REGION":
            continue
        if left.label != run[-1].label or not (between and _LIST.fullmatch(between)):
            break
        run.insert(0, left)
    return run


def _is_on(
    view: View, sentence: Sentence, ends: tuple[Named, Named], denied: str, ahead: str
) -> Iterator[Fact]:
    modality = "denied" if denied else "planned" if ahead else "done"
    yield from claim(
        view, sentence, ends, "recognised_as", "listing:listed", 0.6, modality=modality
    )


def _on_list(view: View, sentence: Sentence) -> Iterator[Fact]:
    """公布《某名单》，甲、乙两家入选: those who are on the list that the sentence names before."""
    policies = sentence.of("POLICY")
    for last in sentence.named:
        match = _ON_LIST.match(view.text, last.end, sentence.span.end)
        lists = [n for n in policies if n.end <= last.start]
        if match is None or last.label not in ("ORG", "CLUSTER") or not lists:
            continue
        if any(0 <= n.start - match.end() <= 12 for n in policies):
            continue  # 入选《某名单》 is said of that
        start = clause_start(view, sentence, last.start)
        for n in _run_before(view, sentence, max(start, lists[-1].end), last.end):
            yield from _is_on(view, sentence, (n, lists[-1]), match["not"], "")


def piloted(view: View, sentence: Sentence) -> Iterator[Fact]:
    """《某方案》在甲市、乙市先行试点; 在甲市开展氢能试点; 《某方案》发布，甲市、乙市先行试点."""
    regions = sentence.of("REGION")
    for place, region in enumerate(regions):
        match = _TRIED.match(view.text, region.end, sentence.span.end)
        run = coordinated_before(view, list(regions[: place + 1]))
        before = view.words(max(sentence.span.start, run[0].start - 2), run[0].start)
        if match is not None and "试" in match[0] and _REGION_PREFIX.search(before):
            modality = "planned" if match["ahead"] else "in_force"
            for what in _tried(sentence, run[0].start, match):
                for n in run:
                    yield from claim(
                        view,
                        sentence,
                        (what, n),
                        "pilots_in",
                        "listing:pilot",
                        0.6,
                        modality=modality,
                    )
        yield from _first(view, sentence, region, run)


def _first(view: View, sentence: Sentence, region: Named, run: list[Named]) -> Iterator[Fact]:
    """甲市、乙市先行试点, 首批试点甲市、乙市: of the policy named before, or spoken of."""
    goes = _GOES_FIRST.match(view.text, region.end, sentence.span.end)
    opens = view.words(run[0].start - 1, run[0].start) in _OPENS
    head = view.words(max(sentence.span.start, run[0].start - 10), run[0].start)
    after = list(coordinated_after(view, sentence, region))
    are = _FIRST_ARE.search(head) is not None and len(after) == 1
    if not ((goes and opens) or are):
        return
    policies = [
        n
        for index, n in enumerate(sentence.of("POLICY"))
        if n.end <= run[0].start and not is_older(view, sentence, index)
    ]
    topic = None if policies else topic_policy(view, sentence)
    what = policies[-1] if policies else topic[0] if topic is not None else None
    more = (topic[1].span,) if topic is not None else ()
    modality = "planned" if goes and goes["ahead"] else "in_force"
    for n in run if what is not None else ():
        if what is not None:
            yield from claim(
                view,
                sentence,
                (what, n),
                "pilots_in",
                "listing:first",
                0.6,
                modality=modality,
                more=more,
            )


def _tried(sentence: Sentence, start: int, match: re.Match[str]) -> list[Named]:
    """What is tried out: the policy named before the place, else the industry behind the verb."""
    policies = [n for n in sentence.of("POLICY") if n.end <= start]
    first, last = match.span("what")
    industries = [n for n in sentence.of("CLUSTER") if first <= n.start and n.end <= last]
    return policies[-1:] or industries
