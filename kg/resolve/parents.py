"""Entities that no mention names but that another entity's parent or region points to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.owners import owners
from kg.registers import division_codes, divisions, industries, known_by_name
from kg.resolve.context import Choice
from kg.resolve.places import division_entity
from kg.schema import entity_id
from kg.text import folded, in_script_of
from kg.types import Entity

_OWNS = "owner named in the name of a joint body"


def parents(found: Iterable[Entity], text: str) -> Iterator[Entity]:
    """What the parents and regions of ``found`` point to and ``found`` lacks, up to the top.

    Names are in the script of ``text``.
    """
    found = list(found)
    have = {entity.id for entity in found}
    waiting = found
    while waiting:
        entity = waiting.pop()
        for link in (entity.parent, entity.region):
            if link and link not in have:
                have.add(link)
                above = _entity(link, entity, text)
                waiting.append(above)
                yield above


def owners_of(found: Iterable[Entity], text: str) -> Iterator[Entity]:
    """The owners of the joint bodies of ``found`` that it lacks and a register knows."""
    have = {entity.id for entity in found}
    for body in [entity for entity in found if entity.label == "ORG"]:
        for name in owners(folded(body.name)) or ():
            codes = division_codes().get(name, ())
            known = known_by_name("body").get(name)
            if len(codes) == 1:
                entity = division_entity(Choice(codes[0], "GB/T 2260"), text)
            elif known is not None:
                key = entity_id("ORG", known.name)
                entity = Entity(
                    key, "ORG", in_script_of(text, known.name), register="body", reason=_OWNS
                )
            else:
                continue
            if entity.id not in have:
                have.add(entity.id)
                yield entity


def _entity(link: str, below: Entity, text: str) -> Entity:
    prefix, _, key = link.partition("/")
    if prefix == "region" and key in divisions():
        return division_entity(Choice(key, "GB/T 2260"), text)
    if prefix == "industry":
        row = industries()[key]
        return Entity(
            link,
            "CLUSTER",
            in_script_of(text, row.name),
            register="industry",
            code=row.code,
            parent=entity_id("CLUSTER", row.broader) if row.broader else "",
            reason=f"register: {row.scheme}",
        )
    known = known_by_name("body").get(key) or known_by_name("listed").get(key)
    return Entity(
        link,
        "ORG",
        in_script_of(text, key.partition("~")[0]),
        register=known.register if known else "department",
        region=below.region,
        reason="named inside the name of its unit",
    )
