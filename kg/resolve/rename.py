"""A document under other ids: what a merge across articles does to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.facts import joined
from kg.types import Document, Entity, Fact


def rename(document: Document, ids: Mapping[str, str]) -> Document:
    """The same document with every id of ``ids`` replaced; the document itself if it has none.

    Two entities that become one keep all their names; two facts that become one, all their
    evidence; a fact that would join a thing to itself goes.
    """
    if not any(entity.id in ids for entity in document.entities):
        return document

    def new(key: str) -> str:
        return ids.get(key, key)

    return replace(
        document,
        mentions=tuple(
            replace(m, entity=new(m.entity)) if m.entity else m for m in document.mentions
        ),
        entities=_entities(document.entities, ids),
        anaphors=tuple(
            replace(a, entities=tuple(new(key) for key in a.entities)) for a in document.anaphors
        ),
        facts=joined(_renamed(document.facts, ids)),
        targets=tuple(
            replace(t, holder=new(t.holder)) if t.holder else t for t in document.targets
        ),
        instruments=tuple(
            replace(i, holder=new(i.holder)) if i.holder else i for i in document.instruments
        ),
        policies=tuple(
            replace(p, entity=new(p.entity), jurisdiction=new(p.jurisdiction))
            for p in document.policies
        ),
        merges=tuple(replace(merge, kept=new(merge.kept)) for merge in document.merges),
    )


def _entities(entities: Iterable[Entity], ids: Mapping[str, str]) -> tuple[Entity, ...]:
    same: dict[str, list[Entity]] = {}
    for entity in entities:
        same.setdefault(ids.get(entity.id, entity.id), []).append(entity)
    return tuple(_one(key, group, ids) for key, group in sorted(same.items()))


def _one(key: str, group: list[Entity], ids: Mapping[str, str]) -> Entity:
    """The entity that ``group`` is; what its registered member says comes first."""
    group = sorted(group, key=lambda entity: (entity.id != key, entity.id))
    name = max((entity.name for entity in group), key=len)
    names = {name for entity in group for name in (entity.name, *entity.aliases)}
    candidates = {ids.get(other, other) for entity in group for other in entity.candidates}

    def first(field: str) -> str:
        given = (getattr(entity, field) for entity in group)
        value = next((value for value in given if value), "")
        return ids.get(value, value)

    return Entity(
        key,
        group[0].label,
        name,
        tuple(sorted(names - {name})),
        first("register"),
        first("code"),
        first("region"),
        first("parent"),
        first("reason"),
        tuple(sorted(candidates - {key})),
        first("context"),
    )


def _renamed(facts: Iterable[Fact], ids: Mapping[str, str]) -> Iterator[Fact]:
    for fact in facts:
        said_by = fact.attribution
        yield replace(
            fact,
            subject=ids.get(fact.subject, fact.subject),
            object=ids.get(fact.object, fact.object),
            attribution=ids.get(said_by, said_by) if said_by else None,
        )
