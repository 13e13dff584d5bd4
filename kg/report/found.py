"""The report as values: the same for the same input, no time, no path that the user did not give."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.codec import encode
from kg.types import Checked, Skip


@dataclass(frozen=True, slots=True)
class StatedList:
    """A list of the text that says its own length."""

    article: str  # its title, else where it was read
    head: str  # what the items are
    stated: int
    found: int


@dataclass(frozen=True, order=True, slots=True)
class Example:
    """A fact in words, with the sentence that says it."""

    subject: str
    predicate: str  # key of PREDICATES
    object: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Connected:
    """An entity and the number of its edges."""

    id: str
    label: str
    name: str
    edges: int


@dataclass(frozen=True, order=True, slots=True)
class Unsure:
    """A fact, how sure the rule is that read it, and how many more it read in the same words."""

    confidence: float
    subject: str
    predicate: str  # key of PREDICATES
    object: str
    rule: str
    article: str  # its title, else where it was read
    sentence: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """A figure, and one sentence that gives it."""

    figure: str  # name of the target node
    article: str  # its title, else where it was read
    sentence: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two articles give different figures for one thing and year."""

    holder: str
    indicator: str
    deadline: int
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and what it could not read."""

    articles: int
    sentences: int
    mentions: Mapping[str, int]  # by label
    entities: Mapping[str, int]  # by label, without targets and instruments
    facts: Mapping[str, int]  # by predicate
    targets: int
    instruments: int
    lists: tuple[StatedList, ...]
    connected: tuple[Connected, ...]  # most edges first
    examples: tuple[Example, ...]  # one a predicate
    unsure: tuple[Unsure, ...]  # least sure first
    conflicts: tuple[Contradiction, ...]
    undated: tuple[str, ...]  # names of policies of which no date and no period is known
    skipped: tuple[Skip, ...]
    base: str  # what ids begin with in RDF
    versions: Mapping[str, str]  # zhengtu, and what kg.nlp.describe says of the recogniser
    validation: Checked | None = None  # of a sample or all; None: no engine on this platform

    def to_json(self) -> str:
        content: dict[str, Any] = encode(self)
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
