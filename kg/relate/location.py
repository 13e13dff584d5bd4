"""What lies where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.relate.clauses import (
    claim,
    clause_start,
    coordinated_after,
    coordinated_before,
    modality_between,
)
from kg.relate.support import is_centre
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

_PLACED = re.compile(
    r"(?:位于|坐落于|坐落在|地处|落户(?:于|在|到)?|落地(?:于|在|到)?|入驻|进驻|设在|设于|设立在|总部[也却仍已]?(?:位于|"
    r"设在|落户|落在|在)|扎根(?:于|在)?|[迁搬转](?:至|入|往|到|去|来|进)|搬迁[至到]|落子(?:于|在|到)?|"
    r"安家(?:于|在)?|注册地(?:在|为|位于)|注册于|选址(?:于|在)?|建在|放[在到去]|布局(?:于|在)|"
    r"投产于|驻在)(?:了|[^，。；的]{0,2}的?)?$"
)
# 在甲市建厂; 在甲市的工厂: what is built or stands there
_SETS_UP = re.compile(
    r"(?:正式|计划|新|再|还|也|又|各|都|投资|共同|先后|分别)*(?:设立|设有|设了?|建有|建成|建设|建立|建了?|"
    r"成立|开设|布局|布了|投产|投建|开工|扩建|扩产|落地|落户|新建|办厂|开出|租下|添)"
)
_SITE = re.compile(
    r"(?:南部|北部|[东西南北])?(?:的)?[^，。；、的]{0,8}(?:基地|工厂|厂房|厂|总部|园区|项目|车间|产线|生产线|研究院|中心|门店)"
)
_IS_FROM = re.compile(r"(?:系|是|为|作为|来自)")
_A_COMPANY = re.compile(r"(?:的)?(?:一[家个])?[^，。；]{0,10}?(?:企业|公司|机构|院所|厂商)")
_OF = re.compile(
    r"的|(?:本土|本地|当地|的)?[\u4e00-\u9fff]{0,4}(?:企业|公司|民企|龙头|药企|车企|厂商)"
)
_STANDS = re.compile(r"(?:正式)?(?:揭牌|落成|开工|投产|成立|启用|奠基|竣工|建成|落户|投用|内)")
_PLACE = re.compile(
    r"(?:[省市区县州盟旗镇乡村岛湾港园谷山湖]|(?<!同)城|街道|社区|小区|走廊|片区|基地|中心|新区|高新|地区)$|^.*(?:园区|科学城)"
)
_PUBLIC = frozenset(("body", "department", "media"))
_PHRASE = 16  # characters between a company and the place that it moved to
_ADVERBS = 8  # characters between a company and 在
_ADVERB = re.compile(
    r"(?:近日|日前|今日|今天|昨日|正式|[也都均还仍已将拟要正又先后各就各自分别全部宣布计划根总部厂家等已经]|[\d一二三四五六七八九十两]+家(?:企业|公司)?)*在"
)
# 航空零部件配套集中在…
_GATHERS = re.compile(
    r"(?:产业|企业|配套|[^，。；、]{0,4})?(?:主要|则|都|均|已)*(?:集中|集聚|聚集|布局|分布|聚|落)(?:于|在|到)"
)
_AND = re.compile(r"(?:产业集群|产业|小厂|企业)?(?:、|和|与|以及|及)")
_STAYS = re.compile(r"(?:等)?[也都均还仍根总部厂家已的]*在")
# Behind an industry: somebody's works and figures are named, not the industry
_THINGS = re.compile(
    r"(?:[大小]?厂|作坊|企业|公司|老板|商人|[^，。；]{0,4}(?:率|增速|交易额|价格?)|基地|苗|影棚|工厂|产量|产值)"
)
_STOPS = re.compile(r"[，。；、！？”]|$")
# 甲园里，…; 甲园里还有…; 甲园的某某产业园里，…; 甲区集聚了…
_HOLDS = re.compile(
    r"(?:的[^，。；]{1,8}(?:园|基地|街区|大厦|中心))?(?:里|内|区内|园内)(?:，|还?有|已有|的|集聚了?|聚集了?|，?已?入驻了?)"
    r"|(?:已|现已)?(?:集聚|聚集|汇聚|云集|坐拥|落户|入驻|进驻)(?:了|着)"
)
_LOCAL = re.compile(
    r"等?(?:一批|[\d一二三四五六七八九十]+家)?(?:本地|本土|当地|我市|我省|本市|本省)(?:龙头|"
    r"骨干|优秀|知名)*(?:企业|公司|机构)"
)


def located(view: View, sentence: Sentence) -> Iterator[Fact]:
    regions = sentence.of("REGION")
    words = view.words
    for left, right in pairwise(sentence.named):
        between = words(left.end, right.start)
        if left.label == right.label == "REGION" and not between and _may_lie_in(view, right, left):
            yield from claim(view, sentence, (right, left), "located_in", "located:adjacent", 0.85)
        elif left.label == "ORG" and right.label == "REGION":
            behind = words(right.end, right.end + 6)
            if _is_placed(left, between) and not behind.startswith("的"):  # 甲公司位于乙市的商场
                modality = modality_between(view, left.end, right.start)
                companies = [n for n in sentence.of("ORG") if n.end <= left.end]
                for company in coordinated_before(view, companies):
                    for place in _levels(view, sentence, right):
                        yield from claim(
                            view,
                            sentence,
                            (company, place),
                            "located_in",
                            "located:verb",
                            0.8,
                            modality=modality,
                        )
            elif re.match(
                r"(?:生产|制造|研发)?(?:基地|工厂|分公司|总部|园区|项目)", behind
            ) and between in ("", "在", "的"):
                yield from claim(view, sentence, (left, right), "located_in", "located:site", 0.7)
            elif _IS_FROM.fullmatch(between) and _A_COMPANY.match(view.text, right.end):
                yield from claim(view, sentence, (left, right), "located_in", "located:from", 0.6)
            elif between in "（(" and between and behind.startswith(("）", ")")):
                yield from claim(
                    view, sentence, (left, right), "located_in", "located:bracket", 0.6
                )
        elif (
            left.label == "REGION" and right.label == "ORG" and _names_home(left, right, between)
        ) or (
            left.label == right.label == "REGION"
            and between == "的"
            and (_may_lie_in(view, right, left))
        ):
            yield from claim(view, sentence, (right, left), "located_in", "located:of", 0.75)
        elif left.label == "REGION" and right.label == "CLUSTER" and between == "的":
            industries = tuple(coordinated_after(view, sentence, right))
            for industry in () if _THINGS.match(view.text, industries[-1].end) else industries:
                yield from claim(view, sentence, (industry, left), "located_in", "located:of", 0.6)
    for region in regions:
        if is_centre(view, region):
            for n in sentence.of("CLUSTER"):
                if n.start > region.end:
                    yield from claim(
                        view, sentence, (n, region), "located_in", "located:centre", 0.6
                    )
                    break
    for n in sentence.of("ORG"):
        before = [r for r in regions if r.end <= n.start]
        if before and _LOCAL.match(view.text, n.end):
            yield from claim(view, sentence, (n, before[-1]), "located_in", "located:local", 0.65)
    yield from _located_in_phrase(view, sentence)
    yield from _landed(view, sentence)
    yield from _clustered(view, sentence)
    yield from _stationed(view, sentence)
    yield from _inside(view, sentence)


def _located_in_phrase(view: View, sentence: Sentence) -> Iterator[Fact]:
    """在某市，某某中心揭牌: a clause that opens with its place; it holds until the next place."""
    place: Named | None = None
    for n in sentence.named:
        if n.label == "REGION" and _opens_clause(view, sentence, n):
            place = n
            continue
        if place is None or ("；" in view.words(place.end, n.start)):
            place = None
            continue
        zone = n.label == "REGION" and n.entity.register not in ("gbt2260", "area")
        if n.label == "REGION" and not zone:
            place = None
            continue
        body = n.entity.register in ("body", "media", "department")
        opens = view.words(n.start - 1, n.start) in "，,、；在的和" or n.end == sentence.span.end
        if zone or (n.label == "ORG" and not body and (opens or _STANDS.match(view.text, n.end))):
            yield from claim(view, sentence, (n, place), "located_in", "located:opening", 0.6)


def _opens_clause(view: View, sentence: Sentence, region: Named) -> bool:
    """Whether 在 and the region open a clause: 在某市，…; 此后：在某市，…"""
    head = view.words(max(sentence.span.start, region.start - 2), region.start)
    behind = view.words(region.end, region.end + 2)
    return re.fullmatch(r"[，；：。]?在", head) is not None and (
        behind.startswith(("，", ",", "的")) or behind in ("新竣", "开工", "落户")
    )


def _landed(view: View, sentence: Sentence) -> Iterator[Fact]:
    """引进甲、乙等服务商落地某省: the verb stands behind the list."""
    for region in sentence.of("REGION"):
        head = view.words(max(sentence.span.start, region.start - 4), region.start)
        if not re.search(r"(?:落地|落户|入驻|进驻|扎根|落子)(?:于|在|到)?$", head):
            continue
        start = clause_start(view, sentence, region.start)
        companies = [n for n in sentence.of("ORG") if start <= n.start and n.end <= region.start]
        companies = [n for n in companies if n.entity.register not in _PUBLIC]
        for company in companies:
            modality = modality_between(view, companies[-1].end, region.start)
            ends = (company, region)
            yield from claim(
                view, sentence, ends, "located_in", "located:landed", 0.75, modality=modality
            )


def _is_placed(company: Named, between: str) -> bool:
    """甲公司总部落户…; 甲公司把总部搬到…, not 某局把会场搬到…"""
    moves = "把" not in between and "将" not in between
    return (
        len(between) <= _PHRASE
        and _PLACED.search(between) is not None
        and (moves or "总部" in between)
        and company.entity.register not in _PUBLIC
    )


def _levels(view: View, sentence: Sentence, place: Named) -> Iterator[Named]:
    """甲市|乙区: the place and those that follow it without a word between."""
    yield place
    end = place.end
    for n in sentence.of("REGION"):
        if n.start == end:
            yield n
            end = n.end


def _names_home(region: Named, body: Named, between: str) -> bool:
    """甲市的乙公司; 某国乙公司: a country, or a place, directly before a company is its home."""
    if between:
        return _OF.fullmatch(between) is not None
    return body.entity.register not in _PUBLIC and not body.entity.region


def _clustered(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某产业集中在甲区、乙区; 甲县陈醋、乙县药茶: industries in places."""
    pairs = []
    for left, right in pairwise(sentence.named):
        between = view.words(left.end, right.start)
        if left.label == "CLUSTER" and right.label == "REGION" and _GATHERS.fullmatch(between):
            for place in coordinated_after(view, sentence, right):
                yield from claim(
                    view, sentence, (left, place), "located_in", "located:gathers", 0.7
                )
        elif left.label == "REGION" and right.label == "CLUSTER" and between in ("", "的"):
            pairs.append((left, right))
    for (place, trade), (next_place, next_trade) in pairwise(pairs):
        if _AND.fullmatch(view.words(trade.end, next_place.start)):
            for ends in ((trade, place), (next_trade, next_place)):
                yield from claim(view, sentence, ends, "located_in", "located:pairs", 0.65)


def _stationed(view: View, sentence: Sentence) -> Iterator[Fact]:
    """甲、乙都在丙区; 甲在丙市、丁市建厂; 甲在丙区的厂房: what one says of a list holds for each."""
    for region in sentence.of("REGION"):
        if view.words(region.start - 1, region.start) != "在":
            continue
        before = [n for n in sentence.named if n.end < region.start]
        if not before or before[-1].label != "ORG":
            continue
        between = view.words(before[-1].end, region.start)
        if len(between) > _ADVERBS or not _ADVERB.fullmatch(between):
            continue
        places = list(coordinated_after(view, sentence, region))
        behind = view.text
        last = places[-1].end
        stays = _STAYS.fullmatch(between) and _STOPS.match(behind, last, sentence.span.end)
        if not (stays or _SETS_UP.match(behind, last) or _SITE.match(behind, last)):
            continue
        companies = [n for n in sentence.of("ORG") if n.end < region.start]
        modality = modality_between(view, before[-1].end, region.start)
        for company in coordinated_before(view, companies):
            if company.entity.register in _PUBLIC:
                continue
            for place in places:
                ends = (company, place)
                yield from claim(
                    view, sentence, ends, "located_in", "located:in", 0.7, modality=modality
                )


def _inside(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某园区里，甲、乙、丙…; 某园区里还有甲: companies that a place holds."""
    for region in sentence.of("REGION"):
        opens = view.words(region.start - 1, region.start) not in ("", "在") and _has_subject(
            view, sentence, region
        )
        holds = _HOLDS.match(view.text, region.end, sentence.span.end)
        if opens or holds is None:
            continue
        companies = [n for n in sentence.of("ORG") if n.start >= region.end]
        if companies and companies[0].start <= holds.end() + _ADVERBS:
            for company in coordinated_after(view, sentence, companies[0]):
                if company.entity.register not in _PUBLIC:
                    ends = (company, region)
                    yield from claim(view, sentence, ends, "located_in", "located:holds", 0.65)


def _has_subject(view: View, sentence: Sentence, region: Named) -> bool:
    """Whether another name stands before the place in its clause."""
    start = clause_start(view, sentence, region.start)
    return any(start <= n.start and n.end <= region.start for n in sentence.of("ORG"))


def _may_lie_in(view: View, inner: Named, outer: Named) -> bool:
    """Divisions only below their parent; zones and places in any division."""
    if inner.entity.register == "gbt2260":
        return inner.entity.parent == outer.id or (
            outer.entity.register == "gbt2260"
            and inner.entity.code[:2] == outer.entity.code[:2]
            and outer.entity.code.endswith("0000")
        )
    named = _PLACE.search(inner.entity.name) or _PLACE.search(view.words(inner.start, inner.end))
    # 吉林|西部: a part of the first; and what no register knows holds nothing
    return inner.entity.register != "area" and bool(named) and bool(outer.entity.register)


def divisions(view: View) -> Iterator[Fact]:
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
        while above and above not in first:
            above = entities[above].parent if above in entities else ""
        if above and first[above][0].label == "REGION":
            rule = "located:name" if n.label == "ORG" else "located:register"
            region, named = first[above]
            ends, more = (n, region), (named.span,)
            yield from claim(view, sentence, ends, "located_in", rule, 0.9, more=more)
