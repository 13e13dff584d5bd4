"""An input on its way to a reader: opened, then, if it is text, decoded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, BinaryIO

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
HEAD = 65536  # bytes or characters that tell a format


@dataclass(frozen=True, slots=True)
class File:
    """A file, a member of an archive or standard input, open for reading."""

    where: str  # as the user would name it: a/b.zip!c.txt
    stem: str  # file name without its ending
    suffix: str  # lower case, with the dot; empty if the name has none
    stream: BinaryIO | IO[bytes]  # can seek; whoever opened it closes it

    def head(self) -> bytes:
        """The first 64 KiB. The stream is back at its beginning."""
        self.stream.seek(0)
        head = self.stream.read(HEAD)
        self.stream.seek(0)
        return head

    def size(self) -> int:
        """Bytes. The stream is back at its beginning."""
        size = self.stream.seek(0, 2)
        self.stream.seek(0)
        return size


@dataclass(frozen=True, slots=True)
class Source:
    """``text`` has "\\n" line ends and no byte order mark."""

    where: str
    stem: str
    suffix: str
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
