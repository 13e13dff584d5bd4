"""Who issues a policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import claim, clause_start, coordinated_before, modality_of
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

_MAKES = re.compile(
    r"(?:联合|正式|共同|已|正在|正|近日|日前|先后|陆续|相继|专门|率先|研究|还|也|又|同步)*"
    r"(?:印发|发布|出台|制定(?:并)?(?:印发|出台|发布|实施)?|制订|颁布|公布|推出|下发|编制|发出|抛出|亮出|"
    r"下过|下了|出过|出了|发过|发了|发文|[共合主]编|发(?=的)|"
    r"陈报|拟订|起草|审议通过并发布|修订印发|修订(?!版|后|稿))"
    r"(?:实施)?(?:了|的)?(?:[一两三那这][份个部])?"
)
_OF = re.compile(r"的?《")  # 某部的《某意见》
_ADDRESSED = re.compile(r"[^。；，《\n]{0,60}：")  # 某局、某局：现将…: whom a notice is for
_DATELINE = re.compile(r"\d{1,2}月\d{1,2}日[电讯]")
_SHARES = re.compile(r"》?(?:重点)?(?:工作|任务)?分工")  # 印发《某意见》工作分工的通知
_PASSED = re.compile(  # 《某方案》已经某政府常务会议审议通过，现印发
    r"^》?[^。；《]{0,8}[已业]经$"
)
_NOW = re.compile(
    r"[^。《]{0,40}(?:同意|审议|通过|研究)[^。《]{0,12}现(?:予以?|将其)?(?:印发|发布|公布|下发)"
)
_GROUNDS = re.compile(r"(?:根据|依据|按照|依照|贯彻|落实|参照|修订|感谢|对照)[^，。；《]{0,14}《?$")
# Before a body: what the paper goes back to, 为落实某部的要求，我局制定…
_GROUND_OF = re.compile(r"(?:根据|依据|按照|依照|遵照|贯彻|落实|参照|执行)$")
_NOTICE = re.compile(r"(?:印发|发布|公布)《?$")
_OF_NOTICE = re.compile(r"》?的(?:通知|公告)")
_DAY_LINE = re.compile(r"(?:20\d\d|二[〇○零]..)年.{1,3}月.{1,3}日")
_RUNS = re.compile(r"(?:持续|深入|全面|大力|启动|组织)*(?:推进|推行|实施|启动|提出)(?:了)?")
_BY = re.compile(r"^》?[^。；《]{0,24}由$")
_IS_ISSUED = re.compile(
    r"(?:等[^，。]{0,8})?(?:联合|正式|共同|牵头|负责|组织)*(?:印发|发布|出台|公布|制定|编制|颁布)"
)
_ABOUT = re.compile(r"(?:近日|日前|[^，。；]{0,8})?(?:就|对)《?")
_CONSULTS = re.compile(r"》?[^，。；]{0,16}(?:征求意见|公开征求|征集意见|征询意见)")
# What follows a title that is not in force yet
_DRAFT = re.compile(
    r"[》」”]?(?:[（(](?:草案|征求意见稿|讨论稿|送审稿)"
    r"|[^。；]{0,20}(?:征求意见|公开征求|征集意见|征询意见))"
)
_IS_DRAFT = re.compile(r"[（(](?:草案|征求意见稿|讨论稿|送审稿)[^（()]{0,4}[）)]$")
_PASSIVE = re.compile(
    r"(?:正式|联合|近日|日前|已|相继|先后|陆续|重磅|于[^，。]{2,12})*(?:印发|发布|出台|公布|颁布|出炉|面世)"
)


def issues(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某省印发《某方案》; 《某方案》印发, with the issuer in the sentence before."""
    policies = sentence.of("POLICY")
    makers = [n for n in sentence.named if n.label in ("ORG", "REGION")]
    done: set[str] = set()
    for policy in policies:
        outside = [n for n in makers if _may_issue(view, n, policy)]
        for pattern, rule, confidence in (
            (_MAKES, "issues:active", 0.85),
            (_RUNS, "issues:runs", 0.55),
        ):
            bare = view.words(policy.start - 1, policy.start) != "《"
            if _SHARES.match(view.text, policy.end):
                continue
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
            modality = modality_of(view, subjects[-1].end, verb)
            draft = _DRAFT.match(view.text, policy.end, sentence.span.end)
            if modality == "in_force" and (draft or _IS_DRAFT.search(policy.entity.name)):
                modality = "planned"
            for subject in coordinated_before(view, _innermost(view, subjects)):
                done.add(policy.id)
                yield from claim(
                    view, sentence, (subject, policy), "issues", rule, confidence, modality=modality
                )
    for policy in policies:
        for maker, modality in _agents(view, sentence, policy):
            if policy.id not in done:
                ends = (maker, policy)
                yield from claim(
                    view, sentence, ends, "issues", "issues:agent", 0.75, modality=modality
                )
        if policy.id in done or not _passive(view, sentence, policy):
            continue
        yield from _issued_by_topic(view, sentence, policy, makers)


def _agents(view: View, sentence: Sentence, policy: Named) -> Iterator[tuple[Named, str]]:
    """《某办法》由某厅印发; 某委就《某办法》公开征求意见, which is planned."""
    makers = [n for n in sentence.named if n.label in ("ORG", "REGION")]
    behind = [n for n in makers if n.start > policy.end]
    for place, maker in enumerate(behind):
        run = coordinated_before(view, behind[: place + 1])
        between = _outside_titles(view, sentence, policy.end, run[0].start)
        issued = _BY.search(between) and _IS_ISSUED.match(view.text, maker.end, sentence.span.end)
        passed = _PASSED.search(between) and _NOW.match(view.text, maker.end, sentence.span.end)
        if (issued or passed) and not _is_ground(view, sentence, policy):
            yield from ((n, "in_force") for n in run)
    before = [n for n in makers if n.end <= policy.start]
    if (
        before
        and before[-1].label == "ORG"
        and _OF.fullmatch(view.words(before[-1].end, policy.start))
    ):
        yield from ((n, "in_force") for n in coordinated_before(view, before))
    ahead = [n for n in makers if n.end <= policy.start]
    consults = _CONSULTS.match(view.text, policy.end, sentence.span.end)
    if ahead and consults and _ABOUT.fullmatch(view.words(ahead[-1].end, policy.start)):
        yield from ((n, "planned") for n in coordinated_before(view, ahead))


def _may_issue(view: View, body: Named, policy: Named) -> bool:
    """Whether a body before a title is neither whom it is for nor what it goes back to."""
    ahead = body.end <= policy.start
    return ahead and not _addressed(view, body) and not _goes_back(view, body, policy)


def _goes_back(view: View, body: Named, policy: Named) -> bool:
    """Whether a clause of its own says that the paper carries out what a body wants."""
    ground = _GROUND_OF.search(view.words(max(0, body.start - 4), body.start))
    return ground is not None and "，" in view.words(body.end, policy.start)


def _addressed(view: View, body: Named) -> bool:
    """Whether a body is whom a notice is for, or a place the dateline of the news."""
    addressed = _ADDRESSED.match(view.text, body.end) is not None and _opens_line(view, body)
    return addressed or _DATELINE.match(view.text, body.end) is not None


def _opens_line(view: View, body: Named) -> bool:
    """Whether only names stand between the beginning of the line and a body."""
    start = view.text.rfind("\n", 0, body.start) + 1
    return re.search(r"[。；：，]", view.words(start, body.start)) is None


def _is_ground(view: View, sentence: Sentence, policy: Named) -> bool:
    """Whether a title is what another one goes back to: 依据《甲》《乙》制定."""
    head = _outside_titles(view, sentence, sentence.span.start, policy.start)
    return _GROUNDS.search(re.sub(r"(?:[》《、和及]|以及)+$", "", head) + "《") is not None


def _outside_titles(view: View, sentence: Sentence, start: int, end: int) -> str:
    """The words without the titles that stand among them."""
    words = view.words(start, end)
    for other in sentence.of("POLICY"):
        if start <= other.start and other.end <= end:
            words = words.replace(f"《{view.words(other.start, other.end)}》", "")
    return words


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
    return len(between) <= 14 and not re.search(r"[，,。；;]", between)


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
    start = clause_start(view, sentence, policy.start)
    inside = [n for n in makers if _may_issue(view, n, policy)]
    if any(n.start < start for n in inside) and policy.start - start <= 1:
        inside = [n for n in inside if _opens_line(view, n)]  # 某厅说，《某办法》已发布
    elif _is_ground(view, sentence, policy):
        return
    if inside:
        for subject in coordinated_before(view, inside):
            yield from claim(view, sentence, (subject, policy), "issues", "issues:passive", 0.7)
        return
    before = view.before(sentence)
    topics = [n for n in before.named if n.label in ("ORG", "REGION")] if before else []
    title = policy.entity.name
    for topic in topics[:1]:
        if before is not None and (topic.label == "ORG" or title.startswith(topic.entity.name[:2])):
            yield from claim(
                view, sentence, (topic, policy), "issues", "issues:topic", 0.6, more=(before.span,)
            )


def signed(view: View, sentence: Sentence) -> Iterator[Fact]:
    """关于印发《某方案》的通知 …, and a line of bodies above a line that is a day: who signs it."""
    after = view.sentences[sentence.index + 1 : sentence.index + 2]
    day = after and _DAY_LINE.fullmatch(view.words(after[0].span.start, after[0].span.end))
    bodies = sentence.of("ORG")
    words = view.words(sentence.span.start, sentence.span.end)
    for body in bodies:
        words = words.replace(view.words(body.start, body.end), "", 1)
    paper = _notified(view) if day and bodies and not words.strip(" 、\u3000") else None
    if paper is not None:
        policy, title = paper
        for body in bodies:
            yield from claim(
                view, sentence, (body, policy), "issues", "issues:signed", 0.8, more=(title.span,)
            )


def _notified(view: View) -> tuple[Named, Sentence] | None:
    """The paper that the notice encloses, or that the article is, by the first title in it."""
    title = view.titled
    for policy in title.of("POLICY") if title is not None and not view.digest else ():
        encloses = _NOTICE.search(view.words(max(0, policy.start - 6), policy.start))
        if (encloses and _OF_NOTICE.match(view.text, policy.end)) or policy == view.own:
            return (policy, title) if title is not None else None
    return None
