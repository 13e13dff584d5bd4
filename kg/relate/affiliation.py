"""Who belongs to whom: posts, units, partners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise, product

from kg.offices import office
from kg.owners import owners
from kg.relate.clauses import (
    CLAUSE,
    claim,
    clause_start,
    coordinated_after,
    coordinated_before,
    modality_between,
)
from kg.relate.view import Named, Sentence, View
from kg.text import folded
from kg.types import Entity, Fact, Span

_JOINS = re.compile(
    r"、|(?:(?:近日|日前|今日|今天|昨日|已|将|还|又|正式|宣布)*(?:与|和|同|携手|联合|牵手|联手|及|以及|会同))"
)
_WITH = re.compile(r"(?:与|(?<![一共])同|跟|携手|联合|联手|会同)$")
_VERB = 12  # characters behind the names that hold the verb and its adverbs
_MOST = 8  # partners that are each other's; of longer lists nobody says so
_COOPERATES = re.compile(
    r"签署|签订|签下|签了|续签|续约|签约|达成|合作(?!社)|[共合][建编办设研种](?!成)|携手|联手|联合(?!体|会|国|社|组)|"
    r"共同(?:成立|建设|打造|建成|主办|举办|发起|出资|研发|设立|承办|开发|推[进动]|投资|编制|制定|印发|发布|签)|战略协议|结盟|合资|主办|承办|协办|会同|商定|三方|双方|合同|协议|备忘录|互设|[联会合]签|合[试署]|一起|签(?=了|[一二两三四五六七八九十\d])"
    r"|^(?:近日|日前|今日|昨日|[二两三四五六七八九十]+(?:部门|家|方|部委|单位)|关于)*"
    r"(?:印发|发布|公布|出台|制定|签发|公示|颁布|下发|启动|约定|一致|试办|组建|组成(?!的))"
)
# Alone they do not say with whom: 甲、乙已经签约, each with somebody else
_EACH = re.compile(r"签约|签署|签订|签下|签了|达成|续约|协议|合同|备忘录|合资")
_TOGETHER = re.compile(r"与|和|同|携手|联合|牵手|联手|及|会同")
_SIDES = re.compile(r"与|同(?!济|方)|携手|牵手|联手|联合")
_HYPOTHETICAL = re.compile(r"(?:凡|如|若|鼓励|支持|推动|引导|允许)[^，。；]{0,8}$")
_MANY = re.compile(r"等(?:[\d一二三四五六七八九十百两]+[多余]?[家个]|[^，。；]{0,4}(?:企业|公司))")
_SUBSIDIARY = re.compile(
    r"(?:的)?(?:全资|控股|旗下|下属|直属|所属)*(?:的)?(?:子公司|分公司|下属(?:企业|单位|机构)|孙公司)"
)
_BELONGS = re.compile(
    r"(?:[\d一二三四五六七八九十两]+[家块个][^，。；]{0,6})?(?:均|都|同|则|皆|也)*(?:隶属(?:于)?|归属(?:于)?|属于?|归)"
)
# Before a company: whose it is the sentence has said
_DAUGHTER = re.compile(r"(?:^|[，、：（(]|其|由|[与和])(?:全资|控股|下属)*(?:子公司|孙公司)$")
_BRANCH = re.compile(
    r"^(?:(?:旗下|下属|所属|属下|辖下|下辖|全资|控股)(?=.*)|(?=子公司|全资子公司))(?:的)?(?:全资)?(?:子公司|企业|公司|单位|机构)?$"
)
# The last word of a post: 厅长, 书记, 总裁, 院士
_POST = re.compile(
    r"(?:[长记任裁理事监师席表官家授士统相使领干编导辅员总]|委员|主委|常委|人|秘书|CEO|CTO|CFO|COO|记者)"
    r"(?:[（(][^）)]*[）)])?、?$|(?:长|书记|主任|总裁|经理|董事|主席|会长|院长|负责人|发言人)(?:、|和|兼)"
)
# What may stand between an employer and a name: posts, no verbs
_HELD = re.compile(r"(?:(?![与在对由向被将把从])[\u4e00-\u9fffA-Za-z、（）()·/的]){1,24}")
_SHORT = 8  # characters of a post without an employer: 党组成员、副厅长
_ELSEWHERE = re.compile(r"集团|公司|机关|支部|协会|学院|大学|研究|中心|[省市县区州](?!长)")
# A post without its employer
_POST_ALONE = re.compile(
    r"(?:该?(?:公司|集团|企业))?(?:的)?(?:前|原|时任)?(?:"
    r"(?P<company>(?:联席|执行|副|联合|首席|常务|兼|和|、)*(?:董事长|董事局主席|董事会秘书|董秘|董事|总裁|总经理|创始人|"
    r"首席[\u4e00-\u9fff]{2,5}[官家师]|总工程师|总会计师|总设计师|总监|CEO|CTO|CFO|掌门人|老总|副总|党委书记|主席)+)"
    r"|(?:党组书记|党委书记|党组成员|常务|副|、|兼)*(?P<office>局长|厅长|部长|主任|署长|司长|院长|校长|会长|秘书长|理事长|所长|处长))"
)
_BODIES = {
    "局长": ("局",),
    "厅长": ("厅",),
    "部长": ("部",),
    "主任": ("委员会", "委", "办公室", "中心", "办"),
    "署长": ("署",),
    "司长": ("司",),
    "院长": ("院", "学院"),
    "校长": ("大学", "学校", "学院"),
    "会长": ("协会", "商会", "学会", "联合会", "促进会"),
    "秘书长": ("协会", "商会", "学会", "联合会", "联盟", "促进会"),
    "理事长": ("协会", "商会", "学会", "联合会", "联盟", "研究会"),
    "所长": ("所",),
    "处长": ("处",),
}
_OFFICE = re.compile(r"(?:政府|委员会|委|厅|局|部|办公室|协会|学会|大学|法院|学院)$")
_LEAD = 8  # characters before the body that a clause speaks of
_IN_BRACKETS = ("PERSON", "ORG", True, True)  # 某某（某公司）
_OBLIQUE = ("在", "与", "向", "对", "经", "据", "按", "为", "从", "和", "、", "支持", "引进")
_ONCE = re.compile(r"时任|曾任|原任|历任")
_FORMER = re.compile(r"原(?!材料|子|油|种|料)|前(?!沿|线|海|端)")
_TAKES = re.compile(
    r"[（(，,]?(?:(?P<ahead>拟|将)?(?:现任|担任|出任|就任|当选为?|任命为|获任|任)|系|是|为)|[（(，]"
)
_BYLINE = re.compile(
    r"^[^。]{0,24}(?:电|讯|消息|报道)?[（(](?:本报|见习|实习|首席|特约)?(?:记者|"
    r"通讯员)[^）)]{0,20}$"
)


def works(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某厅厅长某某; 某某任某公司董事长; 某社某地某日电（记者某某）."""
    yield from _employed(view, sentence)
    for person in sentence.of("PERSON"):
        boss = _unnamed_employer(view, sentence, person)
        if boss is not None:
            employer, more = boss
            ends = (person, employer)
            yield from claim(view, sentence, ends, "works_for", "works:topic", 0.65, more=more)
    for person, employer in pairwise(sentence.named):
        if person.label != "PERSON" or employer.label != "ORG":
            continue
        verb = _TAKES.fullmatch(view.words(person.end, employer.start))
        behind = view.words(employer.end, min(employer.end + 14, sentence.span.end))
        post = re.split(r"[，。；）)]", behind)[0]
        apart = verb is not None and verb[0] in "，,"
        if apart and (len(post) == len(behind) or _next_person(view, sentence, employer)):
            continue  # 某省书记甲，某集团总裁乙: a list of posts and those who hold them
        if verb and _POST.search(post):
            modality = "planned" if verb["ahead"] else "in_force"
            yield from claim(
                view,
                sentence,
                (person, employer),
                "works_for",
                "works:verb",
                0.8,
                modality=modality,
            )
    for person in sentence.of("PERSON"):
        employers = [n for n in sentence.of("ORG") if n.end <= person.start]
        if not employers:
            continue
        last = employers[-1]
        post = view.words(last.end, person.start)
        if _is_post(view, sentence, last, person):
            before = view.words(max(sentence.span.start, last.start - 2), last.start)
            former = "done" if _FORMER.match(post) or _ONCE.search(before) else "in_force"
            yield from claim(
                view, sentence, (person, last), "works_for", "works:post", 0.9, modality=former
            )
            for other, modality in _also(view, sentence, employers):
                ends = (person, other)
                yield from claim(
                    view, sentence, ends, "works_for", "works:list", 0.8, modality=modality
                )
        elif not person.entity.parent and last.entity.register == "media":
            between = view.words(sentence.span.start, person.start)
            if _BYLINE.match(between):
                yield from claim(view, sentence, (person, last), "works_for", "works:byline", 0.8)


def _employed(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某公司的某某; 某某（某公司）; 某处某某; 省长某某: who employs the person, without a post between
    the two."""
    for person in sentence.of("PERSON"):
        body = view.entities.get(person.entity.parent)
        before = [n.end for n in sentence.named if n.end <= person.start]
        since = max([sentence.span.start, *before])
        if body is None or not office(view.text, person.start, person.end, since):
            continue
        if _is_named(view, body):
            ends = (person, Named(person.start, person.end, "ORG", body))
            yield from claim(view, sentence, ends, "works_for", "works:office", 0.75)
    for left, right in pairwise(sentence.named):
        between = view.words(left.end, right.start)
        behind = view.words(right.end, right.end + 1)
        named = left.label == "ORG" and not _POST.search(view.words(left.start, left.end))
        if named and right.label == "PERSON" and between in ("的", "", "／", "/"):
            yield from claim(view, sentence, (right, left), "works_for", "works:of", 0.7)
        elif (
            left.label,
            right.label,
            between in "（(",
            behind in "）)",
        ) == _IN_BRACKETS and between:
            yield from claim(view, sentence, (left, right), "works_for", "works:bracket", 0.7)


def _is_named(view: View, entity: Entity) -> bool:
    """Whether the text names it anywhere."""
    return any(n.id == entity.id for sentence in view.sentences for n in sentence.named)


def _unnamed_employer(
    view: View, sentence: Sentence, person: Named
) -> tuple[Named, tuple[Span, ...]] | None:
    """甲公司宣布…，董事长某某…; 局长某某…: a post alone, of the body that the sentence or the one
    before speaks of."""
    start = clause_start(view, sentence, person.start)
    post = _POST_ALONE.fullmatch(view.words(start, person.start))
    if post is None:
        return None
    for other in (sentence, view.before(sentence)):
        near = [n for n in other.of("ORG") if n.end <= start] if other is not None else []
        fits = [n for n in near if _heads(post, n)]
        if other is not None and fits:
            opening = [n for n in fits if _opens_clause(view, other, n)]
            return (opening or fits)[-1], (other.span,)
        if near and other is sentence:
            return None
    return None


def _heads(post: re.Match[str], body: Named) -> bool:
    """Whether the post is one of such a body: a 局长 heads a 局, a 董事长 a company."""
    if post["company"]:
        company = body.entity.register not in ("body", "department", "media")
        return company and not _OFFICE.search(body.entity.name)
    kinds = _BODIES[post["office"]]
    return body.entity.name.endswith(kinds)


def _owned(view: View, sentence: Sentence, body: Named) -> Iterator[Fact]:
    """甲省及乙市联合办公室: of each of its two owners, or in each if they are places."""
    for name in owners(view.words(body.start, body.end)) or ():
        for entity in view.document.entities:
            if name in (folded(entity.name), *map(folded, entity.aliases)):
                owner = Named(body.start, body.end, entity.label, entity)
                predicate = "part_of" if entity.label == "ORG" else "located_in"
                yield from claim(view, sentence, (body, owner), predicate, "part:joint", 0.85)


def _opens_clause(view: View, sentence: Sentence, body: Named) -> bool:
    """Whether a body is what its clause speaks of: nothing stands before it but a place or a day."""
    head = view.words(clause_start(view, sentence, body.start), body.start)
    return len(head) <= _LEAD and not head.startswith(_OBLIQUE)


def _is_post(view: View, sentence: Sentence, employer: Named, person: Named) -> bool:
    """Whether only posts stand between the two: 厅长, 创始人兼CEO; or posts and those who hold
    them: 厅长甲、副厅长乙 have one employer."""
    start = employer.end
    for other in sentence.named:
        if employer.end <= other.start and other.end <= person.start:
            if other.label != "PERSON" or not _HELD.fullmatch(view.words(start, other.start)):
                return False
            start = other.end
    words = view.words(start, person.start).lstrip("，、和及；以")
    if start != employer.end and (len(words) > _SHORT or _ELSEWHERE.search(words)):
        return False  # the second of a list has an employer of its own
    return _HELD.fullmatch(words) is not None and _POST.search(words) is not None


def _next_person(view: View, sentence: Sentence, employer: Named) -> bool:
    """Whether the post behind a body is followed by whoever holds it."""
    after = next((n for n in sentence.named if n.start >= employer.end), None)
    return (
        after is not None
        and after.label == "PERSON"
        and _HELD.fullmatch(view.words(employer.end, after.start)) is not None
    )


def _also(view: View, sentence: Sentence, employers: list[Named]) -> Iterator[tuple[Named, str]]:
    """甲公司原董事长、乙协会会长某某: the employers before the last one, each with its post, and
    the modality of that."""
    for left, right in reversed(list(pairwise(employers))):
        post = view.words(left.end, right.start)
        if any(left.end <= n.start and n.end <= right.start for n in sentence.of("PERSON")):
            return  # 甲公司董事长某某、乙公司总裁某某
        if not (post.endswith(("、", "兼")) and _HELD.fullmatch(post) and _POST.search(post)):
            return
        yield left, "done" if _FORMER.match(post) else "in_force"


def partners(view: View, sentence: Sentence) -> Iterator[Fact]:
    """甲与乙签署合作协议; 甲、乙、丙联合印发…; 甲日前与乙签约."""
    run: list[Named] = []
    for n in (*sentence.of("ORG"), None):
        if run and n is not None and _joined(view, sentence, run[-1], n):
            run.append(n)
            continue
        if run and len(run) <= _MOST and _cooperate(view, sentence, run):
            modality = modality_between(view, run[0].end, run[-1].end + _VERB)
            for ends in _pairs(view, sentence, run):
                yield from claim(
                    view, sentence, ends, "partners_with", "partners:joint", 0.7, modality=modality
                )
        run = [n] if n is not None else []


def _joined(view: View, sentence: Sentence, left: Named, right: Named) -> bool:
    """Whether the words between two bodies join them; a home may stand there: 甲和某国乙."""
    between = view.words(left.end, right.start)
    for region in sentence.of("REGION"):
        if left.end <= region.start and region.end == right.start:
            between = between[: region.start - left.end]
    return _JOINS.fullmatch(between) is not None


def _pairs(view: View, sentence: Sentence, run: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Each with each; when 与 opens the run, the subject before it with each of the run."""
    partner = _subject(view, sentence, run[0])
    sides = [
        place
        for place, (a, b) in enumerate(pairwise(run), start=1)
        if _SIDES.search(view.words(a.end, b.start))
    ]
    if partner is not None:
        yield from ((partner, other) for other in run)
    elif len(sides) == 1:  # 甲与乙、丙签约: 乙 and 丙 need not know each other
        yield from product(run[: sides[0]], run[sides[0] :])
    else:
        yield from combinations(run, 2)


def _subject(view: View, sentence: Sentence, first: Named) -> Named | None:
    """甲公告，拟与乙、丙合资: the body that the words before 与 speak of."""
    head = view.words(sentence.span.start, first.start)
    for region in sentence.of("REGION"):
        if region.end == first.start:
            head = view.words(sentence.span.start, region.start)
    if _WITH.search(head) is None:
        return None
    ahead = [n for n in sentence.of("ORG") if n.end < first.start]
    opening = [n for n in ahead if _opens_clause(view, sentence, n)]
    return next(iter((opening or ahead)[-1:]), None)


def _cooperate(view: View, sentence: Sentence, run: list[Named]) -> bool:
    """Whether the clause behind the names says what they do together."""
    last = run[-1].end
    clause = CLAUSE.search(view.text, last, sentence.span.end)
    tail = view.words(last, clause.start() if clause else sentence.span.end)[:24]
    joins = [view.words(a.end, b.start) for a, b in pairwise(run)]
    head = view.words(clause_start(view, sentence, run[0].start), run[0].start)
    subject = _subject(view, sentence, run[0])
    if _HYPOTHETICAL.search(head) or _MANY.match(tail) or tail.startswith("、"):
        return False
    if subject is None and _WITH.search(head):
        return False  # with whom is not said
    together = subject is not None or any(_TOGETHER.search(join) for join in joins)
    acts = any(re.search(r"会同|联合|携手|牵手|联手", join) for join in joins)
    verb = _COOPERATES.search(tail)
    if verb is None:
        return acts and len(run) > 1
    return together or (len(run) > 1 and _EACH.match(verb[0]) is None)


def units(view: View, sentence: Sentence) -> Iterator[Fact]:
    """An inner unit to its organisation; 甲旗下乙."""
    for n in sentence.of("ORG"):
        parent = n.entity.parent
        if parent:
            entity = view.entities[parent]
            above = Named(n.start, n.end, "ORG", entity)  # the parent's name is part of the unit's
            yield from claim(view, sentence, (n, above), "part_of", "part:name", 0.9)
        yield from _owned(view, sentence, n)
    for left, right in pairwise(sentence.named):
        if left.label != "ORG" or right.label != "ORG":
            continue
        if re.fullmatch(r"(?:系|是|为|作为)", view.words(left.end, right.start)) and (
            _SUBSIDIARY.match(view.text, right.end)
        ):
            yield from claim(view, sentence, (left, right), "part_of", "part:copula", 0.8)
        if _BELONGS.fullmatch(view.words(left.end, right.start)):
            for member in coordinated_before(
                view, [n for n in sentence.of("ORG") if n.end <= left.end]
            ):
                ends = (member, right)
                yield from claim(view, sentence, ends, "part_of", "part:belongs", 0.75)
        if _BRANCH.match(view.words(left.end, right.start)):
            for member in _listed_after(view, sentence, right):
                yield from claim(view, sentence, (member, left), "part_of", "part:branch", 0.8)
    yield from _daughters(view, sentence)


def _listed_after(view: View, sentence: Sentence, first: Named) -> Iterator[Named]:
    """甲、乙、丙, not 甲与丁大学, which may be with whom 甲 works."""
    run = list(coordinated_after(view, sentence, first))
    yield first
    for left, right in pairwise(run):
        if view.words(left.end, right.start) != "、":
            return
        yield right


def _daughters(view: View, sentence: Sentence) -> Iterator[Fact]:
    """甲公司公告，全资子公司乙公司签约: of the company that opens the sentence."""
    companies = sentence.of("ORG")
    if not companies or not _opens_clause(view, sentence, companies[0]):
        return
    for n in companies[1:]:
        head = view.words(max(companies[0].end, n.start - 8), n.start)
        if _DAUGHTER.search(head):
            ends = (n, companies[0])
            yield from claim(view, sentence, ends, "part_of", "part:daughter", 0.75)
