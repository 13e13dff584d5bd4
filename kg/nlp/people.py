"""Persons: what the recogniser took for one, checked against surnames; names behind a title."""

from __future__ import annotations

import re
from functools import cache

from kg.nlp.reading import Reading
from kg.registers import words

# What may stand right behind a name: reporting verbs, punctuation, prepositions
_BEHIND = (
    r"(?=[，。、：；）)（(\s]|表示|指出|介绍|认为|强调|告诉|称|说|在|出席|主持|带队|率|透露|坦言|"
    r"对|向|与|和|等|电|$)"
)


_NEVER_LAST = frozenset("则也还就又均都曾将已等和与在说表指出介了的是为对向并")


@cache
def _surname() -> re.Pattern[str]:
    names = sorted(words("surnames", "name"), key=lambda s: (-len(s), s))
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})[\u3400-\u9fff]{{1,2}}")


@cache
def _titled() -> re.Pattern[str]:
    titles = sorted(words("titles", "title"), key=lambda s: (-len(s), s))
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, titles))})(?P<name>{_surname().pattern}){_BEHIND}"
    )


def is_person(name: str) -> bool:
    """Whether folded words can be a person's name: surname and one or two characters, or 约翰·史密斯.

    >>> is_person("王小明"), is_person("约翰·史密斯"), is_person("出海")
    (True, True, False)
    """
    return bool(_surname().fullmatch(name)) or bool(
        re.fullmatch(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fffA-Z.]{1,10})+", name)
    )


def find_people(reading: Reading) -> None:
    """Add the recogniser's persons that can be one, and names that follow a title of office."""
    text = reading.folded
    for word in reading.words:
        if word.tag == "PER" and is_person(text[word.start : word.end]):
            reading.add(word.start, word.end, "PERSON", "model:person", 0.85)
    for match in _titled().finditer(text):
        start, end = match.span("name")
        cut = reading.word_at(start)
        if cut is not None and cut.tag == "PER" and cut.start == start:
            continue  # the recogniser has cut it
        if end - start > 2 and text[end - 1] in _NEVER_LAST:
            end -= 1
        if reading.edge(start):
            reading.add(start, end, "PERSON", "pattern:title and name", 0.7)
    names = {text[c.start : c.end] for c in reading.of("PERSON") if c.end - c.start > 2}
    for name in sorted(names):
        for found in re.finditer(re.escape(name), text):
            reading.add(*found.span(), "PERSON", "pattern:repeated name", 0.75)
