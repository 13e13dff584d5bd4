"""The sentence that a thing comes from, for people who want to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.vocab import term

# How one gets from a thing to a sentence: the sentence itself is last.
_TO_SENTENCE = ("nif:sentence", "prov:wasDerivedFrom")
_FROM_MENTION = "zt:names"


def quotes(quads: Iterable[Quad], things: Iterable[str]) -> Mapping[str, str]:
    """For each of ``things`` (IRIs) the words of its first sentence, in order of IRIs.

    A sentence is its own, a mention's is the one around it, a statement's or target's the one it
    is derived from, any other thing's that of a mention of it. What has none is left out.
    """
    wanted = set(things)
    words: dict[str, str] = {}
    places: defaultdict[str, set[str]] = defaultdict(set)
    mentions: defaultdict[str, set[str]] = defaultdict(set)
    paths = {term(path) for path in _TO_SENTENCE}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        subject = quad.subject.value
        if quad.predicate == term("nif:anchorOf") and isinstance(quad.object, Literal):
            words[subject] = quad.object.value
        elif isinstance(quad.object, NamedNode):
            if quad.predicate in paths:
                places[subject].add(quad.object.value)
            elif quad.predicate == term(_FROM_MENTION) and quad.object.value in wanted:
                mentions[quad.object.value].add(subject)
    found = {}
    for thing in wanted:
        near = places[thing] or {one for mention in mentions[thing] for one in places[mention]}
        sentence = min((one for one in near or {thing} if one in words), default="")
        if sentence:
            found[thing] = words[sentence]
    return found
