"""Where annotations and gold part, one by one, with the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.score import EMPTY, Annotated, align, mention_set, target_hits, wanted_and_got
from kg.text import sentences
from kg.types import Span


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that only one side says."""

    article: str
    kind: str  # mention, relation, target
    side: str  # missed: only gold has it; spurious: only the annotation
    what: str
    sentence: str  # where it stands; empty when no single sentence carries it


def differences(
    gold: Mapping[str, Annotated], found: Mapping[str, Annotated]
) -> Iterator[Difference]:
    """In the order of the articles; mentions, relations, targets."""
    for name, right in gold.items():
        left = found.get(name) or EMPTY
        yield from _mentions(name, right, left)
        yield from _relations(name, right, left)
        yield from _targets(name, right, left)


def _mentions(name: str, gold: Annotated, found: Annotated) -> Iterator[Difference]:
    text = gold["text"]
    right, left = mention_set(gold), mention_set(found)
    for start, end, label in sorted(right ^ left):
        side = "missed" if (start, end, label) in right else "spurious"
        words = f"{label} {text[start:end]} [{start}, {end})"
        yield Difference(name, "mention", side, words, _sentence(text, start))


def _relations(name: str, gold: Annotated, found: Annotated) -> Iterator[Difference]:
    to = align(gold, found)
    want, got = wanted_and_got(gold, found, to)
    for triple in sorted(want ^ got):
        subject, predicate, other = triple
        if triple in want:
            side, named = "missed", [(_span(e), e["canonical"]) for e in gold["entities"]]
        else:
            side, named = "spurious", [(_span(e), _twin(e, to)) for e in found["entities"]]
        sentence = _common(gold["text"], named, {subject, other})
        yield Difference(name, "relation", side, f"{subject} {predicate} {other}", sentence)


def _targets(name: str, gold: Annotated, found: Annotated) -> Iterator[Difference]:
    text = gold["text"]
    hits = target_hits(gold, found)
    for side, targets, taken in (
        ("missed", gold["targets"], [right for right, _ in hits]),
        ("spurious", found.get("targets", []), [left for _, left in hits]),
    ):
        for target in targets:
            if any(target is other for other in taken):
                continue
            words = (
                f"{target.get('indicator')} {target.get('quantity')} = {target.get('value')} "
                f"{target.get('unit')} by {target.get('deadline')} ({target.get('holder')})"
            )
            start = text.find(target.get("quantity") or "\0")
            where = _sentence(text, start) if start >= 0 else ""
            yield Difference(name, "target", side, words, where)


def _sentence(text: str, start: int) -> str:
    """The sentence around ``start``; empty between sentences."""
    return next((s.of(text) for s in sentences(text) if s.start <= start < s.end), "")


def _common(text: str, named: Sequence[tuple[Span, str]], ends: set[str]) -> str:
    """The first sentence that names both ends."""
    for sentence in sentences(text):
        if ends <= {name for span, name in named if sentence.covers(span)}:
            return sentence.of(text)
    return ""


def _span(entity: Mapping[str, Any]) -> Span:
    return Span(entity["start"], entity["end"])


def _twin(entity: Mapping[str, Any], to: Mapping[str, str]) -> str:
    """The name that ``wanted_and_got`` gives to a found entity."""
    return to.get(entity["canonical"], "?" + entity["canonical"])
