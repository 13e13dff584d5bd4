"""The life of a policy as an article tells it: number, type, level, period, dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.numerals import integer
from kg.registers import division_codes, divisions
from kg.relate.calendar import DAY, days, last_of, of_match, plus_days
from kg.relate.support import topic_policy
from kg.relate.view import OWN_WORDS, Named, Sentence, View
from kg.schema import entity_id
from kg.text import folded
from kg.titles import document_type, is_national, period
from kg.types import Entity, Fact, PolicyRecord, Span

_LEVELS = {"province": "provincial", "prefecture": "municipal", "county": "county"}
_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_FORCE = r"(?:正式|同步|全面|统一)*(?:施行|实施|执行|生效|试行)(?![\u4e00-\u9fff](?<![的后]))"
_EFFECTIVE = re.compile(rf"(?P<from>自|从|于)?{DAY}(?:零时|0时)?(?P<since>起|开始)?{_FORCE}")
_ON_ISSUE = re.compile(
    r"自(?:发布|公布|印发|颁布|签发|下发|发文|文件印发|公告)之日起"
    rf"(?:(?:满|第)?{_COUNT}(?P<working>个工作)?日后)?{_FORCE}"
)
_TERM = re.compile(rf"(?:有效期|试行期|暂行期|施行期|执行期)(?:限)?(?:为|暂定|定为|是)?{_COUNT}年")
_UNTIL = re.compile(rf"(?:(?:有效期|期限|施行|实施|执行)(?:限)?[^，。；]{{0,14}}?(?:至|到)){DAY}")
_ENDED = re.compile(
    rf"(?P<from>自|于|从)?{DAY}(?:起|零时起)?(?:正式)?(?:废止|失效|停止执行|不再执行)"
)
_ISSUED = re.compile(r"印发|发布|出台|公布|颁布|下发|发出|推出")
_NOT_ISSUED = re.compile(r"将|拟|尚未|未|计划|即将|征求意见")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]第?\d{1,5}号"
    r"|[\u4e00-\u9fff]{2,14}令第?\d{1,5}号|[\u4e00-\u9fff]{0,12}公告(?:19|20)\d\d年第\d{1,4}号"
)
# What the pattern of a number takes in from the sentence: 印发了某府发〔2023〕7号
_WORDS_BEFORE = re.compile(
    r"^.*(?:印发|发布|下发|根据|按照|依据|执行|通知|以|了|的|和|与|及)(?=[\u4e00-\u9fff]{1,8}[〔\[［【(（])"
)
_COMES = re.compile(
    r"[》」”]?(?:即将|正式|开始|将|起)*(?:施行|实施|生效)(?![\u4e00-\u9fff](?<![的后]))"
)
_NUMBER_AFTER = re.compile(r"[》」”]*的?(?:通知)?[（(\[]")
_NUMBER_BEFORE = re.compile(r"(?:文件|文)?[《「“]?")
_SIGNED = re.compile(rf"^{DAY}$")
_HEADER = 6  # lines at the top of a document that hold its title and its number
_FOOTER = 8  # lines at its end that hold the signature


@dataclass(slots=True)
class _Life:
    """What has been read of one policy so far."""

    first: Sentence
    policy: Named
    found: dict[str, str] = field(default_factory=dict)  # field of PolicyRecord -> value
    evidence: set[Span] = field(default_factory=set)

    def learn(self, name: str, value: str, sentence: Sentence, *more: Span) -> None:
        """The first thing said about a field stands."""
        if value and name not in self.found:
            self.found[name] = value
            self.evidence |= {sentence.span, *more}


def records(view: View, facts: Iterable[Fact]) -> tuple[PolicyRecord, ...]:
    """One record for each policy that the article names, sorted by entity."""
    lives: dict[str, _Life] = {}
    for sentence in view.sentences:
        for policy in sentence.of("POLICY"):
            known = lives.get(policy.id)
            if known is None or len(view.words(policy.start, policy.end)) > len(
                view.words(known.policy.start, known.policy.end)
            ):
                lives[policy.id] = _Life(sentence, policy)
    own = view.own
    for sentence in view.sentences:
        _read_numbers(view, sentence, lives, own)
        _read_issue(view, sentence, lives)
    _read_signature(view, lives, own)
    for read in (_read_start, _read_end):
        for sentence in view.sentences:
            read(view, sentence, lives, own)
    makers = _makers(view, facts)
    listed = frozenset(entity.id for entity in view.document.entities)
    return tuple(_record(life, makers[key], listed) for key, life in sorted(lives.items()))


def _meant(view: View, sentence: Sentence, position: int, own: Named | None) -> Named | None:
    """The policy that a phrase at ``position`` is about: 本办法, the last one named before it in
    the sentence, else the one that the sentences before speak of. One named after it is none."""
    clause = view.words(max(sentence.span.start, position - 16), position)
    if OWN_WORDS.search(clause) and own is not None:
        return own
    before = [n for n in sentence.of("POLICY") if n.end <= position]
    if before:
        return before[-1]
    topic = topic_policy(view, sentence)
    return topic[0] if topic is not None else None


def _read_numbers(
    view: View, sentence: Sentence, lives: Mapping[str, _Life], own: Named | None
) -> None:
    """《某办法》（某府〔2021〕4号）; 某府〔2021〕4号《某办法》; a line of its own at the top."""
    text = view.text
    for match in _NUMBER.finditer(text, sentence.span.start, sentence.span.end):
        number = _WORDS_BEFORE.sub("", match[0])
        alone = match.span() == (sentence.span.start, sentence.span.end)
        if alone and own is not None and sentence.paragraph < _HEADER:
            lives[own.id].learn("number", number, sentence)
            continue
        for policy in sentence.of("POLICY"):
            if policy.end <= match.start():
                beside = _NUMBER_AFTER.fullmatch(text, policy.end, match.start())
            else:
                beside = _NUMBER_BEFORE.fullmatch(text, match.end(), policy.start)
            if beside is not None:
                lives[policy.id].learn("number", number, sentence)


def _read_issue(view: View, sentence: Sentence, lives: Mapping[str, _Life]) -> None:
    """2021年3月5日，某省印发《某办法》; 《某办法》于3月5日公布; 2014年发布的《某目录》."""
    published = view.document.article.date
    start, end = sentence.span.start, sentence.span.end
    dates = list(days(view.text, start, end, published))
    if not dates:
        return
    for policy in sentence.of("POLICY"):
        for verb in _ISSUED.finditer(view.text, start, end):
            active = 0 <= policy.start - verb.end() <= 14
            if active:
                gap = view.words(verb.end(), policy.start)
                near = [d for d in dates if d.end <= verb.start()]
            else:
                gap = view.words(policy.end, verb.start())
                near = [d for d in dates if policy.end <= d.start and d.end <= verb.start()]
            if not near or re.search(r"[；。，《]", gap.strip("《》")) or len(gap) > 24:
                continue
            between = view.words(near[-1].end, verb.start())
            if len(between) > 40 or re.search(r"[；。《]", between):
                continue
            if _NOT_ISSUED.search(view.words(max(start, near[-1].start - 3), verb.start())):
                continue  # 将于2024年3月发布
            if view.words(near[-1].end, near[-1].end + 2).startswith(("至", "—", "起")):
                continue
            lives[policy.id].learn("published", near[-1].iso, sentence)


def _read_start(
    view: View, sentence: Sentence, lives: Mapping[str, _Life], own: Named | None
) -> None:
    """自2021年5月1日起施行; 自发布之日起30日后施行, counted from that day where it is known."""
    text, (start, end) = view.text, (sentence.span.start, sentence.span.end)
    for match in _EFFECTIVE.finditer(text, start, end):
        if match["from"] or match["since"]:
            day = of_match(match, view.document.article.date)
            policy = _begun(view, sentence, match) or _meant(view, sentence, match.start(), own)
            if policy is not None:
                lives[policy.id].learn("effective", day, sentence)
    published = view.document.article.date
    for policy in sentence.of("POLICY"):  # 4月1日《某法》正式施行
        comes = _COMES.match(text, policy.end, end)
        if comes:
            for date in days(text, start, policy.start, published, ahead="将" in comes[0]):
                if policy.start - date.end <= 3:
                    lives[policy.id].learn("effective", date.iso, sentence)
    for match in _ON_ISSUE.finditer(text, start, end):
        policy = _meant(view, sentence, match.start(), own)
        if policy is not None:
            issued = lives[policy.id].found.get("published", "")
            late = plus_days(issued, integer(match["count"])) if match["count"] else issued
            if match["working"]:
                continue  # nobody says here which days are working days
            lives[policy.id].learn("effective", late, sentence)


def _begun(view: View, sentence: Sentence, match: re.Match[str]) -> Named | None:
    """从2021年起实施《某计划》: the object of the verb."""
    behind = (n for n in sentence.of("POLICY") if 0 <= n.start - match.end() <= 2)
    return next(behind, None)


def _read_end(
    view: View, sentence: Sentence, lives: Mapping[str, _Life], own: Named | None
) -> None:
    """有效期3年; 有效期至2025年12月31日; 于2020年1月1日废止: the day before is the last one."""
    text, (start, end) = view.text, (sentence.span.start, sentence.span.end)
    published = view.document.article.date
    for pattern in (_TERM, _UNTIL, _ENDED):
        for match in pattern.finditer(text, start, end):
            policy = _meant(view, sentence, match.start(), own)
            if policy is None:
                continue
            life = lives[policy.id]
            if pattern is _TERM:
                last = last_of(life.found.get("effective", ""), integer(match["count"]))
            else:
                last = of_match(match, published)
            if pattern is _ENDED:
                last = plus_days(last, -1) or last
            life.learn("expires", last, sentence)


def _read_signature(view: View, lives: Mapping[str, _Life], own: Named | None) -> None:
    """The last lines of a document: who signs it, and the day."""
    if own is None:
        return
    for sentence in view.sentences[-_FOOTER:]:
        match = _SIGNED.fullmatch(view.words(sentence.span.start, sentence.span.end))
        if match and match["day"] and match["year"]:
            lives[own.id].learn("published", of_match(match, ""), sentence)


def _makers(view: View, facts: Iterable[Fact]) -> defaultdict[str, list[Entity]]:
    """Who issues each policy, by the facts of the article."""
    entities = {entity.id: entity for entity in view.document.entities}
    makers: defaultdict[str, list[Entity]] = defaultdict(list)
    for fact in facts:
        if fact.predicate == "issues" and fact.modality != "denied":
            makers[fact.object].append(entities[fact.subject])
    return makers


def _record(life: _Life, makers: list[Entity], listed: frozenset[str]) -> PolicyRecord:
    policy = life.policy.entity
    code, level = _rank(policy, makers)
    region = entity_id("REGION", code) if code else ""
    first, last = period(policy.name) or (None, None)
    return PolicyRecord(
        policy.id,
        kind=document_type(policy.name),
        level=level,
        jurisdiction=region if region in listed else "",
        first_year=first,
        last_year=last,
        evidence=tuple(sorted({life.first.span, *life.evidence})),
        **life.found,
    )


def _rank(policy: Entity, makers: list[Entity]) -> tuple[str, str]:
    """Code of the region that a policy holds in, and its level: by its title, else by who makes it."""
    title = folded(policy.name)
    if is_national(title):
        return "", "national"
    codes = {policy.region.removeprefix("region/")} if _placed(title) else set()
    if not codes:
        if any(maker.register == "body" for maker in makers):
            return "", "national"
        codes = {
            (m.code if m.label == "REGION" else m.region.removeprefix("region/")) for m in makers
        }
    (code, *others) = sorted(codes) or [""]
    division = divisions().get(code)
    if others or division is None:
        return "", "zone" if any(maker.register == "zone" for maker in makers) else ""
    return code, _LEVELS[division.level]


def _placed(title: str) -> bool:
    return any(title[:size] in division_codes() for size in range(2, 10))
