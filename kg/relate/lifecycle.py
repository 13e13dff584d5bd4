"""Relations between policies: based on, implements, amends, repeals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.clauses import claim
from kg.relate.view import OWN_WORDS, Named, Sentence, View
from kg.types import Fact, Span

_IMPLEMENTS = re.compile(
    r"(?:贯彻落实|深入贯彻|贯彻|落实落细|落实|细化落实|衔接落实|推动落实|执行)[^，。；《》]{0,14}《?$"
)
_GROUND = re.compile(r"(?:根据|依据|按照|依照|参照)[^，。；《》]{0,14}《?$")
_MADE = re.compile(r"制定|制订|出台|印发|发布|编制|修订|公布|起草")
_OWN_MADE = re.compile(rf"(?:制定|制订|出台|修订|编制|提出){OWN_WORDS.pattern}")
# Behind a title: more titles and numbers of the same list, then the end of their force
_MORE = r"(?:[》〉]?(?:（[^（）]{0,40}）|\([^()]{0,40}\))*[、和及以]{0,2}[《〈][^《》]{2,60}){0,4}"
_ENDS = re.compile(
    rf"{_MORE}[》〉]?(?:（[^（）]{{0,40}}）|\([^()]{{0,40}}\))*(?:等[^，。；]{{0,10}})?[^，。；《]{{0,14}}?"
    r"(?P<ahead>将|拟)?(?:同时废止|予以废止|即行废止|相应废止|废止|停止执行|不再执行|自行失效|同时失效)"
)
_REPLACES = re.compile(r"(?P<ahead>将|拟)?(?:取代|替代|代替|废止)(?:了|原)?[^，。；《》]{0,8}《?$")
_KEEPS = re.compile(r"(?:不|未|尚未|暂不)(?:予)?$")
_AMENDS_BEFORE = re.compile(r"(?:修订|修改|修正|完善)(?:了|后的|原)?[^，。；《》是落实]{0,6}《?$")
_AMENDS_AFTER = re.compile(
    r"[》〉]?(?:（[^）]{0,30}）)?(?:进行|作|做|作出)(?:了|出)?(?:全面|系统|部分|首次|第[一二三]次)?(?:的)?"
    r"(?:修订|修改|修正|调整)"
)
_AMENDING = re.compile(
    r"(?:关于)?(?:修改|修订|修正)[〈《「]?(?P<name>[^〉》」]{4,60}?)[〉》」]?(?:部分条款)?的(?:决定|决议|通知)"
)
_HEAD, _TAIL = 30, 200  # characters that are looked at before and behind a title


def between(view: View, sentence: Sentence) -> Iterator[Fact]:
    """Facts between two policies, or a policy and the document that the article is (本办法)."""
    policies = sentence.of("POLICY")
    for place, old in enumerate(policies):
        last = policies[place - 1].end if place else sentence.span.start
        head = view.words(max(last, old.start - _HEAD), old.start)
        rest = view.words(old.end, min(sentence.span.end, old.end + _TAIL))
        after = next((n for n in policies[place + 1 :] if n.id != old.id), None)
        before = next((n for n in reversed(policies[:place]) if n.id != old.id), None)
        if before is not None and _ENDS.match(rest):
            before = next(
                (n for n in reversed(policies[:place]) if not _ends(view, sentence, n)), None
            )
        yield from _grounds(view, sentence, old, head, rest, after)
        yield from _changes(view, sentence, old, head, rest, before)
        if before is not None and after is None and _IMPLEMENTS.search(head):
            ends = (before, old)
            yield from claim(view, sentence, ends, "implements", "lifecycle:implements", 0.65)
    yield from _amending_titles(view, sentence)


def _grounds(
    view: View, sentence: Sentence, old: Named, head: str, rest: str, after: Named | None
) -> Iterator[Fact]:
    """根据《甲》、《乙》，制定《丙》; 为贯彻落实《甲》，制定本办法."""
    for pattern, predicate, confidence in (
        (_IMPLEMENTS, "implements", 0.75),
        (_GROUND, "based_on", 0.7),
    ):
        if not pattern.search(_list_head(view, sentence, old, head)):
            continue
        rule = f"lifecycle:{predicate}"
        own = _own(view, sentence)
        if own is not None and _OWN_MADE.search(rest) and own[0].id != old.id:
            named, more = own
            yield from claim(view, sentence, (named, old), predicate, rule, confidence, more=more)
        elif after is not None and _MADE.search(rest):
            made = _last_made(view, sentence, after)
            yield from claim(view, sentence, (made, old), predicate, rule, confidence)


def _list_head(view: View, sentence: Sentence, old: Named, head: str) -> str:
    """The words before the list of titles that ``old`` is an item of."""
    if not re.fullmatch(r"[》〉]?(?:（[^（）]*）)?[、和及]?以?及?[《〈]?", head):
        return head
    earlier = [n for n in sentence.of("POLICY") if n.end <= old.start]
    if not earlier:
        return head
    first = earlier[-1]
    last = earlier[-2].end if len(earlier) > 1 else sentence.span.start
    return _list_head(
        view, sentence, first, view.words(max(last, first.start - _HEAD), first.start)
    )


def _last_made(view: View, sentence: Sentence, after: Named) -> Named:
    """The title that the verb of making governs: the first one behind it."""
    for n in sentence.of("POLICY"):
        if n.start >= after.start and _MADE.search(
            view.words(max(sentence.span.start, n.start - 16), n.start)
        ):
            return n
    return after


def _changes(
    view: View, sentence: Sentence, old: Named, head: str, rest: str, before: Named | None
) -> Iterator[Fact]:
    """《新》施行，《旧》同时废止; 对《旧》作了修订."""
    ends, replaces = _ENDS.match(rest), _REPLACES.search(head)
    amends = _AMENDS_AFTER.match(rest) or (before is not None and _AMENDS_BEFORE.search(head))
    if not (ends or replaces or amends):
        return
    own = _own(view, sentence)
    more: tuple[Span, ...] = ()
    new = before
    if new is None and own is not None:
        new, more = own
    if new is None:
        new, more = _topic(view, sentence, old)
    if new is None:
        return
    if (ends or replaces) and not _KEEPS.search(rest[: ends.end()] if ends else ""):
        found = ends or replaces
        modality = "planned" if found is not None and found["ahead"] else "in_force"
        yield from claim(
            view,
            sentence,
            (new, old),
            "repeals",
            "lifecycle:repeals",
            0.8,
            modality=modality,
            more=more,
        )
    elif amends:
        yield from claim(view, sentence, (new, old), "amends", "lifecycle:amends", 0.7, more=more)


def _ends(view: View, sentence: Sentence, policy: Named) -> bool:
    """Whether the policy is itself among those that 同时废止 speaks of."""
    rest = view.words(policy.end, min(sentence.span.end, policy.end + _TAIL))
    return _ENDS.match(rest) is not None


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
        found = [n for n in other.of("POLICY") if n.id != old.id]
        if found:
            return found[-1], (other.span,)
    return None, ()
