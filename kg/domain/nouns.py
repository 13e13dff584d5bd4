"""What a domain file holds, as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.schema import Class, Predicate


@dataclass(frozen=True, slots=True)
class Clause:
    """How a sentence says a fact: words before the first end, between the two, behind the second."""

    predicate: str
    before: re.Pattern[str]
    between: re.Pattern[str]
    behind: re.Pattern[str]
    inverse: bool  # the object stands first


@dataclass(frozen=True, slots=True)
class Domain:
    """What a file adds. Names and patterns are folded."""

    path: Path
    digest: str  # SHA-256 of the file and of its lists
    classes: Mapping[str, Class]
    predicates: Mapping[str, Predicate]
    names: Mapping[tuple[str, str], str]  # (label, folded name) -> main name
    patterns: tuple[tuple[str, re.Pattern[str]], ...]  # with labels
    clauses: tuple[Clause, ...]
