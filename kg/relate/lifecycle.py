"""Relations between policies: based on, implements, amends, repeals; pilots and recognitions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.view import Named, Sentence, View
from kg.types import Fact, Span

_IMPLEMENTS = re.compile(r"(?:贯彻落实|深入贯彻|贯彻|落实|细化落实|衔接落实)[^，。；《]{0,12}《?$")
_GROUND = re.compile(r"(?:根据|依据|按照|依照)[^，。；《]{0,12}《?$")
_MADE = re.compile(r"制定|出台|印发|发布|编制|修订|公布")
_ENDS = re.compile(
    r"^》?(?:（[^）]*）|\([^)]*\))*(?:[^，。；《]{0,12})?(?:同时废止|予以废止|废止|停止执行|"
    r"不再执行|自行失效|同时失效)"
)
_REPLACES = re.compile(r"(?:取代|替代|代替|废止(?:了)?)[^，。；《]{0,8}《?$")
_AMENDS_BEFORE = re.compile(r"(?:修订|修改|修正|完善|调整)(?:了|后的)?[^，。；《是落实]{0,6}《?$")
_AMENDS_AFTER = re.compile(
    r"^》?(?:（[^）]*）)?(?:进行|作|做)(?:了|出)?(?:全面|系统|部分|首次|第[一二三]次)?(?:修订|"
    r"修改|修正|调整)"
)
_PILOTS = re.compile(r"^(?:先行先试|先行试点|开展(?:首批)?试点|率先(?:试点|实施|落地)|试点)")
_LISTED = re.compile(
    r"(?:入选|获评|被评为|被认定为|认定为|列入|跻身|纳入|入围|获批)(?:了)?[^，。；]{0,10}$"
)


def between(view: View, sentence: Sentence) -> Iterator[Fact]:
    """Facts between two policies."""
    policies = sentence.of("POLICY")
    for old in policies:
        last = max((n.end for n in policies if n.end <= old.start), default=sentence.span.start)
        head = view.words(max(last, old.start - 24), old.start)
        tail = view.words(old.end, min(sentence.span.end, old.end + 30))
        rest = view.words(old.end, sentence.span.end)
        after = [n for n in policies if n.start > old.end and n.id != old.id]
        before = [n for n in policies if n.end <= old.start and n.id != old.id]
        if after and _MADE.search(rest):
            if _IMPLEMENTS.search(head):
                yield _fact(
                    view, sentence, after[0], "implements", old, "lifecycle:implements", 0.75
                )
            elif _GROUND.search(head):
                yield _fact(view, sentence, after[0], "based_on", old, "lifecycle:ground", 0.7)
        new = before[-1] if before else None
        more: tuple[Span, ...] = ()
        if new is None:
            new, more = _topic(view, sentence, old)
        if new is None:
            continue
        if _ENDS.match(tail) or _REPLACES.search(head):
            yield _fact(view, sentence, new, "repeals", old, "lifecycle:repeals", 0.8, more)
        elif _AMENDS_AFTER.match(tail) or (before and _AMENDS_BEFORE.search(head)):
            yield _fact(view, sentence, new, "amends", old, "lifecycle:amends", 0.7, more)
        elif _IMPLEMENTS.search(head) and before and not after:
            yield _fact(view, sentence, new, "implements", old, "lifecycle:implements", 0.65)


def _topic(view: View, sentence: Sentence, old: Named) -> tuple[Named | None, tuple[Span, ...]]:
    """The policy that the text spoke of last, before this sentence and in this paragraph or the last."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
        other = view.sentences[index]
        if sentence.paragraph - other.paragraph > 1:
            break
        found = [n for n in other.of("POLICY") if n.id != old.id]
        if found:
            return found[-1], (other.span,)
    return None, ()


def members(view: View, sentence: Sentence) -> Iterator[Fact]:
    """Where a policy is tried out, and who is on its list."""
    for policy in sentence.of("POLICY"):
        for region in sentence.of("REGION"):
            behind = view.words(region.end, region.end + 10)
            if (
                policy.end <= region.start
                and view.words(region.start - 1, region.start) == "在"
                and _PILOTS.match(behind)
            ):
                yield _fact(view, sentence, policy, "pilots_in", region, "lifecycle:pilot", 0.6)
        head = view.words(sentence.span.start, policy.start)
        if _LISTED.search(re.sub(r"[“《「]$", "", head)):
            for n in sentence.of("ORG"):
                if n.end <= policy.start:
                    yield _fact(view, sentence, n, "recognised_as", policy, "lifecycle:listed", 0.6)


def _fact(
    view: View,
    sentence: Sentence,
    subject: Named,
    predicate: str,
    obj: Named,
    rule: str,
    confidence: float,
    more: tuple[Span, ...] = (),
) -> Fact:
    evidence = tuple(sorted({*more, sentence.span}))
    return Fact(
        subject.id,
        predicate,
        obj.id,
        evidence,
        rule,
        confidence,
        "in_force",
        view.speaker(sentence),
    )
