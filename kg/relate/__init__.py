"""Facts, targets and instruments of one document, each with the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.relate import facts, lifecycle
from kg.relate.targets import instruments, targets
from kg.relate.view import view
from kg.schema import PREDICATES
from kg.types import Document, Fact

__all__ = ["relate"]


def relate(document: Document) -> Document:
    """Add facts, targets and instruments to a linked document."""
    seen = view(document)
    date = document.article.date
    published = int(date[:4]) if date[:4].isdigit() else None
    labels = {entity.id: entity.label for entity in document.entities}
    return replace(
        document,
        facts=_merge([*facts.facts(seen), *lifecycle.facts(seen)], labels),
        targets=targets(seen, published),
        instruments=tuple(instruments(seen)),
    )


def _merge(found: Iterable[Fact], labels: dict[str, str]) -> tuple[Fact, ...]:
    """One fact per subject, predicate, object and modality: evidence joined, best rule kept.

    What the schema does not allow is left out; symmetric facts are written once, smaller id first.
    """
    kept: dict[tuple[str, str, str, str], Fact] = {}
    for fact in found:
        row = PREDICATES[fact.predicate]
        if labels[fact.subject] not in row.domain or labels[fact.object] not in row.range:
            continue
        if row.symmetric and fact.object < fact.subject:
            fact = replace(fact, subject=fact.object, object=fact.subject)
        key = (fact.subject, fact.predicate, fact.object, fact.modality)
        old = kept.get(key)
        if old is None:
            kept[key] = fact
            continue
        best = max(old, fact, key=lambda f: (f.confidence, f.rule))
        evidence = tuple(sorted({*old.evidence, *fact.evidence}))
        kept[key] = replace(
            best, evidence=evidence, attribution=old.attribution or fact.attribution
        )
    return tuple(kept[key] for key in sorted(kept))
