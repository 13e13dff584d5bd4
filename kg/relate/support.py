"""What is supported: industries by policies, regions and parks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import (
    CLAUSE,
    claim,
    clause_start,
    coordinated,
    listed,
)
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

SUPPORT = re.compile(
    r"发展|打造|培育|建设|聚焦|围绕|支持|推动|推进|壮大|做强|做大|布局|加快|构建|重点|形成|"
    r"促进|扶持|投资|突破|提升|涵盖|"
    r"鼓励|试点|抢占|集聚|瞄准|提出|强化|重视|力争|目标|覆盖|锚定|发力|引育|招引|主攻|谋划|优先|"
    r"竞争力|维持|赋能|确保|主导|首位产业|支柱|特色产业|优势产业|押注|做优|深耕|主打|加码|赛道|"
    r"产业(?:集群|体系|链)?(?:包括|有|涵盖|为)|立足|依托|倾力|攻坚|倍增|侧重|牵头|力推|主推|写[进入]|列为(?!后备)|做[成到]|建成[^，。；]{0,16}(?:高地|基地|集群)|"
    r"作为|补链|延链|强链|(?:要|将|须)[^，。；]{0,12}(?:达|破|超|过|冲|建|翻)|见长|专项|优先|认领|领衔"
)
_STATISTIC = re.compile(
    r"同比|环比|比上年|上年同期|去年同期|月份|季度|增加值(?:同比)?增长|实现营业收入|利润总额|"
    r"出口交货值|完成(?:固定资产|工业)?投资"
)
# A sentence of facts, or with a subject of its own, no longer speaks of the policy named before
FACTUAL = re.compile(
    r"已(?!经济)|截至|目前|去年|上年|同比|近年来|至今|曾|了一|(?:实现|形成|建成|部署|突破|完成|达成|成立|"
    r"启动|举行|投产|增长|吸引|带动|集聚)了|"
    r"(?:^|[，；])(?:我国|中国|全球|世界|专家|业内|记者|市民|网友|公司|企业|数据显示|据统计)|"
    r"(?:^|[，；])[^，；。]{0,14}(?:专家|人士|分析师|机构|证券|研报|报告)(?:等)?(?:[^，；。]{0,4})(?:认为|预计|预测|估计|估算|测算|分析)"
)
# In front of an industry, in its clause: what is said is the contrary of support
AGAINST = re.compile(
    r"(?:禁止|严禁|淘汰|限制发展|不再支持|不再发展|不再新增|遏制|取缔|清退|关停|压减|化解)[^，。；]{0,14}$"
)
_DEVELOPS = re.compile(
    r"(?:发展|培育|壮大|扶持|做强|做大|打造|布局|推动|促进|支持|推进)[^，。；]{0,60}?"
    r"(?:产业|集群|[制造服务]{2}业|发展)(?!政策|园|链供应)"
)
# Before an industry: it is itself what the verb builds up, 发展甲、乙
_BUILDS_UP = re.compile(
    r"(?:发展|培育|壮大|做[强大优])(?:[\u4e00-\u9fffA-Za-z]{2,10}、)*[^，。；、]{0,4}$"
)
# Behind an industry: it is where something else is put to use, 甲、乙等领域的应用
_USED_IN = re.compile(
    r"(?:产业|行业|业)?(?:(?:[、和与及][^，。；、]{1,8})*(?:等?[^，。；、]{0,4}领域[^，。；]{0,8}"
    r"(?:应用|互联网|数字化|智能化|融合|赋能|推广)|等[^，。；、]{0,10}(?:数字化|信息化))|"
    r"的?(?:数字化|信息化|网络化|深度融合))"
)
# Behind the name of an industry: it is part of another word
_OTHER_WORD = re.compile(
    r"金融机构|媒体|农村|转移人口|人口|户口|大学|学院|银行|证券|日报|展览|博览|协会|局|厅(?!局)"
)
# In front of a region: it is no subject
_NO_SUBJECT = re.compile(
    r"(?:是|与|和|同|向|对接|融入|辐射|面向|服务|引领|赴|经|借鉴|来自|比|以及|结合|推进|对标|承接|按照|联动|助力|帮助|希望|"
    r"覆盖|走进|在华|除)$"
)
# Behind a region: it is of what the next noun names only, 甲市援建的工厂
_BUILT_BY = re.compile(r"(?:对口)?(?:援建|支援|承建|捐建|捐资|投资|出资)[^，。；、]{0,6}的")
_BIGGEST = re.compile(r"(?:规模)?(?:最大|首个|首家|唯一|最重要|第一)")
_PLACES = frozenset(("gbt2260", "zone", "area"))
_PLACE = re.compile(r"(?:[省市区县州盟旗镇乡园城港湾岛谷]|新区|园区|基地|片区)$")
_PARK = re.compile(r"(?:产业园|园区|科技园|工业园|高新区|开发区|集聚区|示范区|科学城|产业城)$")
_WILL = re.compile(r"(?:要(?!求)|将|拟|计划|正|加快|着力|全力|重点|大力|力争)")
_GOES_ON = re.compile(
    r"(?:该[市省区县]|下一步|未来|今年|明年|此外|同时|其中|[到至]?20\d\d年|“?十[一二三四五六]五”?(?:期间|时期)?)?[，]?"
    r"(?:重点|将|要|力争|着力|加快|大力|聚焦|围绕|做[大强优]|培育|发展|打造|布局|推动|推进|壮大)"
)
_OLD = re.compile(r"(?:符合|替代|取代|废止|对标|修订|对照国家)[^，。；《]{0,8}《?$")
_FRAME = re.compile(r"》?(?:配套|框架内|范围内)")
# 把某产业写进《某规划》
_ENTERS = re.compile(
    r"(?:产业|行业)?(?:等[^，。；]{0,6})?(?:被|已|也|均|一并|首次|率先)*(?:写[进入]|列[进入]|纳入|编入)(?:了|到)?[^，。；]{0,12}"
)
_MEETING = re.compile(r"(?:会议|大会|会上)(?:还|并|同时)?(?:要求|强调|指出|提出|明确|部署|决定)")
_OPENS = ("", "，", ",", "；", "。", "：", ":", "\n", "“")
_TOPIC = re.compile(
    r"^(?:根据|按照|依据|依照)?(?:[\u4e00-\u9fff]{2,8}的)?[“「]?(?:该|本|此)?(?:规划|计划|方案|"
    r"意见|行动计划|实施方案|措施|政策|办法|计画|纲要|文件|条例|通知)[”」]?(?:还|也|明确|同时|"
    r"进一步)*(?:明确|提出|指出|要求|强调|显示|完成|确定|旨在|[，,])"
)
_THIS_PLAN = re.compile(
    r"(?:该|本|此|这份|上述)(?:行动|实施|发展|专项)?(?:规划|计[划画]|方案|意见|措施|政策|办法|"
    r"纲要|文件|条例)"
)
_BACKGROUND = re.compile(r"(?:贯彻|落实|根据|依据|按照|深入实施|实施)[^，。；《]{0,14}《?$")
# Documents that set goals, unlike 措施 and 办法
_PLAN = re.compile(r"规划|计[划画]|方案|纲要")
_CENTRE = re.compile(r"为(?:中心|核心|主阵地|龙头)")


def topic_policy(
    view: View, sentence: Sentence, *, across: bool = False
) -> tuple[Named, Sentence] | None:
    """The policy that a sentence without one speaks of: 规划提出…; the one named just before.

    It stands in the same paragraph, at most three sentences back; ``across`` allows the paragraph
    before, and a sentence that says 规划, 该方案 reaches back thirty.
    """
    words = view.words(sentence.span.start, sentence.span.end)
    refers = _TOPIC.match(words) or _THIS_PLAN.search(words)
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - (30 if refers else 3)), -1):
        other = view.sentences[index]
        if not refers and sentence.paragraph - other.paragraph > across:
            return None
        named = [n for n in other.of("POLICY") if not _is_background(view, other, n)]
        if named:
            plans = [n for n in named if _PLAN.search(n.entity.name)]
            wants_plan = refers is not None and _PLAN.search(refers[0].rstrip("，,"))
            return (plans or named)[-1] if wants_plan else named[-1], other
    return None


def _is_background(view: View, sentence: Sentence, policy: Named) -> bool:
    """为落实《国家意见》，制定本计划: in a document of one's own, another that it goes back to."""
    head = view.words(max(sentence.span.start, policy.start - 24), policy.start)
    return view.own is not None and policy.id != view.own.id and bool(_BACKGROUND.search(head))


def covers(view: View, sentence: Sentence) -> Iterator[Fact]:
    """The policy, region or park that a sentence of support names, to each of its industries."""
    industries = sentence.of("CLUSTER")
    words = view.words(sentence.span.start, sentence.span.end)
    if not industries or not SUPPORT.search(words):
        return
    if _STATISTIC.search(words) and not re.search(r"将|力争|目标|规划|计划|到20\d\d年", words):
        return
    own = sentence.of("POLICY")
    industries = tuple(n for n in industries if not _OTHER_WORD.match(view.text, n.end))
    subjects = [n for n in supporters(sentence) if may_support(view, sentence, n)]
    antecedent = None if subjects else view.antecedent(sentence) or _of_meeting(view, sentence)
    refers = _TOPIC.match(words) is not None
    acts = any(_opens(view, n) for n in subjects)  # 新的一年，甲省抢占…: its own doing
    carries = refers or not (FACTUAL.search(words) or acts)
    topic = topic_policy(view, sentence) if carries and not own else None
    if carries and not own and topic is None and not subjects and antecedent is None:
        topic = (
            topic_policy(view, sentence, across=True)
            or _of_list(view, sentence)
            or _own_article(view, sentence)
            or _of_before(view, sentence)
        )
    for industry in industries:
        if not (
            SUPPORT.search(view.text, sentence.span.start, industry.start)
            or SUPPORT.search(view.text, industry.end, sentence.span.end)
        ):
            continue
        clause = clause_start(view, sentence, industry.start)
        against = AGAINST.search(view.words(clause, industry.start)) is not None
        modality = "denied" if against else "in_force"
        policies = [n for n in own if n.end <= industry.start and not is_old(view, sentence, n)]
        policies += [n for n in own if _ENTERS.fullmatch(view.words(industry.end, n.start))]
        regions = _able(view, sentence, subjects, industry)
        adjacent = [n for n in regions if view.words(n.end, industry.start) in ("", "的")]
        adjacent = adjacent or [n for n in regions if policies and _acts_too(view, policies[-1], n)]
        if policies:
            ends = (policies[-1], industry)
            yield from claim(
                view, sentence, ends, "covers", "covers:policy", 0.7, modality=modality
            )
        if regions and (adjacent or not policies):
            region = adjacent[-1] if adjacent else _subject(view, regions)
            for n in _all(view, sentence, region, industry, industries):
                yield from claim(
                    view, sentence, (n, industry), "covers", "covers:region", 0.6, modality=modality
                )
        for found, rule in ((topic, "covers:topic"), (antecedent, "covers:antecedent")):
            if found is not None and _developed(view, found[0], clause, industry):
                named, other = found
                ends, more = (named, industry), (other.span,)
                yield from claim(
                    view, sentence, ends, "covers", rule, 0.55, modality=modality, more=more
                )


def _able(view: View, sentence: Sentence, subjects: list[Named], industry: Named) -> list[Named]:
    """The places that may be who supports an industry: inside brackets only the one before them,
    behind the name of a place (某地船舶工业) only that. The verb stands behind the last of them, or
    right before it: 支持甲市的氢能."""
    regions = [n for n in subjects if n.end <= industry.start]
    opened = view.text.rfind("（", sentence.span.start, industry.start)
    if opened >= 0 and view.text.find("）", opened, industry.start) < 0:
        return [n for n in regions if n.end == opened]
    if any(n.end == industry.start and n not in regions for n in sentence.of("REGION")):
        return []
    if any(SUPPORT.search(view.text, n.end, sentence.span.end) for n in regions[-1:]):
        return regions
    return [n for n in regions[-1:] if SUPPORT.search(view.words(n.start - 2, n.start))]


def _acts_too(view: View, policy: Named, region: Named) -> bool:
    """对照《某意见》，甲市要建成…: a place behind the policy that itself sets about it."""
    return (
        region.start > policy.end
        and _opens(view, region)
        and bool(_WILL.match(view.text, region.end))
    )


def _of_before(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """甲区西接…。“十三五”重点做强…: the place that opens the sentence before, for one that begins
    with what is to be done."""
    before = view.before(sentence)
    if before is None or not _GOES_ON.match(view.text, sentence.span.start):
        return None
    regions = [n for n in before.of("REGION") if n.start == before.span.start]
    return (regions[0], before) if regions and may_support(view, before, regions[0]) else None


def is_old(view: View, sentence: Sentence, policy: Named) -> bool:
    """须符合《某条例》, 替代《某目录》, 贯彻《某意见》的通知: what is supported is said of another."""
    head = view.words(max(sentence.span.start, policy.start - 12), policy.start)
    behind = view.words(policy.end, policy.end + 8)
    notice = _BACKGROUND.search(head) and behind.removeprefix("》").startswith("的通知")
    return bool(_OLD.search(head) or _FRAME.match(behind) or notice)


def _all(
    view: View,
    sentence: Sentence,
    region: Named,
    industry: Named,
    industries: tuple[Named, ...],
) -> list[Named]:
    """The place with those of its list, unless 分别 gives each its own."""
    places = [n for n in coordinated(view, sentence, region) if n.end <= industry.start]
    if region not in places:
        return [region]
    last = places[-1].end
    first = next((n for n in industries if n.start >= last), industry)
    if len(places) > 1 and "分别" in view.words(last, first.start):
        run = listed(view, first, industries)
        if len(run) == len(places) and industry in run:
            return [places[run.index(industry)]]
        return []
    return places


def _developed(view: View, policy: Named, clause: int, industry: Named) -> bool:
    """Whether the clause of an industry supports it; asked only of the document that the article is."""
    if policy is not view.own:
        return True
    if _USED_IN.match(view.text, industry.end):
        return False
    if _BUILDS_UP.search(view.words(clause, industry.start)):
        return True
    end = CLAUSE.search(view.text, industry.end)
    stop = end.start() if end else len(view.text)
    return _DEVELOPS.search(view.text, clause, stop) is not None


def _own_article(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """The document that the article is: what its articles support it supports. Its sentences are
    long and name much else, so ``_developed`` asks for the verb in the clause of the industry."""
    if view.own is None or view.own.start > sentence.span.start:
        return None
    return view.own, next(s for s in view.sentences if s.span.end > view.own.start)


def supporters(sentence: Sentence) -> Iterator[Named]:
    """Regions, and the parks that are named as organisations."""
    for n in sentence.named:
        if n.label == "REGION" or (n.label == "ORG" and _PARK.search(n.entity.name)):
            yield n


def may_support(view: View, sentence: Sentence, region: Named) -> bool:
    """Whether the region can be who supports: 甲省是西部大省, 与乙省对接 name others."""
    head = view.words(max(sentence.span.start, region.start - 4), region.start)
    register = region.entity.register
    known = register in _PLACES or _PLACE.search(region.entity.name)
    if not known or (register not in ("gbt2260", "zone") and not _opens(view, region)):
        return False
    joined = re.search(r"(?:和|以及)$", head) and any(
        n.end >= region.start - 2 and n.end <= region.start for n in sentence.of("REGION")
    )
    acts = any(n.label == "ORG" and n.end <= region.start for n in sentence.named)
    inside = head.endswith("在") and (acts or view.words(region.end, region.end + 1) == "的")
    biggest = _BIGGEST.match(view.text, region.end) is not None  # 建成某省最大的…
    return (
        not is_centre(view, region)
        and not biggest
        and not _BUILT_BY.match(view.text, region.end)
        and not inside
        and (bool(joined) or not _NO_SUBJECT.search(head))
    )


def _subject(view: View, regions: list[Named]) -> Named:
    """Of the regions before an industry the last that opens a clause, else the last one."""
    return ([n for n in regions if _opens(view, n)] or regions)[-1]


def _opens(view: View, region: Named) -> bool:
    return view.words(region.start - 1, region.start) in _OPENS


def covers_by_title(view: View, sentence: Sentence) -> Iterator[Fact]:
    """A policy covers the industry that its title names."""
    for policy in sentence.of("POLICY"):
        title = policy.entity.name
        # of two that differ by 业 only, the one that the title writes
        for industry in sorted(
            view.industries,
            key=lambda one: (-len(one.name.removesuffix("业")), one.name not in policy.entity.name),
        ):
            name = industry.name.removesuffix("业")
            if len(name) > 1 and name in title:
                title = title.replace(name, " ")  # 智能机器人, then not 机器人 again
                named = Named(policy.start, policy.end, "CLUSTER", industry)
                yield from claim(view, sentence, (policy, named), "covers", "covers:title", 0.75)


def _of_meeting(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """某省召开推进会。会议要求，…: whoever held it."""
    before = view.before(sentence)
    if before is None or not _MEETING.match(view.text, sentence.span.start):
        return None
    regions = [n for n in before.of("REGION") if may_support(view, before, n)]
    return (_subject(view, regions), before) if regions else None


def _of_list(view: View, sentence: Sentence) -> tuple[Named, Sentence] | None:
    """The policy that the article is about, for a list that no sentence near it ascribes."""
    listed = any(sentence.span.covers(items.span) for items in view.document.lists)
    if view.main is None or not listed or view.main.start > sentence.span.start:
        return None
    first = next(s for s in view.sentences if s.span.end > view.main.start)
    return view.main, first


def is_centre(view: View, region: Named) -> bool:
    """以某市为中心: a place inside the statement, not who makes it."""
    behind = view.words(region.end, region.end + 4)
    return view.words(region.start - 1, region.start) == "以" and bool(_CENTRE.match(behind))
