"""Targets beside each other: one indicator over several years, and two values for one year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

import networkx as nx

from kg.text import folded
from kg.types import Evidence

# Verbs that say the same of what a figure counts; 新增 and 累计 are not among them: a flow is no stock
_SAME = (
    (re.compile(r"^(?:建成|建设|建)(?=.{2})"), "建"),
    (re.compile(r"^(?:打造|培育|形成)(?=.{2})"), "育"),
    (re.compile(r"^(?:带动|推动)(?=.{2})"), "动"),
)
_WHOLE = re.compile(r"(?:全|该|本|我)(?:省|市|区|县|国)")  # what a holder stands for anyway
_EMPTY = re.compile(r"[\s“”\"'「」《》（）()、，]|的|数量$|总数$")
# Of the lesser value: 22,437亿 and 2.24万亿 are one figure, rounded; as kg.evaluate.score.TOLERANCE
_ROUNDED = Decimal("0.005")


@dataclass(frozen=True, order=True, slots=True)
class Series:
    """One indicator of one holder over at least two deadlines."""

    holder: str  # node id
    indicator: str  # as its first point names it
    unit: str
    scope: str
    targets: tuple[str, ...]  # node ids of the points, by deadline, then id


@dataclass(frozen=True, order=True, slots=True)
class Side:
    """One of two targets that contradict each other, and who says so."""

    target: str  # node id
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, order=True, slots=True)
class Conflict:
    """Two articles give different values for one indicator, holder and deadline."""

    holder: str  # node id
    indicator: str  # as the first side names it
    unit: str
    scope: str
    deadline: int  # year
    sides: tuple[Side, Side]  # by id


Key = tuple[str, str, str, str, str]  # holder, indicator, unit, scope, baseline


def series(graph: nx.MultiDiGraph) -> tuple[Series, ...]:
    """The indicators that have a figure for several years, sorted."""
    found = []
    for (holder, *_), targets in _grouped(graph).items():
        years = {graph.nodes[target]["deadline"] for target in targets}
        if len(years) > 1:
            points = sorted(targets, key=lambda target: (graph.nodes[target]["deadline"], target))
            first = graph.nodes[points[0]]
            found.append(
                Series(holder, first["indicator"], first["unit"], first["scope"], tuple(points))
            )
    return tuple(sorted(found))


def conflicts(graph: nx.MultiDiGraph) -> tuple[Conflict, ...]:
    """Pairs of targets of two articles that cannot both be meant; sorted.

    Two spellings of one value are none, nor are a figure and a range around it. An article that
    gives several values for what looks like one thing means several things: it takes no side.
    """
    found = []
    for (holder, *_), targets in _grouped(graph).items():
        for one, other in combinations(sorted(_sides(graph, targets)), 2):
            first, second = graph.nodes[one.target], graph.nodes[other.target]
            if first["deadline"] == second["deadline"] and _apart(first, second):
                named = (first["indicator"], first["unit"], first["scope"], first["deadline"])
                found.append(Conflict(holder, *named, (one, other)))
    return tuple(sorted(found))


def _sides(graph: nx.MultiDiGraph, targets: list[str]) -> Iterator[Side]:
    """The targets with the evidence of those articles that give no other value for the year."""
    given: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for target in targets:
        for article in {one.article for one in graph.nodes[target]["evidence"]}:
            given[article, graph.nodes[target]["deadline"]].append(target)
    for target in targets:
        known = graph.nodes[target]
        clear = [e for e in known["evidence"] if len(given[e.article, known["deadline"]]) == 1]
        if clear:
            yield Side(target, tuple(clear))


def _grouped(graph: nx.MultiDiGraph) -> dict[Key, list[str]]:
    """Targets with a holder and a deadline, by what they are a figure of."""
    groups: defaultdict[Key, list[str]] = defaultdict(list)
    for holder, target, predicate in graph.edges(keys=True):
        known = graph.nodes[target]
        if predicate == "sets_target" and known["deadline"] is not None:
            groups[_key(holder, known)].append(target)
    return groups


def _key(holder: str, known: dict[str, Any]) -> Key:
    scope = _WHOLE.sub("", folded(known["scope"]))
    indicator = comparable(known["indicator"]).removeprefix(scope)
    return holder, indicator, folded(known["unit"]), scope, known["baseline"]


def comparable(indicator: str) -> str:
    """The wording of an indicator without what does not change its meaning.

    >>> comparable("建设“加氢站”的数量") == comparable("建成加氢站")
    True
    >>> comparable("新增企业") == comparable("培育企业")
    False
    """
    words = _WHOLE.sub("", _EMPTY.sub("", folded(indicator)))
    for pattern, verb in _SAME:
        words = pattern.sub(verb, words)
    return words


def _apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    (low, high), (least, most) = _bounds(one), _bounds(other)
    slack = _ROUNDED * min(abs(high), abs(most))
    return low > most + slack or least > high + slack


def _bounds(known: dict[str, Any]) -> tuple[Decimal, Decimal]:
    low: Decimal = known["value"]
    return low, low if known["value_max"] is None else known["value_max"]
