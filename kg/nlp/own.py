"""Names and patterns that a user's domain adds (:mod:`kg.domain`)."""

from __future__ import annotations

from kg.domain import Domain
from kg.nlp.gazetteer import Lexicon
from kg.nlp.reading import Reading

_NO_NAME = frozenset({"v", "p", "d", "u", "c", "w", "r"})  # tags of LAC


class Finder:
    """Takes a domain's names wherever they stand, and what its patterns match."""

    def __init__(self, domain: Domain) -> None:
        self._names = Lexicon((name, label) for label, name in domain.names)
        self._patterns = domain.patterns

    def find(self, reading: Reading) -> None:
        """Add a candidate for every name and every match."""
        self._names.find(reading)
        for label, pattern in self._patterns:
            group = "name" if "name" in pattern.groupindex else 0
            for match in pattern.finditer(reading.folded):
                start, end = match.span(group)
                reading.add(_name_start(reading, start, end), end, label, "pattern:domain", 0.9)


def _name_start(reading: Reading, start: int, end: int) -> int:
    """Behind the last verb or particle that a pattern took along: 某市启动|某某水库工程."""
    for word in reading.words_before(end):
        if word.start < start:
            break
        if word.tag in _NO_NAME and word.end < end:
            return word.end
    return start
