"""Facts, targets, instruments and policies' lives of one document, each with the sentences that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.relate import affiliation, cultivation, lifecycle, listing, location, publishing, support
from kg.relate.instruments import instruments
from kg.relate.records import records
from kg.relate.targets import targets
from kg.relate.view import View, view
from kg.schema import PREDICATES
from kg.types import Document, Fact, Span

__all__ = ["relate"]

# The rules that read one sentence at a time; adding a row adds a rule
RULES = (
    publishing.issues,
    support.covers,
    support.covers_by_title,
    cultivation.cultivates,
    location.located,
    affiliation.works,
    affiliation.partners,
    affiliation.units,
    lifecycle.between,
    listing.recognised,
    listing.piloted,
)


def relate(document: Document) -> Document:
    """Add facts, targets, instruments and policy records to a linked document."""
    seen = view(document)
    date = document.article.date
    published = int(date[:4]) if date[:4].isdigit() else None
    labels = {entity.id: entity.label for entity in document.entities}
    facts = _merge(_facts(seen), labels)
    return replace(
        document,
        facts=facts,
        targets=targets(seen, published),
        instruments=tuple(instruments(seen)),
        policies=records(seen, facts),
    )


def _facts(seen: View) -> Iterator[Fact]:
    """All facts; the same one may come from several sentences and rules."""
    for sentence in seen.sentences:
        for rule in RULES:
            yield from rule(seen, sentence)
    yield from location.divisions(seen)


def _merge(found: Iterable[Fact], labels: dict[str, str]) -> tuple[Fact, ...]:
    """One fact per subject, predicate, object and modality: evidence joined, best rule kept.

    What the schema does not allow is left out; symmetric facts are written once, smaller id first.
    """
    kept: dict[tuple[str, str, str, str], Fact] = {}
    evidence: defaultdict[tuple[str, str, str, str], set[Span]] = defaultdict(set)
    for fact in found:
        row = PREDICATES[fact.predicate]
        if labels[fact.subject] not in row.domain or labels[fact.object] not in row.range:
            continue
        if row.symmetric and fact.object < fact.subject:
            fact = replace(fact, subject=fact.object, object=fact.subject)
        key = (fact.subject, fact.predicate, fact.object, fact.modality)
        evidence[key].update(fact.evidence)
        old = kept.setdefault(key, fact)
        best = max(old, fact, key=lambda f: (f.confidence, f.rule))
        kept[key] = replace(best, attribution=old.attribution or fact.attribution)
    return tuple(replace(kept[key], evidence=tuple(sorted(evidence[key]))) for key in sorted(kept))
