"""Things of classes that a user's domain adds, under the main name that it gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.resolve.context import Places
from kg.schema import entity_id
from kg.text import in_script_of
from kg.types import Entity

_OURS = frozenset(("ORG", "REGION", "PERSON", "POLICY", "CLUSTER"))


def entities(places: Places, names: Mapping[tuple[str, str], str]) -> Iterator[tuple[int, Entity]]:
    """For every mention of a class that is not ours its entity. ``names``: (label, folded name) ->
    main name; what is not in it stands for itself."""
    document = places.document
    for index, mention in enumerate(document.mentions):
        if mention.label in _OURS:
            continue
        words = mention.span.of(places.text)
        name = names.get((mention.label, words), words)
        listed = (mention.label, words) in names
        yield (
            index,
            Entity(
                entity_id(mention.label, name),
                mention.label,
                in_script_of(document.article.text, name),
                register="domain" if listed else "",
                reason="list of the domain" if listed else "as in the text",
            ),
        )
