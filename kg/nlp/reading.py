"""What the components know about one text while they read it: the value behind ``doc._.kg``.

Components add candidates in any order and with overlaps; :mod:`kg.nlp.tidy` decides.
All offsets are code points of the text; ``folded`` has the same length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.tagger import Scores
from kg.text import folded
from kg.text import sentences as split_sentences
from kg.types import Enumeration, Span

NAME_TAGS = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
NOUN_TAGS = frozenset({"n", "nz", "vn", "a", "an", "nw"})
QUOTES = '“”"‘’「」『』《》〈〉'


@dataclass(frozen=True, order=True, slots=True)
class Word:
    """A word that a recogniser cut, with its tag (LAC's set: n, v, PER, LOC, ORG …): a hint."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of ``text[start:end]``. ``label`` "" bars the stretch: nothing in it is a name."""

    start: int
    end: int
    label: str
    layer: str  # gazetteer, pattern, model
    rule: str
    confidence: float

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Chain:
    """Items between 、 and what closes them."""

    items: tuple[Span, ...]
    end: int  # of the closing words
    etc: bool  # 等 stands behind the last item
    stated: int | None  # the number given; None also for 等10余家
    head: str  # the words behind 等 and the number, up to 24 characters


@dataclass(slots=True)
class Reading:
    """One text on its way through the pipeline."""

    text: str
    folded: str = field(init=False)
    sentences: tuple[Span, ...] = field(init=False)
    words: tuple[Word, ...] = ()
    scores: Scores | None = None  # of a recogniser that knows our classes
    candidates: list[Candidate] = field(default_factory=list)
    lists: list[Enumeration] = field(default_factory=list)
    chains: tuple[Chain, ...] | None = None  # kg.nlp.lists looks for them
    _starts: list[int] = field(init=False, default_factory=list)
    _sorted: dict[str, list[Candidate]] = field(init=False, default_factory=dict)
    _ends: set[tuple[str, int]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.folded = folded(self.text)
        self.sentences = tuple(split_sentences(self.text))

    def set_words(self, words: tuple[Word, ...]) -> None:
        """Keep the recogniser's words, which must be in order and disjoint."""
        self.words = words
        self._starts = [word.start for word in words]

    def add(self, start: int, end: int, label: str, rule: str, confidence: float) -> None:
        """Add a candidate; ``rule`` is "<layer>:<name>"."""
        if start < end:
            found = Candidate(start, end, label, rule.partition(":")[0], rule, confidence)
            self.candidates.append(found)
            insort(self._sorted.setdefault(label, []), found, key=_in_order)
            self._ends.add((label, end))

    def of(self, label: str) -> tuple[Candidate, ...]:
        """The candidates of one label, in text order, longest first where they begin together."""
        return tuple(self._sorted.get(label, ()))

    def beginning(self, label: str, start: int, end: int) -> list[Candidate]:
        """Those of :meth:`of` that begin in ``[start, end)``, in the same order."""
        found = self._sorted.get(label, [])
        first = bisect_left(found, start, key=lambda c: c.start)
        return found[first : bisect_left(found, end, first, key=lambda c: c.start)]

    def ends(self, label: str, position: int) -> bool:
        """Whether a candidate of that label ends here."""
        return (label, position) in self._ends

    def word_at(self, position: int) -> Word | None:
        """The word that has ``position`` inside or at its start."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.words[index].end:
            return self.words[index]
        return None

    def edge(self, position: int) -> bool:
        """Whether a word may begin or end here: true where no word contradicts."""
        word = self.word_at(position)
        return word is None or word.start == position

    def name_edge(self, position: int) -> bool:
        """As :meth:`edge`; a cut inside a name that the recogniser saw is no contradiction."""
        word = self.word_at(position)
        return word is None or word.start == position or word.tag in NAME_TAGS

    def fits(self, start: int, end: int) -> bool:
        """Whether the words allow a name here: its edges are word edges, or lie in one longer name."""
        word = self.word_at(start)
        if word is not None and word.start != start:
            return word.tag in NAME_TAGS and end <= word.end
        return self.name_edge(end)

    def tagged(self, start: int, end: int, tags: frozenset[str]) -> bool:
        """Whether one word with such a tag spans exactly ``[start, end)``."""
        word = self.word_at(start)
        return word is not None and (word.start, word.end) == (start, end) and word.tag in tags

    def words_before(self, position: int) -> Iterator[Word]:
        """Words that end at or before ``position``, nearest first, without gaps."""
        index = bisect_left(self._starts, position) - 1
        while index >= 0 and self.words[index].end == position:
            yield self.words[index]
            position = self.words[index].start
            index -= 1

    def words_after(self, position: int) -> Iterator[Word]:
        """Words from ``position`` on, without gaps."""
        index = bisect_left(self._starts, position)
        while index < len(self.words) and self.words[index].start == position:
            yield self.words[index]
            position = self.words[index].end
            index += 1

    def sentence_of(self, position: int) -> Span:
        """The sentence that holds ``position``.

        Raises:
            ValueError: the position is white space between sentences.
        """
        index = bisect_right(self.sentences, Span(position, len(self.text) + 1)) - 1
        if index < 0 or position >= self.sentences[index].end:
            raise ValueError(f"no sentence at {position}")
        return self.sentences[index]


def _in_order(c: Candidate) -> tuple[int, int, str]:
    return c.start, -c.end, c.rule
