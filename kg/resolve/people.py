"""Persons, told from others of their name by the employer that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.offices import LONGEST, office
from kg.resolve.context import Places
from kg.schema import entity_id
from kg.types import Anaphor, Entity

# Between an employer and a name: 总工程师, 副总经理, 党组成员、副厅长, 见习记者
_POST = re.compile(r"[\u4e00-\u9fff、（）]{0,14}")


def entities(
    places: Places, found: Mapping[int, Entity], anaphors: Sequence[Anaphor] = ()
) -> Iterator[tuple[int, Entity]]:
    """For every PERSON mention its entity; ``found`` are the other entities by mention.

    A person is told from others of the name by the employer named just before, or by the office
    held (省长 is of the government of the province in focus), else by the article: two articles'
    王伟 stay two until something says that they are one.
    """
    text, document = places.text, places.document
    mentions = document.mentions
    persons = {i: m.span.of(text) for i, m in enumerate(mentions) if m.label == "PERSON"}
    employers: dict[str, str] = {}
    for index, name in persons.items():
        employer = _employer(places, index, found, anaphors)
        if employer:
            employers.setdefault(name, employer)
    for index, name in persons.items():
        employer = employers.get(name, "")
        qualifier = employer.partition("/")[2] or document.article.id
        yield (
            index,
            Entity(
                entity_id("PERSON", name, qualifier),
                "PERSON",
                mentions[index].span.of(document.article.text),
                parent=employer,
                reason="name and employer" if employer else "name in this article",
            ),
        )


def _employer(
    places: Places, index: int, found: Mapping[int, Entity], anaphors: Sequence[Anaphor]
) -> str:
    """Id of the organisation that the words before a name give it; "" if none."""
    start = places.document.mentions[index].span.start
    before = places.document.mentions[index - 1] if index else None
    end = before.span.end if before is not None else 0
    end = max(end, start - LONGEST)
    between = places.text[end:start].strip(" \u3000")
    for anaphor in anaphors:  # 该公司董事长
        if end <= anaphor.span.start and anaphor.span.end < start and len(anaphor.entities) == 1:
            post = places.text[anaphor.span.end : start].strip(" \u3000")
            if anaphor.entities[0].startswith("org/") and _POST.fullmatch(post):
                return anaphor.entities[0]
    if before is not None and before.span.end == end and before.label == "ORG":
        return found[index - 1].id if _POST.fullmatch(between) else ""
    held = office(places.text, start, places.document.mentions[index].span.end, end)
    division = places.level(start, held[0]) if held else None
    if held is None or division is None:
        return ""
    return entity_id("ORG", division.name + held[1])
