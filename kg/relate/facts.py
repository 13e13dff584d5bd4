"""Relations by general clause patterns. Each rule yields facts with the sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.relate.view import Named, Sentence, View
from kg.types import Fact, Span

_CLAUSE = re.compile(r"[，；。！？,;：:]")
_MAKES = re.compile(
    r"(?:联合|正式|共同|已|正在|正|近日|日前|先后|陆续|相继|专门|率先|研究|还|也|又|同步)*"
    r"(?:印发|发布|出台|制定(?:并)?(?:印发|出台|发布|实施)?|制订|颁布|公布|推出|下发|编制|发出|"
    r"陈报|拟订|起草|审议通过并发布|修订印发)"
    r"(?:实施)?(?:了|的)?"
)
_RUNS = re.compile(r"(?:持续|深入|全面|大力|启动|组织)*(?:推进|推行|实施|启动|提出|开展)(?:了)?")
_PASSIVE = re.compile(
    r"(?:正式|联合|近日|日前|已|相继|先后|陆续|重磅|于[^，。]{2,12})*(?:印发|发布|出台|公布|颁布)"
)
_PLANNED = re.compile(r"将|拟(?!订)|正在|计划|力争|预计|有望|准备")
_DENIED = re.compile(r"(?:尚未|未|没有|并未|不再|否认|暂缓|不)$")
_SUPPORT = re.compile(
    r"发展|打造|培育|建设|聚焦|围绕|支持|推动|推进|壮大|做强|做大|布局|加快|构建|重点|形成|"
    r"促进|扶持|投资|突破|提升|涵盖|"
    r"试点|抢占|集聚|瞄准|提出|强化|重视|力争|目标|覆盖|锚定|发力|引育|招引|主攻|谋划|优先|"
    r"竞争力|维持|赋能|确保|成为"
)
_STATISTIC = re.compile(
    r"同比|环比|比上年|上年同期|去年同期|月份|季度|增加值(?:同比)?增长|实现营业收入|利润总额|"
    r"出口交货值"
)
_TOPIC = re.compile(
    r"^(?:根据|按照|依据|依照)?(?:[\u4e00-\u9fff]{2,8}的)?[“「]?(?:该|本|此)?(?:规划|计划|方案|"
    r"意见|行动计划|实施方案|措施|政策|办法|计画|纲要|文件|条例|通知)[”」]?(?:还|也|明确|同时|"
    r"进一步)*(?:明确|提出|指出|要求|强调|显示|完成|确定|旨在|[，,])"
)
_THIS_PLAN = re.compile(
    r"(?:该|本|此|这份|上述)(?:行动|实施|发展|专项)?(?:规划|计[划画]|方案|意见|措施|政策|办法|"
    r"纲要|文件|条例)"
)
# Documents that set goals, unlike 措施 and 办法
_PLAN = re.compile(r"规划|计[划画]|方案|纲要")
_PLACED = re.compile(
    r"(?:位于|坐落于|坐落在|地处|落户(?:于|在|到)?|落地|入驻|进驻|设在|设于|设立在|总部(?:位于|"
    r"设在|在)|扎根|迁至|迁入)"
)
_ACTS_IN = re.compile(r"(?:在|于)$")
_CENTRE = re.compile(r"为(?:中心|核心|主阵地|龙头)")
_STANDS = re.compile(r"(?:正式)?(?:揭牌|落成|开工|投产|成立|启用|奠基|竣工|建成|落户|投用|内)")
_LOCAL = re.compile(
    r"等?(?:一批|[\d一二三四五六七八九十]+家)?(?:本地|本土|当地|我市|我省|本市|本省)(?:龙头|"
    r"骨干|优秀|知名)*(?:企业|公司|机构)"
)
_JOINS = re.compile(r"(?:与|和|同|、|携手|联合|及|以及)$")
_COOPERATES = re.compile(
    r"签署|签订|签约|达成|合作|共建|携手|联手|联合(?:成立|建设|打造|发布|印发|主办|举办|开展|"
    r"研发|设立)|共同(?:成立|建设|打造|建成|主办|举办|发起|出资|研发|设立|承办)|战略协议|结盟|"
    r"合资"
)
_BRANCH = re.compile(
    r"^(?:旗下|下属|所属|下辖|全资)(?:的)?(?:全资)?(?:子公司|企业|公司|单位|机构)?$"
)
_BYLINE = re.compile(
    r"^[^。]{0,24}(?:电|讯|消息|报道)?[（(](?:本报|见习|实习|首席|特约)?(?:记者|"
    r"通讯员)[^）)]{0,20}$"
)
_GAINS = re.compile(r"(?:培育|引进|引育|招引|引入|扶持|吸引|落户)(?:了|出|起)?[^，。；]{0,10}$")


def facts(view: View) -> Iterator[Fact]:
    """All facts of the document; the same one may come from several sentences and rules."""
    for sentence in view.sentences:
        yield from _issues(view, sentence)
        yield from _covers(view, sentence)
        yield from _located(view, sentence)
        yield from _works(view, sentence)
        yield from _partners(view, sentence)
        yield from _units(view, sentence)
        yield from _cultivates(view, sentence)
    yield from _divisions(view)


def _fact(
    view: View,
    sentence: Sentence,
    ends: tuple[Named, Named],
    predicate: str,
    rule: str,
    confidence: float,
    *,
    modality: str = "in_force",
    more: tuple[Span, ...] = (),
) -> Iterator[Fact]:
    subject, obj = ends
    if subject.id != obj.id:
        evidence = tuple(sorted({*more, sentence.span}))
        yield Fact(
            subject.id,
            predicate,
            obj.id,
            evidence,
            rule,
            confidence,
            modality,
            view.speaker(sentence),
        )


def _modality(view: View, start: int, verb: re.Match[str]) -> str:
    """Of a verb with its adverbs, whose subject ends at ``start``."""
    if _DENIED.search(view.words(start, verb.start())):
        return "denied"
    return "planned" if _PLANNED.search(view.words(start, verb.end())) else "in_force"


def _clause_start(view: View, sentence: Sentence, position: int) -> int:
    """Where the clause that holds ``position`` begins."""
    start = sentence.span.start
    for match in _CLAUSE.finditer(view.text, sentence.span.start, position):
        start = match.end()
    return start


def _run(view: View, found: list[Named]) -> list[Named]:
    """The last of ``found`` and those joined to it by 、 or 和: coordinated names."""
    run = found[-1:]
    for left in reversed(found[:-1]):
        if re.fullmatch(r"[、和与及]|以及|联合|会同", view.words(left.end, run[0].start)):
            run.insert(0, left)
        else:
            break
    return run


def _issues(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某省印发《某方案》; 《某方案》印发, with the issuer in the sentence before."""
    policies = sentence.of("POLICY")
    makers = [n for n in sentence.named if n.label in ("ORG", "REGION")]
    done: set[str] = set()
    for policy in policies:
        outside = [n for n in makers if n.end <= policy.start]
        for pattern, rule, confidence in (
            (_MAKES, "issues:active", 0.85),
            (_RUNS, "issues:runs", 0.55),
        ):
            bare = view.words(policy.start - 1, policy.start) != "《"
            if (rule == "issues:runs" and not bare) or policy.id in done:
                continue
            verbs = list(pattern.finditer(view.text, sentence.span.start, policy.start))
            near = [v for v in verbs if _object_follows(view, v.end(), policy, policies)]
            subjects = [n for n in outside if near and n.end <= near[-1].start()]
            if not subjects:
                continue
            verb = near[-1]
            gap = view.words(subjects[-1].end, verb.start())
            if len(gap) > 30 or re.search(r"[。；]", gap):
                continue
            modality = _modality(view, subjects[-1].end, verb)
            for subject in _run(view, _innermost(view, subjects)):
                done.add(policy.id)
                yield from _fact(
                    view, sentence, (subject, policy), "issues", rule, confidence, modality=modality
                )
    for policy in policies:
        if policy.id in done or not _passive(view, sentence, policy):
            continue
        yield from _issued_by_topic(view, sentence, policy, makers)


def _innermost(view: View, subjects: list[Named]) -> list[Named]:
    """Without regions of a dateline or an adverbial: 在北京召开…, the issuer is named after."""
    kept = [n for n in subjects if view.words(max(0, n.start - 1), n.start) not in ("在", "于")]
    return kept or subjects


def _object_follows(view: View, end: int, policy: Named, policies: tuple[Named, ...]) -> bool:
    """Whether the verb governs the policy: only 《》, other titles and short words between."""
    between = view.words(end, policy.start)
    for other in policies:
        if end <= other.start and other.end <= policy.start:
            between = between.replace(view.words(other.start, other.end), "")
    return len(between) <= 14 and not re.search(r"[。；;]", between)


def _passive(view: View, sentence: Sentence, policy: Named) -> bool:
    tail = view.words(policy.end, sentence.span.end)
    tail = re.sub(
        r"《[^》]*》|[》和、及（）()“”]|[两三四五六七八九十\d]+[份项个部][^，。]{0,6}?(?:文件|"
        r"政策)",
        "",
        tail,
    )
    match = _PASSIVE.search(tail)
    return (
        match is not None
        and match.start() <= 6
        and not tail[match.end() :].startswith(("《", "了《"))
    )


def _issued_by_topic(
    view: View, sentence: Sentence, policy: Named, makers: list[Named]
) -> Iterator[Fact]:
    """The issuer of 《…》正式印发: named before the title in the sentence, else what the sentence
    before speaks of, when the title begins with that place."""
    inside = [n for n in makers if n.end <= policy.start]
    if inside:
        for subject in _run(view, inside):
            yield from _fact(view, sentence, (subject, policy), "issues", "issues:passive", 0.7)
        return
    before = view.before(sentence)
    topics = [n for n in before.named if n.label in ("ORG", "REGION")] if before else []
    title = policy.entity.name
    for topic in topics[:1]:
        if before is not None and (topic.label == "ORG" or title.startswith(topic.entity.name[:2])):
            yield from _fact(
                view, sentence, (topic, policy), "issues", "issues:topic", 0.6, more=(before.span,)
            )


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
        named = other.of("POLICY")
        if named:
            plans = [n for n in named if _PLAN.search(n.entity.name)]
            wants_plan = refers is not None and _PLAN.search(refers[0].rstrip("，,"))
            return (plans or named)[-1] if wants_plan else named[-1], other
    return None


def _covers(view: View, sentence: Sentence) -> Iterator[Fact]:
    """The policy, region or park that a sentence of support names, to each of its industries."""
    industries = sentence.of("CLUSTER")
    words = view.words(sentence.span.start, sentence.span.end)
    if not industries or not _SUPPORT.search(words):
        return
    if _STATISTIC.search(words) and not re.search(r"将|力争|目标|规划|计划|到20\d\d年", words):
        return
    own = sentence.of("POLICY")
    topic = None if own else topic_policy(view, sentence)
    for industry in industries:
        policies = [n for n in own if n.end <= industry.start] or list(own[:1])
        subjects = [n for n in sentence.of("REGION") if not _is_centre(view, n)]
        regions = [n for n in subjects if n.end <= industry.start] or subjects[:1]
        support = _SUPPORT.search(
            view.text, sentence.span.start, industry.start
        ) or _SUPPORT.search(view.text, industry.end, sentence.span.end)
        if support is None:
            continue
        if policies:
            yield from _fact(
                view, sentence, (policies[-1], industry), "covers", "covers:policy", 0.7
            )
        elif topic is not None:
            named, other = topic
            yield from _fact(
                view,
                sentence,
                (named, industry),
                "covers",
                "covers:topic",
                0.55,
                more=(other.span,),
            )
        adjacent = [n for n in regions if view.words(n.end, industry.start) in ("", "的")]
        if regions and (adjacent or not policies):
            yield from _fact(
                view,
                sentence,
                ((adjacent or regions)[-1], industry),
                "covers",
                "covers:region",
                0.6,
            )


def _is_centre(view: View, region: Named) -> bool:
    """以某市为中心: a place inside the statement, not who makes it."""
    behind = view.words(region.end, region.end + 4)
    return view.words(region.start - 1, region.start) == "以" and bool(_CENTRE.match(behind))


def _located(view: View, sentence: Sentence) -> Iterator[Fact]:
    regions = sentence.of("REGION")
    words = view.words
    for left, right in pairwise(sentence.named):
        between = words(left.end, right.start)
        if left.label == right.label == "REGION" and not between and _may_lie_in(right, left):
            yield from _fact(view, sentence, (right, left), "located_in", "located:adjacent", 0.85)
        elif left.label == "ORG" and right.label == "REGION":
            behind = words(right.end, right.end + 6)
            if _PLACED.search(between) and len(between) <= 12:
                yield from _fact(view, sentence, (left, right), "located_in", "located:verb", 0.8)
            elif re.match(
                r"(?:生产|制造|研发)?(?:基地|工厂|分公司|总部|园区|项目)", behind
            ) and between in ("", "在", "的"):
                yield from _fact(view, sentence, (left, right), "located_in", "located:site", 0.7)
        elif left.label == "REGION" and right.label == "ORG" and between == "的":
            yield from _fact(view, sentence, (right, left), "located_in", "located:of", 0.75)
        elif left.label == "REGION" and right.label == "CLUSTER" and between == "的":
            for industry in _coordinated(view, sentence, right):
                yield from _fact(view, sentence, (industry, left), "located_in", "located:of", 0.6)
    for region in regions:
        if _is_centre(view, region):
            for n in sentence.of("CLUSTER"):
                if n.start > region.end:
                    yield from _fact(
                        view, sentence, (n, region), "located_in", "located:centre", 0.6
                    )
                    break
    for n in sentence.of("ORG"):
        before = [r for r in regions if r.end <= n.start]
        if before and _LOCAL.match(view.text, n.end):
            yield from _fact(view, sentence, (n, before[-1]), "located_in", "located:local", 0.65)
    yield from _located_in_phrase(view, sentence)
    yield from _landed(view, sentence)


def _located_in_phrase(view: View, sentence: Sentence) -> Iterator[Fact]:
    """在某市，…某某中心揭牌: a sentence that opens with its place."""
    first = sentence.named[0] if sentence.named else None
    if first is None or first.label != "REGION":
        return
    head = view.words(sentence.span.start, first.start)
    behind = view.words(first.end, first.end + 2)
    if head != "在" or not (
        behind.startswith(("，", ",", "的")) or behind in ("新竣", "开工", "落户")
    ):
        return
    for n in sentence.named[1:]:
        zone = n.label == "REGION" and n.entity.register not in ("gbt2260", "area")
        if n.label == "REGION" and not zone:
            return  # another place: what follows lies there
        body = n.entity.register in ("body", "media", "department")
        opens = view.words(n.start - 1, n.start) in "，,、；在的和" or n.end == sentence.span.end
        if zone or (n.label == "ORG" and not body and (opens or _STANDS.match(view.text, n.end))):
            yield from _fact(view, sentence, (n, first), "located_in", "located:opening", 0.6)


def _landed(view: View, sentence: Sentence) -> Iterator[Fact]:
    """引进甲、乙等服务商落地某省: the verb stands behind the list."""
    for region in sentence.of("REGION"):
        head = view.words(max(sentence.span.start, region.start - 4), region.start)
        if not re.search(r"(?:落地|落户|入驻|进驻|扎根|落子)(?:于|在|到)?$", head):
            continue
        start = _clause_start(view, sentence, region.start)
        companies = [n for n in sentence.of("ORG") if start <= n.start and n.end <= region.start]
        for company in companies:
            yield from _fact(
                view, sentence, (company, region), "located_in", "located:landed", 0.75
            )


def _coordinated(view: View, sentence: Sentence, first: Named) -> Iterator[Named]:
    last = first
    yield first
    for n in sentence.of(first.label):
        if n.start > last.start and re.fullmatch(r"[、和与及]|以及", view.words(last.end, n.start)):
            last = n
            yield n


def _may_lie_in(inner: Named, outer: Named) -> bool:
    """Divisions only below their parent; zones and places in any division."""
    if inner.entity.register == "gbt2260":
        return inner.entity.parent == outer.id or (
            outer.entity.register == "gbt2260"
            and inner.entity.code[:2] == outer.entity.code[:2]
            and outer.entity.code.endswith("0000")
        )
    return outer.entity.register == "gbt2260" or inner.entity.register != "area"


def _divisions(view: View) -> Iterator[Fact]:
    """A division, zone or department to the nearest division above it that the article names."""
    first: dict[str, tuple[Named, Sentence]] = {}
    for sentence in view.sentences:
        for n in sentence.named:
            first.setdefault(n.id, (n, sentence))
    entities = {entity.id: entity for entity in view.document.entities}
    for n, sentence in list(first.values()):
        above = (
            n.entity.parent if n.label == "REGION" else n.entity.region if n.label == "ORG" else ""
        )
        if n.label == "REGION" and not above:
            above = n.entity.region
        while above and above not in first:
            above = entities[above].parent if above in entities else ""
        if above and first[above][0].label == "REGION":
            rule = "located:name" if n.label == "ORG" else "located:register"
            yield from _fact(view, sentence, (n, first[above][0]), "located_in", rule, 0.9)


def _works(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某厅厅长某某; 某社某地某日电（记者某某）."""
    for person in sentence.of("PERSON"):
        employers = [n for n in sentence.of("ORG") if n.end <= person.start]
        if not employers:
            continue
        last = employers[-1]
        if last.id == person.entity.parent:
            yield from _fact(view, sentence, (person, last), "works_for", "works:post", 0.9)
        elif not person.entity.parent and last.entity.register == "media":
            between = view.words(sentence.span.start, person.start)
            if _BYLINE.match(between):
                yield from _fact(view, sentence, (person, last), "works_for", "works:byline", 0.8)


def _partners(view: View, sentence: Sentence) -> Iterator[Fact]:
    """甲与乙签署合作协议; 甲和乙携手建成…"""
    organisations = sentence.of("ORG")
    for left, right in pairwise(organisations):
        joint = view.words(left.end, right.start)
        end = next(
            (m.start() for m in _CLAUSE.finditer(view.text, right.end, sentence.span.end)),
            sentence.span.end,
        )
        tail = view.words(right.end, end)
        if _JOINS.fullmatch(joint) and _COOPERATES.search(tail[:24]):
            if re.search(r"等企业|等公司", tail[:12]) and not re.match(r"等", tail):
                continue
            yield from _fact(view, sentence, (left, right), "partners_with", "partners:joint", 0.7)


def _units(view: View, sentence: Sentence) -> Iterator[Fact]:
    """An inner unit to its organisation; 甲旗下乙."""
    seen = {n.id: n for s in view.sentences for n in s.named}
    for n in sentence.of("ORG"):
        parent = n.entity.parent
        if parent:
            above = seen.get(parent)
            entity = next(e for e in view.document.entities if e.id == parent)
            end = above if above is not None else Named(n.start, n.end, "ORG", entity)
            yield from _fact(view, sentence, (n, end), "part_of", "part:name", 0.9)
    for left, right in pairwise(sentence.named):
        if left.label == right.label == "ORG" and _BRANCH.match(view.words(left.end, right.start)):
            yield from _fact(view, sentence, (right, left), "part_of", "part:branch", 0.8)


def _cultivates(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某省培育了甲、乙等企业."""
    holders = [n for n in sentence.named if n.label in ("REGION", "POLICY")]
    holder = holders[0] if holders else None
    before = view.before(sentence)
    more: tuple[Span, ...] = ()
    if holder is None and before is not None:
        topics = [n for n in before.named if n.label in ("REGION", "POLICY")]
        holder, more = (topics[0], (before.span,)) if topics else (None, ())
    if holder is None:
        return
    for organisation in sentence.of("ORG"):
        head = view.words(_clause_start(view, sentence, organisation.start), organisation.start)
        joined = head
        for other in sentence.of("ORG"):
            if other.end <= organisation.start:
                joined = joined.replace(view.words(other.start, other.end), "")
        if _GAINS.search(joined) and (
            holder.start > organisation.end or holder.end <= organisation.start or more
        ):
            yield from _fact(
                view,
                sentence,
                (holder, organisation),
                "cultivates",
                "cultivates:verb",
                0.6,
                more=more,
            )
