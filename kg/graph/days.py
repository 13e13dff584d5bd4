"""When articles were published, as days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import networkx as nx


@dataclass(frozen=True, slots=True)
class Seen:
    """How many articles say something, and since when; None where no day is known."""

    articles: int
    first_day: date | None
    last_day: date | None


def day(text: str) -> date | None:
    """The day of an ISO date; None if it is less precise or no day of the calendar.

    >>> day("2021-07-06T05:46:21Z"), day("2021-07"), day("2021-02-30")
    (datetime.date(2021, 7, 6), None, None)
    """
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 else None
    except ValueError:
        return None


def published(graph: nx.MultiDiGraph, article: str) -> date | None:
    """The day on which an article of the graph was published, if it is known."""
    return day(graph.graph["articles"][article].date)


def seen(graph: nx.MultiDiGraph, articles: Iterable[str]) -> Seen:
    """Of articles by id, each counted once."""
    once = set(articles)
    days = [known for one in once if (known := published(graph, one)) is not None]
    return Seen(len(once), min(days, default=None), max(days, default=None))
