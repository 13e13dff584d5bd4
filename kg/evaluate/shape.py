"""The exchange shape of an annotated article: ``kg annotate`` prints it, ``kg eval`` reads it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kg.types import Document, Enumeration, Mention, Target


def to_object(document: Document) -> dict[str, Any]:
    """The document as plain values for JSON; offsets are code points, half-open.

    Names stand where the document has ids: an entity is its canonical name. What the article
    denies is no relation, nor is one whose end is only part of a longer name. Relations stand
    once, in the order of their evidence.
    """
    article = document.article
    names = {entity.id: entity.name for entity in document.entities}
    return {
        "id": article.name,
        "date": article.date,
        "text": article.text,
        "entities": [_entity(mention, article.text, names) for mention in document.mentions],
        "relations": _relations(document, names),
        "targets": [_target(target, article.text, names) for target in document.targets],
        "lists": [_list(items, article.text) for items in document.lists],
    }


def _entity(mention: Mention, text: str, names: dict[str, str]) -> dict[str, Any]:
    words = mention.span.of(text)
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": words,
        "type": mention.label,
        "canonical": words if mention.entity is None else names[mention.entity],
    }


def _relations(document: Document, names: dict[str, str]) -> list[dict[str, str]]:
    named = {mention.entity for mention in document.mentions}
    facts = sorted(
        (
            fact
            for fact in document.facts
            if fact.modality != "denied" and {fact.subject, fact.object} <= named
        ),
        key=lambda fact: (fact.evidence, fact.subject, fact.predicate, fact.object),
    )
    triples = {(names[fact.subject], fact.predicate, names[fact.object]): None for fact in facts}
    return [{"subject": s, "predicate": p, "object": o} for s, p, o in triples]


def _target(target: Target, text: str, names: dict[str, str]) -> dict[str, Any]:
    found = {
        "holder": None if target.holder is None else names[target.holder],
        "deadline": target.deadline,
        "quantity": target.quantity.of(text),
        "value": number(target.value),
        "unit": target.unit,
        "indicator": target.indicator,
        "qualifier": target.comparator,
    }
    if target.value_max is not None:
        found["value_max"] = number(target.value_max)
    return found


def _list(items: Enumeration, text: str) -> dict[str, Any]:
    return {
        "start": items.span.start,
        "end": items.span.end,
        "head": items.head,
        "items": [span.of(text) for span in items.items],
        "stated": items.stated,
        "complete": items.complete,
    }


def number(value: Decimal) -> int | float:
    """A JSON number.

    >>> number(Decimal("800000.0")), number(Decimal("33.33"))
    (800000, 33.33)
    """
    return int(value) if value == value.to_integral_value() else float(value)
