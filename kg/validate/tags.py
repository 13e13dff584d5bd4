"""Language tags as they stand in the file: stores fold them, and a query sees the folded ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.rdf import shapes
from kg.types import Breach

RULE = "lower-case-language"
_TAGGED = re.compile(r'("(?:[^"\\]|\\.)*")@([A-Za-z]+(?:-[A-Za-z0-9]+)*)')


def upper_case(path: Path) -> Iterator[Breach]:
    """Tagged literals of a Turtle file whose tag is not in lower case, by line."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            for words, tag in _TAGGED.findall(line):
                if tag != tag.lower():
                    where, value = f"{path.name}:{number}", f"{words}@{tag}"
                    asks = shapes.messages()[RULE]
                    yield Breach(where, RULE, asks, "SPARQL", value, words.strip('"'))
