"""Linking inside an article: every mention gets its entity. Ids depend on content only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.resolve import bodies, industries, places, titles
from kg.resolve.parents import parents
from kg.schema import entity_id
from kg.text import folded
from kg.types import Document, Entity

__all__ = ["link"]

# Between an employer and a name: 总工程师, 副总经理, 党组成员、副厅长, 见习记者
_POST = re.compile(r"[\u4e00-\u9fff、（）]{0,14}")


def link(document: Document) -> Document:
    """Give every mention its entity, and the document its entities, sorted by id."""
    context = places.settle(document)
    found: dict[int, Entity] = {}
    found.update(places.entities(context))
    found.update(bodies.entities(context))
    found.update(titles.entities(context))
    found.update(industries.entities(document))
    found.update(_people(document, found))
    surfaces: dict[str, set[str]] = defaultdict(set)
    for index, entity in found.items():
        surfaces[entity.id].add(document.mentions[index].span.of(document.article.text))
    unique: dict[str, Entity] = {}
    for _, entity in sorted(found.items()):
        unique.setdefault(entity.id, entity)
    listed = [
        replace(entity, aliases=tuple(sorted(surfaces[entity.id] - {entity.name})))
        for entity in unique.values()
    ]
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


def _people(document: Document, found: dict[int, Entity]) -> Iterator[tuple[int, Entity]]:
    """A person is told from others of the name by the employer named just before, else by the
    article: two articles' 王伟 stay two until something says that they are one."""
    text = folded(document.article.text)
    mentions = document.mentions
    employers: dict[str, str] = {}
    for index, mention in enumerate(mentions):
        if mention.label != "PERSON":
            continue
        name = mention.span.of(text)
        before = mentions[index - 1] if index else None
        if before is not None and before.label == "ORG":
            between = text[before.span.end : mention.span.start]
            if _POST.fullmatch(between):
                employers.setdefault(name, found[index - 1].id)
    for index, mention in enumerate(mentions):
        if mention.label == "PERSON":
            name = mention.span.of(text)
            employer = employers.get(name, "")
            qualifier = employer.partition("/")[2] or document.article.id
            yield (
                index,
                Entity(
                    entity_id("PERSON", name, qualifier),
                    "PERSON",
                    mention.span.of(document.article.text),
                    parent=employer,
                    reason="name and employer" if employer else "name in this article",
                ),
            )
