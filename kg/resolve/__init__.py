"""Linking inside an article: every mention gets its entity. Ids depend on content only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.resolve import bodies, industries, others, people, places, titles
from kg.resolve.anaphora import anaphors
from kg.resolve.context import settle
from kg.resolve.joined import Joined
from kg.resolve.parents import owners_of, parents
from kg.types import Document, Entity, Merge

__all__ = ["Joined", "link"]


_NO_NAMES: Mapping[tuple[str, str], str] = MappingProxyType({})


def link(document: Document, names: Mapping[tuple[str, str], str] = _NO_NAMES) -> Document:
    """Give every mention its entity, and the document its entities, sorted by id.

    ``names`` are those of a user's domain: (label, folded name) -> main name.
    """
    context = settle(document)
    found: dict[int, Entity] = {}
    found.update(places.entities(context))
    found.update(bodies.entities(context))
    found.update(titles.entities(context, found))
    found.update(industries.entities(document))
    standing = tuple(anaphors(context, found))
    found.update(people.entities(context, found, standing))
    found.update(others.entities(context, names))
    listed = list(_unique(document, found))
    have = {entity.id for entity in listed}
    for policy in [entity for entity in listed if entity.label == "POLICY"]:
        for industry in industries.in_title(policy.name):
            if industry.id not in have:
                have.add(industry.id)
                listed.append(replace(industry, reason=f"in the title of {policy.name}"))
    listed += owners_of(listed, document.article.text)
    listed += parents(listed, document.article.text)
    return replace(
        document,
        mentions=tuple(
            replace(mention, entity=found[index].id)
            for index, mention in enumerate(document.mentions)
        ),
        entities=tuple(sorted(listed, key=lambda entity: entity.id)),
        anaphors=standing,
        merges=_merges(document, found, {entity.id: entity.name for entity in listed}),
    )


def _merges(
    document: Document, found: Mapping[int, Entity], names: Mapping[str, str]
) -> tuple[Merge, ...]:
    """The names that were joined to another one, each with the reason of its first mention."""
    article = document.article
    out: dict[tuple[str, str], Merge] = {}
    for index, entity in sorted(found.items()):
        words = document.mentions[index].span.of(article.text)
        if words != names[entity.id]:
            merge = Merge(entity.id, name=words, reason=entity.reason, article=article.id)
            out.setdefault((entity.id, words), merge)
    return tuple(sorted(out.values()))


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
