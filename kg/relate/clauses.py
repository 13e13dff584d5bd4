"""What the rules share: clauses, coordinated names, modality, the making of a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.view import Named, Sentence, View
from kg.types import Fact, Span

LISTS = re.compile(r"(?:产业|行业|业)?[、和与及](?:.{0,2}(?:重点|大力)?(?:发展|培育|壮大)?)?|以及")
CLAUSE = re.compile(r"[，；。！？,;：:]")
_PLANNED = re.compile(r"将|(?<![虚模])拟(?!订)|正在|计划|力争|预计|有望|准备")
_DENIED_VERB = re.compile(r"尚未|并未|没有|不再|否认|暂缓|取消|终止|未(?!来)")
_DENIED = re.compile(r"(?:尚未|未|没有|并未|不再|否认|暂缓|不)$")


def claim(
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
        said = (end.antecedent for end in ends if end.antecedent)
        evidence = tuple(sorted({*more, *said, sentence.span}))
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


def modality_of(view: View, start: int, verb: re.Match[str]) -> str:
    """Of a verb with its adverbs, whose subject ends at ``start``."""
    if _DENIED.search(view.words(start, verb.start())):
        return "denied"
    return "planned" if _PLANNED.search(view.words(start, verb.end())) else "in_force"


def modality_between(view: View, start: int, end: int) -> str:
    """Of what the words between two ends say: 将落户, 尚未落户.

    A verb that is denied is denied whatever else is said of it.
    """
    words = view.words(start, end)
    if _DENIED_VERB.search(words):
        return "denied"
    return "planned" if _PLANNED.search(words) else "in_force"


def clause_start(view: View, sentence: Sentence, position: int) -> int:
    """Where the clause that holds ``position`` begins."""
    start = sentence.span.start
    for match in CLAUSE.finditer(view.text, sentence.span.start, position):
        start = match.end()
    return start


def coordinated_before(view: View, found: list[Named]) -> list[Named]:
    """The last of ``found`` and those joined to it by 、 or 和: coordinated names."""
    run = found[-1:]
    for left in reversed(found[:-1]):
        if re.fullmatch(r"[、和与及]|以及|联合|会同", view.words(left.end, run[0].start)):
            run.insert(0, left)
        else:
            break
    return run


def coordinated_after(view: View, sentence: Sentence, first: Named) -> Iterator[Named]:
    last = first
    yield first
    for n in sentence.of(first.label):
        if n.start > last.start and re.fullmatch(r"[、和与及]|以及", view.words(last.end, n.start)):
            last = n
            yield n


def coordinated(view: View, sentence: Sentence, region: Named) -> list[Named]:
    """The place and those that 、 or 和 join to it, on either side."""
    ahead = [n for n in sentence.of("REGION") if n.end <= region.end]
    run = coordinated_before(view, ahead) if region in ahead else [region]
    return [*run, *list(coordinated_after(view, sentence, region))[1:]]


def listed(view: View, first: Named, industries: tuple[Named, ...]) -> list[Named]:
    """An industry and those that a list joins to it, with their 产业 and what closes them."""
    run = [first]
    for n in industries:
        if n.start >= run[-1].end and LISTS.fullmatch(view.words(run[-1].end, n.start)):
            run.append(n)
    return run
