"""What lists say of each character: the tagger's input beside the characters themselves.

A word that a list knows marks its first, inner and last characters, with the lists that it stands
in. So a name of a kind that training has seen is known from its surroundings and its list, not by
heart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import ahocorasick
import numpy as np
import numpy.typing as npt

from kg import registers
from kg.text import folded

# In the order of the model's input: a change here needs a model trained anew.
KINDS = (
    *("two", "three", "longer"),  # characters of a general word
    *("n", "v", "a", "d", "m", "ns", "nr", "nt", "nz", "x"),  # its part of speech
    *("division", "short", "place", "body", "media", "listed", "university", "industry"),
    *("function", "title", "suffix", "surname"),
)
WIDTH = 3 * len(KINDS)  # first, inner, last

_LENGTHS: Mapping[int, str] = MappingProxyType({2: "two", 3: "three"})
_REGISTERS: Mapping[str, str] = MappingProxyType(
    {
        "area": "place",
        "zone": "place",
        "country": "place",
        "body": "body",
        "media": "media",
        "listed": "listed",
        "university": "university",
    }
)
_LISTS = (
    ("functions", "full", "function"),
    ("functions", "short", "function"),
    ("titles", "title", "title"),
    ("policy_suffixes", "suffix", "suffix"),
    ("surnames", "name", "surname"),
)


def features(text: str) -> npt.NDArray[np.uint8]:
    """One row a character of a folded text, WIDTH zeros and ones."""
    first, inner, last = ([0] * len(text) for _ in range(3))
    for at, (length, kinds) in _automaton().iter(text):
        start = at + 1 - length
        first[start] |= kinds
        last[at] |= kinds
        for between in range(start + 1, at):
            inner[between] |= kinds
    marks = np.ascontiguousarray(np.array([first, inner, last], "<u4").T)
    bits = np.unpackbits(marks.view(np.uint8), axis=1, bitorder="little")
    return bits.reshape(len(text), 3, 32)[:, :, : len(KINDS)].reshape(len(text), WIDTH)


@cache
def _automaton() -> Any:
    """Word -> (length, set of kinds as bits); words of two characters or more."""
    bit = {kind: 1 << number for number, kind in enumerate(KINDS)}
    found: dict[str, int] = {}
    for word, kind in _words():
        if len(word) > 1:
            found[word] = found.get(word, 0) | bit[kind]
    automaton = ahocorasick.Automaton()
    for word, kinds in found.items():
        automaton.add_word(word, (len(word), kinds))
    automaton.make_automaton()
    return automaton


def _words() -> Iterator[tuple[str, str]]:
    for word, part in registers.common_words():
        yield word, part
        yield word, _LENGTHS.get(len(word), "longer")
    for division in registers.divisions().values():
        for name in (division.name, *division.other):
            yield folded(name), "division"
        if division.short != division.name:
            yield folded(division.short), "short"
    for register, kind in _REGISTERS.items():
        for row in registers.known(register):
            for name in (row.name, *row.other):
                yield folded(name), kind
    for name in registers.industry_by_name():
        yield name, "industry"
    for file, column, kind in _LISTS:
        for name in registers.words(file, column):
            yield folded(name), kind
