"""The sentences that a page shows, each cut into pieces at its mentions.

Cut here and not in the browser: offsets count code points, JavaScript counts UTF-16 units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.types import Article, Evidence

Place = tuple[str, int, int]  # article id, start, end
Named = tuple[int, int, int]  # start, end, number of the node
Piece = str | int  # words, or the number of a node that the words before it name


@dataclass(frozen=True, slots=True)
class Sentences:
    """Every sentence that names a node or carries an edge, once, in order of place."""

    places: tuple[Place, ...]
    number: Mapping[Place, int]
    named: Mapping[str, Sequence[Named]]  # article id -> mentions in order, the longer first

    def pieces(self, place: Place, text: str) -> list[Piece]:
        """The sentence, mentions marked. ``text`` is the article's."""
        article, start, end = place
        mentions = self.named.get(article, ())
        first = bisect_left(mentions, (start, 0, 0))
        return list(_cut(text, start, end, mentions[first:]))

    def body(self, article: str, text: str) -> list[Piece]:
        """The whole text: numbers of sentences, and the words between them."""
        return list(_laid(text, [(p, self.number[p]) for p in self._of(article)]))

    def within(self) -> dict[int, int]:
        """Sentences that begin inside another one, which stands for them in the body."""
        found = {}
        last: Place = ("", 0, 0)
        for place in sorted(self.places, key=lambda p: (p[0], p[1], -p[2])):
            if place[0] == last[0] and place[1] < last[2]:
                found[self.number[place]] = self.number[last]
            else:
                last = place
        return found

    def _of(self, article: str) -> Sequence[Place]:
        first = bisect_left(self.places, (article, 0, 0))
        last = bisect_left(self.places, (article + "\0", 0, 0))
        return sorted(self.places[first:last], key=lambda p: (p[1], -p[2]))


def sentences(graph: nx.MultiDiGraph, number: Mapping[str, int]) -> Sentences:
    """``number`` gives each node its number in the page."""
    found: set[Place] = set()
    named: dict[str, set[Named]] = {}
    for node, mentions in graph.nodes(data="mentions", default=()):
        for article, start, end, left, right in mentions:
            found.add((article, left, right))
            named.setdefault(article, set()).add((start, end, number[node]))
    for _, _, evidence in graph.edges(data="evidence", default=()):
        found.update(place for one in evidence for place in spots(one))
    places = tuple(sorted(found))
    return Sentences(
        places,
        {place: i for i, place in enumerate(places)},
        {a: sorted(all_, key=lambda n: (n[0], -n[1], n[2])) for a, all_ in named.items()},
    )


def spots(evidence: Evidence) -> list[Place]:
    """Where the sentences of one piece of evidence stand."""
    return [(evidence.article, span.start, span.end) for span in evidence.spans]


def clean(article: Article) -> str:
    """The address of an article if it is one that a reader may follow, else nothing.

    >>> clean(Article("a", "a", "", url="javascript:alert(1)"))
    ''
    """
    url = article.url.strip()
    return url if url.lower().startswith(("https://", "http://")) else ""


def _cut(text: str, start: int, end: int, mentions: Iterable[Named]) -> Iterator[Piece]:
    """Of mentions that overlap the first wins, the longer of two that start together."""
    at = start
    last = (-1, -1)
    for left, right, node in mentions:
        if left >= end:
            break
        if (left, right) == last:
            yield node
        elif left >= at and right <= end:
            if left > at:
                yield text[at:left]
            yield text[left:right]
            yield node
            last, at = (left, right), right
    if at < end:
        yield text[at:end]


def _laid(text: str, sentences: Iterable[tuple[Place, int]]) -> Iterator[Piece]:
    at = 0
    for (_, start, end), number in sentences:
        if start < at:
            continue  # inside the one before
        if start > at:
            yield text[at:start]
        yield number
        at = end
    if at < len(text):
        yield text[at:]
