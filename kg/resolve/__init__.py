"""Linking inside an article: every mention gets its entity. Ids depend on content only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.resolve import bodies, industries, people, places, titles
from kg.resolve.context import settle
from kg.resolve.parents import parents
from kg.types import Document, Entity

__all__ = ["link"]


def link(document: Document) -> Document:
    """Give every mention its entity, and the document its entities, sorted by id."""
    context = settle(document)
    found: dict[int, Entity] = {}
    found.update(places.entities(context))
    found.update(bodies.entities(context))
    found.update(titles.entities(context, found))
    found.update(industries.entities(document))
    found.update(people.entities(context, found))
    listed = list(_unique(document, found))
    have = {entity.id for entity in listed}
    for policy in [entity for entity in listed if entity.label == "POLICY"]:
        for industry in industries.in_title(policy.name):
            if industry.id not in have:
                have.add(industry.id)
                listed.append(replace(industry, reason=f"in the title of {policy.name}"))
    listed += parents(listed, document.article.text)
    return replace(
        document,
        mentions=tuple(
            replace(mention, entity=found[index].id)
            for index, mention in enumerate(document.mentions)
        ),
        entities=tuple(sorted(listed, key=lambda entity: entity.id)),
    )


def _unique(document: Document, found: Mapping[int, Entity]) -> Iterator[Entity]:
    """One entity an id, under the fullest of its names in this text, with all its surfaces."""
    same: dict[str, list[Entity]] = {}
    surfaces: dict[str, set[str]] = {}
    for index, entity in sorted(found.items()):
        same.setdefault(entity.id, []).append(entity)
        words = document.mentions[index].span.of(document.article.text)
        surfaces.setdefault(entity.id, set()).add(words)
    for key, entities in same.items():
        name = max((entity.name for entity in entities), key=len)  # the first of equally long ones
        candidates = {other for entity in entities for other in entity.candidates} - {key}
        yield replace(
            entities[0],
            name=name,
            aliases=tuple(sorted(surfaces[key] - {name})),
            candidates=tuple(sorted(candidates)),
        )
