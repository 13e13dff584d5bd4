"""Facts that say the same become one fact with all the sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.schema import PREDICATES
from kg.types import Fact, Span


def joined(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """One fact per subject, predicate, object and modality, sorted: evidence joined, the surest
    rule kept. Symmetric facts are written once, smaller id first; none joins a thing to itself."""
    kept: dict[tuple[str, str, str, str], Fact] = {}
    evidence: defaultdict[tuple[str, str, str, str], set[Span]] = defaultdict(set)
    for fact in facts:
        if fact.subject == fact.object:
            continue
        if PREDICATES[fact.predicate].symmetric and fact.object < fact.subject:
            fact = replace(fact, subject=fact.object, object=fact.subject)
        key = (fact.subject, fact.predicate, fact.object, fact.modality)
        evidence[key].update(fact.evidence)
        old = kept.setdefault(key, fact)
        best = max(old, fact, key=lambda one: (one.confidence, one.rule))
        kept[key] = replace(
            best,
            attribution=old.attribution or fact.attribution,
            role=best.role or old.role or fact.role,
        )
    return tuple(replace(kept[key], evidence=tuple(sorted(evidence[key]))) for key in sorted(kept))
