"""A file that has been read and decoded, as the readers get it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


@dataclass(frozen=True, slots=True)
class Source:
    """``text`` has "\\n" line ends and no byte order mark."""

    where: str  # as the user would name it
    stem: str  # file name without its ending
    suffix: str  # lower case, with the dot; empty if the name has none
    text: str


def name_parts(name: str) -> tuple[str, str]:
    """Stem and suffix of a file name. What is no Latin word after the dot is part of the name.

    >>> name_parts("关于.印发"), name_parts("a.b.HTML"), name_parts(".txt")
    (('关于.印发', ''), ('a.b', '.html'), ('.txt', ''))
    """
    stem, dot, ending = name.rpartition(".")
    if stem and _SUFFIX.fullmatch(dot + ending):
        return stem, (dot + ending).lower()
    return name, ""
