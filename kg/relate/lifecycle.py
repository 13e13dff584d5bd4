"""Relations between policies: based on, implements, amends, repeals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import claim
from kg.relate.view import OWN_WORDS, Named, Sentence, View
from kg.types import Fact, Span

_IMPLEMENTS = re.compile(
    r"(?:贯彻落实|深入贯彻|贯彻|落实落细|落实的是|落实|细化落实|衔接落实|推动落实|执行|承接|对接)[^，。；《》]{0,14}《?$"
)
_GROUND = re.compile(
    r"(?:根据|依据|按照|依照|参照|(?<=[^\u4e00-\u9fff])依|(?<=[^\u4e00-\u9fff])按)(?:是|为)?[^，。；《》]{0,20}《?$"
)
# 以《旧》为上位依据
_AS_GROUND = re.compile(
    r"[》〉]?(?:[、和及]?《[^》]*》)*(?:（[^（）]*）)?[为作](?:上位|主要|基本)?(?:依据|根据|遵循)"
)
_OF_FIRMS = re.compile(r"[》”」]?(?:试点|支持)?(?:企业|项目|单位|资金)")  # 某计划企业
_WITH = re.compile(r"以[^，。；]{0,40}$")
_MADE = re.compile(
    r"制定|制订|出台|印发|发布|编制|修订|公布|起草|推出|作出|[合共]编|编了|订定|拟订|将[^。；]{1,40}列入"
)
_OWN_MADE = re.compile(rf"(?:制定|制订|出台|修订|编制|提出){OWN_WORDS.pattern}")
# 该办法依据《旧》制定: a sentence that speaks of the paper named before
_THIS_PAPER = re.compile(
    r"(?:[》）]|^)?(?:该|本|此|这|上述|两个?|[\u4e00-\u9fff]{0,4})[《〈]?(?:条例|办法|规定|方案|细则|意见|措施|规划|计[划画]|政策|文件|文|决定)[》〉]?"
    r"(?:[的系由均都统筹修改一律]*)$"
)
_LIST = re.compile(r"[》〉]?(?:（[^（）]*）)?(?:[、和与及]|以及)?[^，。；《》]{0,8}[《〈]?")
# Behind a title: more titles and numbers of the same list, then the end of their force
_MORE = r"(?:[》〉]?(?:（[^（）]{0,40}）|\([^()]{0,40}\))*[、和及以]{0,2}[《〈][^《》]{2,60}){0,4}"
_ENDS = re.compile(
    rf"{_MORE}[》〉]?(?:（[^（）]{{0,40}}）|\([^()]{{0,40}}\))*(?:等[^，。；]{{0,10}})?(?P<part>第[^，。；《]{{1,8}}[条款项])?"
    r"[^，。；《]{0,14}?(?P<ahead>将|拟)?"
    r"(?:同时废止|予以废止|即行废止|相应废止|废止(?![的了])|停止执行|终止执行|不再执行|自行失效|同时失效|"
    r"(?:同时|随之|即行|一并)?作废)"
)
_REPLACES = re.compile(
    r"(?P<ahead>将|拟)?(?:取代|替代|代替|废止(?!的))(?:了|原)?[^，。；《》]{0,8}《?$"
)
_KEEPS = re.compile(r"(?:不|未|尚未|暂不)(?:予)?$")
_AMENDS_BEFORE = re.compile(
    r"(?:修订|修改|修正|完善)(?!形成|成|为)(?:了|后的|原)?[^，。；《》是落实]{0,6}《?$"
)
_AMENDS_AFTER = re.compile(
    r"(?:[》〉]?(?:（[^）]{0,30}）)?(?:第[^，。；《》]{1,10}[条款项])?[、和]?[《〈]?[^，。；《》]{0,40})?"
    r"[》〉]?(?:（[^）]{0,30}）)?(?:第[^，。；《》]{1,10}[条款项])?"
    r"(?:(?:进行|作|做|作出|予以)(?:了|出)?(?:全面|系统|部分|首次|第[一二三]次)?(?:的)?(?:修订|修改|修正|调整)"
    r"|[^，。；《]{0,16}作了(?:细化|修改|修订|调整)|的?基础上[^，。；《]{0,6}(?:修订|修改|完善))"
)
_AMENDING = re.compile(
    r"(?:关于)?(?:修改|修订|修正)[〈《「]?(?P<name>[^〉》」]{4,60}?)[〉》」]?(?:部分条款)?的(?:决定|决议|通知)"
)
_HEAD, _TAIL = 30, 200  # characters that are looked at before and behind a title
_NEAR = 60  # characters between a paper and what it goes back to, where that stands behind it


def between(view: View, sentence: Sentence) -> Iterator[Fact]:
    """Facts between two policies, or a policy and the document that the article is (本办法)."""
    policies = sentence.of("POLICY")
    for place, old in enumerate(policies):
        yield from _grounds(view, sentence, old, place)
        yield from _changes(view, sentence, old, place)
    yield from _amending_titles(view, sentence)


def _head(view: View, sentence: Sentence, place: int) -> str:
    """The words before a title of the sentence, since the title before it."""
    policies = sentence.of("POLICY")
    last = policies[place - 1].end if place else sentence.span.start
    start = policies[place].start
    return view.words(max(last, start - _HEAD), start)


def _rest(view: View, sentence: Sentence, policy: Named) -> str:
    return view.words(policy.end, min(sentence.span.end, policy.end + _TAIL))


def _grounds(view: View, sentence: Sentence, old: Named, place: int) -> Iterator[Fact]:
    """根据《甲》、《乙》，制定《丙》; 为贯彻落实《甲》，制定本办法; 《丙》依据《甲》制定."""
    rest = _rest(view, sentence, old)
    head = _list_head(view, sentence, place)
    for pattern, predicate, confidence in (
        (_IMPLEMENTS, "implements", 0.75),
        (_GROUND, "based_on", 0.7),
    ):
        serves = predicate == "based_on" and _WITH.search(head) and _AS_GROUND.match(rest)
        if pattern.search(head) is None and not serves:
            continue
        found = _carrier(view, sentence, old, place)
        if found is not None:
            named, more = found
            yield from claim(
                view,
                sentence,
                (named, old),
                predicate,
                f"lifecycle:{predicate}",
                confidence,
                more=more,
            )


def _carrier(
    view: View, sentence: Sentence, old: Named, place: int
) -> tuple[Named, tuple[Span, ...]] | None:
    """The paper that goes back to ``old``: the one that the article is, one made behind it, one
    named before it, or the one that the sentences before speak of; with the sentence of that."""
    rest = _rest(view, sentence, old)
    own = _own(view, sentence)
    if own is not None and _OWN_MADE.search(rest) and own[0].id != old.id:
        return own
    made = _made(view, sentence, old, place) if _MADE.search(rest) else None
    if made is not None:
        return made, ()
    new = _new_before(view, sentence, old, place)
    if new is not None:
        between = view.words(new.end, old.start)
        near = len(between) <= _NEAR and "。" not in between and between.count("，") < 3
        return (new, ()) if near and not _OF_FIRMS.match(between) else None
    head = view.words(sentence.span.start, old.start)
    if _THIS_PAPER.search(re.split(r"根据|依据|按照|依照|参照|落实的?是?|以(?=《)", head)[0]):
        topic, more = _topic(view, sentence, old)
        return (topic, more) if topic is not None else None
    return None


def _list_head(view: View, sentence: Sentence, place: int) -> str:
    """The words before the list of titles that the title is an item of."""
    head = _head(view, sentence, place)
    if place == 0 or not _LIST.fullmatch(head) or not re.search(r"[、和与及]|》《", head):
        return head
    return _list_head(view, sentence, place - 1)


def _made(view: View, sentence: Sentence, old: Named, place: int) -> Named | None:
    """The title behind ``old`` that a verb of making governs, or that is 印发 itself; none of the
    list that ``old`` is in."""
    policies = sentence.of("POLICY")
    later = list(enumerate(policies))[place + 1 :]
    listed = True
    for index, n in later:
        head = _head(view, sentence, index)
        listed = listed and bool(_LIST.fullmatch(head) and re.search(r"[、和与及]|》《", head))
        if listed or n.id == old.id:
            continue
        before = view.words(max(old.end, n.start - 40), n.start)
        behind = view.words(n.end, min(sentence.span.end, n.end + 14)).partition("，")[0]
        if _MADE.search(before) or _MADE.search(behind):
            return n
    return None


def _new_before(view: View, sentence: Sentence, old: Named, place: int) -> Named | None:
    """The last title before ``old`` that may be the newer paper: it neither ends, nor is changed, nor
    is itself what another goes back to."""
    earlier = list(enumerate(sentence.of("POLICY")))[:place]
    able = (n for i, n in reversed(earlier) if n.id != old.id and not is_older(view, sentence, i))
    return next(able, None)


def is_older(view: View, sentence: Sentence, place: int) -> bool:
    """Whether a title of the sentence ends, is changed, or is what another one goes back to."""
    policy = sentence.of("POLICY")[place]
    head, rest = _list_head(view, sentence, place), _rest(view, sentence, policy)
    serves = _WITH.search(head) and _AS_GROUND.match(rest)
    before = (_AMENDS_BEFORE, _REPLACES, _GROUND, _IMPLEMENTS)
    behind = (_ENDS, _AMENDS_AFTER)
    return bool(
        serves
        or any(pattern.search(head) for pattern in before)
        or any(pattern.match(rest) for pattern in behind)
    )


def _changes(view: View, sentence: Sentence, old: Named, place: int) -> Iterator[Fact]:
    """《新》施行，《旧》同时废止; 对《旧》作了修订; 在《旧》基础上修订形成《新》."""
    policies = sentence.of("POLICY")
    head, rest = _head(view, sentence, place), _rest(view, sentence, old)
    ends, replaces = _ENDS.match(rest), _REPLACES.search(head)
    new = _new_before(view, sentence, old, place)
    amends = _AMENDS_AFTER.match(rest) or (new is not None and _AMENDS_BEFORE.search(head))
    if not (ends or replaces or amends):
        return
    own = _own(view, sentence)
    more: tuple[Span, ...] = ()
    if new is None and amends and "基础上" in amends[0]:
        new = next((n for n in policies[place + 1 :] if n.id != old.id), None)
    if new is None and own is not None:
        new, more = own
    if new is None:
        new, more = _topic(view, sentence, old)
    if new is None:
        return
    found = ends or replaces
    in_part = ends is not None and ends["part"]
    if found is not None and not in_part:
        if _KEEPS.search(rest[: ends.end()] if ends else ""):
            return
        modality = "planned" if found["ahead"] else "in_force"
        ends_of = (new, old)
        yield from claim(
            view,
            sentence,
            ends_of,
            "repeals",
            "lifecycle:repeals",
            0.8,
            modality=modality,
            more=more,
        )
    else:
        yield from claim(view, sentence, (new, old), "amends", "lifecycle:amends", 0.7, more=more)


def _amending_titles(view: View, sentence: Sentence) -> Iterator[Fact]:
    """《关于修改〈某条例〉的决定》 amends 某条例, where the article names that too."""
    for policy in sentence.of("POLICY"):
        match = _AMENDING.search(policy.entity.name)
        for entity in view.document.entities if match else ():
            if match and entity.label == "POLICY" and entity.name == match["name"]:
                old = Named(policy.start, policy.end, "POLICY", entity)
                yield from claim(view, sentence, (policy, old), "amends", "lifecycle:title", 0.85)


def _own(view: View, sentence: Sentence) -> tuple[Named, tuple[Span, ...]] | None:
    """The document that the article is, with the sentence that names it."""
    if view.own is None or view.own.start >= sentence.span.start:
        return None
    first = next(s for s in view.sentences if s.span.end > view.own.start)
    return view.own, (first.span,)


def _topic(view: View, sentence: Sentence, old: Named) -> tuple[Named | None, tuple[Span, ...]]:
    """The policy that the text spoke of last, before this sentence and in this paragraph or the last."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
        other = view.sentences[index]
        if sentence.paragraph - other.paragraph > (0 if view.digest else 1):
            break
        found = [
            n
            for place, n in enumerate(other.of("POLICY"))
            if n.id != old.id and not is_older(view, other, place)
        ]
        if found:
            return found[-1], (other.span,)
    return None, ()
