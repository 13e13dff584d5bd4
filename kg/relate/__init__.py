"""Facts, targets, instruments and policies' lives of one document, each with the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.facts import joined
from kg.relate import (
    affiliation,
    bases,
    cultivation,
    lifecycle,
    listing,
    location,
    publishing,
    support,
)
from kg.relate.instruments import instruments
from kg.relate.own import add_facts
from kg.relate.records import records
from kg.relate.roles import with_role
from kg.relate.targets import targets
from kg.relate.view import View, view
from kg.schema import PREDICATES
from kg.types import Document, Fact

__all__ = ["add_facts", "relate"]

# The rules that read one sentence at a time; adding a row adds a rule
RULES = (
    publishing.issues,
    publishing.signed,
    support.covers,
    support.covers_by_title,
    bases.covers_by_act,
    bases.covers_at_base,
    bases.covers_under_heading,
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
    found = (with_role(seen, fact) for fact in _facts(seen))
    facts = joined(_allowed(found, labels))
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


def _allowed(found: Iterable[Fact], labels: dict[str, str]) -> Iterator[Fact]:
    """Without what the schema does not allow."""
    for fact in found:
        row = PREDICATES[fact.predicate]
        if labels[fact.subject] in row.domain and labels[fact.object] in row.range:
            yield fact
