"""The status of a policy on a day. What is not known stays unknown."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import networkx as nx

from kg.errors import InputError
from kg.lang import Text


def status(graph: nx.MultiDiGraph, policy_id: str, on: str) -> str:
    """A key of kg.schema.STATUSES: what holds for the policy at the end of the day ``on``.

    ``on`` is ISO 8601 (2024-01-01). A date of the graph that is less precise (2024) decides
    only where its first and its last day agree. Repealed is what another policy repeals, from the
    day on which that one takes effect; never does a day of publishing stand for it.

    Raises:
        InputError: ``on`` is no day, or ``policy_id`` is no policy of the graph.
    """
    try:
        on = date.fromisoformat(on).isoformat()
    except ValueError as error:
        raise InputError(
            on, Text("不是日期；请写 2024-01-01", "not a day; write 2024-01-01")
        ) from error
    if policy_id not in graph or graph.nodes[policy_id]["label"] != "POLICY":
        raise InputError(policy_id, Text("图中没有这项政策", "no policy of this graph"))
    known = graph.nodes[policy_id]
    if any(begun(effective, on) for effective in _repeals(graph, policy_id)):
        return "repealed"
    if known["expires"] and on > last_day(known["expires"]):
        return "expired"
    for begins in (known["effective"], known["published"]):
        if begins and on < first_day(begins):
            return "not_yet"
    over = known["expires"] and on > first_day(known["expires"])
    return "in_force" if begun(known["effective"], on) and not over else "unknown"


def begun(words: str, on: str) -> bool:
    """Whether the last day that ``words`` (a year, month or day) may mean is ``on`` or before."""
    return bool(words) and last_day(words) <= on


def first_day(words: str) -> str:
    """
    >>> first_day("2024"), first_day("2024-05"), first_day("2024-05-06")
    ('2024-01-01', '2024-05-01', '2024-05-06')
    """
    return words + "-01-01"[len(words) - 4 :] if len(words) < 10 else words


def last_day(words: str) -> str:
    """
    >>> last_day("2024"), last_day("2024-02"), last_day("2024-05-06")
    ('2024-12-31', '2024-02-29', '2024-05-06')
    """
    if len(words) == 4:
        return f"{words}-12-31"
    if len(words) == 7:
        year, month = map(int, words.split("-"))
        return f"{words}-{monthrange(year, month)[1]:02}"
    return words


def _repeals(graph: nx.MultiDiGraph, policy_id: str) -> Iterator[str]:
    """The days on which those that repeal the policy take effect, "" where unknown."""
    for other, _, predicate, evidence in graph.in_edges(policy_id, keys=True, data="evidence"):
        if predicate == "repeals" and any(one.modality != "denied" for one in evidence):
            yield graph.nodes[other]["effective"]
