"""Facts by the clause patterns that a user's domain adds (:mod:`kg.domain`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from kg.domain import Clause
from kg.facts import joined
from kg.relate.view import Named, Sentence, View, view
from kg.schema import PREDICATES
from kg.types import Document, Fact, Span

_CONFIDENCE = 0.7  # as a clause pattern of ours that was not measured


def add_facts(document: Document, clauses: Iterable[Clause]) -> Document:
    """The document with the facts that the patterns find; one fact keeps all its sentences."""
    seen = view(document)
    found = (
        fact
        for clause in clauses
        for sentence in seen.sentences
        for fact in _facts(seen, sentence, clause)
    )
    return replace(document, facts=joined((*document.facts, *found)))


def _facts(seen: View, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    row = PREDICATES[clause.predicate]
    labels = (row.range, row.domain) if clause.inverse else (row.domain, row.range)
    ends = (*((named, sentence.span) for named in sentence.named), *_anaphors(seen, sentence))
    for (first, said), (second, also) in product(ends, repeat=2):
        right = first.label in labels[0] and second.label in labels[1] and first.id != second.id
        if right and first.end <= second.start and _says(seen, sentence, clause, first, second):
            subject, object_ = (second, first) if clause.inverse else (first, second)
            evidence = tuple(sorted({sentence.span, said, also}))
            rule = f"domain:{clause.predicate}"
            yield Fact(subject.id, clause.predicate, object_.id, evidence, rule, _CONFIDENCE)


def _anaphors(seen: View, sentence: Sentence) -> Iterator[tuple[Named, Span]]:
    """What 该公司 or 全省 in the sentence stand for, with the sentence of the antecedent."""
    entities = {entity.id: entity for entity in seen.document.entities}
    for anaphor in seen.document.anaphors:
        if sentence.span.covers(anaphor.span):
            for key, place in zip(anaphor.entities, anaphor.antecedents, strict=True):
                said = next(s.span for s in seen.sentences if s.span.covers(place))
                entity = entities[key]
                yield Named(anaphor.span.start, anaphor.span.end, entity.label, entity), said


def _says(seen: View, sentence: Sentence, clause: Clause, first: Named, second: Named) -> bool:
    """Whether the words before, between and behind two mentions are those of the pattern."""
    text = seen.text
    return (
        clause.between.fullmatch(text, first.end, second.start) is not None
        and clause.before.search(text, sentence.span.start, first.start) is not None
        and clause.behind.match(text, second.end, sentence.span.end) is not None
    )
