"""Who belongs to whom: posts, units, partners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from kg.relate.clauses import CLAUSE, claim, modality_between
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

_JOINS = re.compile(
    r"、|(?:(?:近日|日前|今日|今天|昨日|已|将|还|又|正式|宣布)*(?:与|和|同|携手|联合|牵手|联手|及|以及|会同))"
)
_VERB = 12  # characters behind the names that hold the verb and its adverbs
_MOST = 8  # partners that are each other's; of longer lists nobody says so
_COOPERATES = re.compile(
    r"签署|签订|签约|达成|合作|共建|携手|联手|联合(?:成立|建设|打造|发布|印发|主办|举办|开展|"
    r"研发|设立)|共同(?:成立|建设|打造|建成|主办|举办|发起|出资|研发|设立|承办)|战略协议|结盟|"
    r"合资|主办|承办|协办|会同"
)
_SUBSIDIARY = re.compile(
    r"(?:的)?(?:全资|控股|旗下|下属|直属|所属)*(?:的)?(?:子公司|分公司|下属(?:企业|单位|机构)|孙公司)"
)
_BRANCH = re.compile(
    r"^(?:(?:旗下|下属|所属|下辖|全资|控股)(?=.*)|(?=子公司|全资子公司))(?:的)?(?:全资)?(?:子公司|企业|公司|单位|机构)?$"
)
# The last word of a post: 厅长, 书记, 总裁, 院士
_POST = re.compile(
    r"(?:[长记任裁理事监师席表官家授士统相使领干编导辅]|委员|主委|常委|人|秘书|CEO|CTO|CFO|COO|记者)"
    r"(?:[（(][^）)]*[）)])?、?$|(?:长|书记|主任|总裁|经理|董事|主席|会长|院长|负责人|发言人)(?:、|和|兼)"
)
# What may stand between an employer and a name: posts, no verbs
_HELD = re.compile(r"(?:(?![与在对由向被将把从])[\u4e00-\u9fffA-Za-z、（）()·/的]){1,24}")
_SHORT = 8  # characters of a post without an employer: 党组成员、副厅长
_ELSEWHERE = re.compile(r"集团|公司|机关|支部|协会|学院|大学|研究|中心|[省市县区州](?!长)")
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
    for person, employer in pairwise(sentence.named):
        if person.label != "PERSON" or employer.label != "ORG":
            continue
        verb = _TAKES.fullmatch(view.words(person.end, employer.start))
        behind = view.words(employer.end, min(employer.end + 14, sentence.span.end))
        post = re.split(r"[，。；）)]", behind)[0]
        if verb and _POST.search(post) and (verb[0] != "，" or len(post) < len(behind)):
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
            for other in _also(view, employers):
                yield from claim(view, sentence, (person, other), "works_for", "works:list", 0.8)
        elif not person.entity.parent and last.entity.register == "media":
            between = view.words(sentence.span.start, person.start)
            if _BYLINE.match(between):
                yield from claim(view, sentence, (person, last), "works_for", "works:byline", 0.8)


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


def _also(view: View, employers: list[Named]) -> Iterator[Named]:
    """甲公司董事长、乙协会会长某某: the employers before the last one, each with its post."""
    for left, right in reversed(list(pairwise(employers))):
        post = view.words(left.end, right.start)
        if not (post.endswith(("、", "兼")) and _HELD.fullmatch(post) and _POST.search(post)):
            return
        yield left


def partners(view: View, sentence: Sentence) -> Iterator[Fact]:
    """甲与乙签署合作协议; 甲、乙、丙联合印发…; 甲日前与乙签约."""
    run: list[Named] = []
    for n in (*sentence.of("ORG"), None):
        if run and n is not None and _JOINS.fullmatch(view.words(run[-1].end, n.start)):
            run.append(n)
            continue
        if 1 < len(run) <= _MOST and _cooperate(view, sentence, run):
            modality = modality_between(view, run[0].end, run[-1].end + _VERB)
            for ends in combinations(run, 2):
                yield from claim(
                    view, sentence, ends, "partners_with", "partners:joint", 0.7, modality=modality
                )
        run = [n] if n is not None else []


def _cooperate(view: View, sentence: Sentence, run: list[Named]) -> bool:
    """Whether the clause behind the names says what they do together."""
    last = run[-1].end
    clause = CLAUSE.search(view.text, last, sentence.span.end)
    tail = view.words(last, clause.start() if clause else sentence.span.end)
    others = re.search(r"等企业|等公司", tail[:12]) and not tail.startswith("等")
    joins = [view.words(a.end, b.start) for a, b in pairwise(run)]
    together = any(re.search(r"会同|联合|携手|牵手|联手", join) for join in joins)
    return (together or _COOPERATES.search(tail[:24]) is not None) and not others


def units(view: View, sentence: Sentence) -> Iterator[Fact]:
    """An inner unit to its organisation; 甲旗下乙."""
    for n in sentence.of("ORG"):
        parent = n.entity.parent
        if parent:
            entity = view.entities[parent]
            above = Named(n.start, n.end, "ORG", entity)  # the parent's name is part of the unit's
            yield from claim(view, sentence, (n, above), "part_of", "part:name", 0.9)
    for left, right in pairwise(sentence.named):
        if left.label != "ORG" or right.label != "ORG":
            continue
        if re.fullmatch(r"(?:系|是|为|作为)", view.words(left.end, right.start)) and (
            _SUBSIDIARY.match(view.text, right.end)
        ):
            yield from claim(view, sentence, (left, right), "part_of", "part:copula", 0.8)
        if _BRANCH.match(view.words(left.end, right.start)):
            yield from claim(view, sentence, (right, left), "part_of", "part:branch", 0.8)
