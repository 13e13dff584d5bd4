"""Many articles made of a few, for measuring: the shape of the graph is that of the originals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.types import Document

# Whom a copy names anew. Regions, industries and what registers list are one for all articles.
_OWN = ("org/", "person/", "policy/")


def multiplied(documents: Iterable[Document], copies: int) -> Iterator[Document]:
    """The documents and ``copies - 1`` more of each, sorted by article id.

    A copy's text ends with a line that says which copy it is, so that its id is new and every
    offset holds; its organisations, persons and policies are others than the original's.
    """
    made = (_copy(document, number) for document in documents for number in range(copies))
    yield from sorted(made, key=lambda document: document.article.id)


def _copy(document: Document, number: int) -> Document:
    if not number:
        return document
    registered = {entity.id for entity in document.entities if entity.register}

    def renamed(entity: str) -> str:
        own = entity.startswith(_OWN) and entity not in registered
        return f"{entity}~{number}" if own else entity

    def maybe(entity: str | None) -> str | None:
        return None if entity is None else renamed(entity)

    text = f"{document.article.text}\n第{number}份。"
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return replace(
        document,
        article=replace(document.article, id=key, text=text),
        mentions=tuple(replace(m, entity=maybe(m.entity)) for m in document.mentions),
        entities=tuple(
            sorted(
                (
                    replace(
                        entity,
                        id=renamed(entity.id),
                        parent=renamed(entity.parent),
                        region=renamed(entity.region),
                    )
                    for entity in document.entities
                ),
                key=lambda entity: entity.id,
            )
        ),
        facts=tuple(
            replace(
                fact,
                subject=renamed(fact.subject),
                object=renamed(fact.object),
                attribution=maybe(fact.attribution),
            )
            for fact in document.facts
        ),
        targets=tuple(replace(one, holder=maybe(one.holder)) for one in document.targets),
        instruments=tuple(replace(one, holder=maybe(one.holder)) for one in document.instruments),
        policies=tuple(replace(one, entity=renamed(one.entity)) for one in document.policies),
    )
