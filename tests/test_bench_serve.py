"""The load test in short: counts, not times. Figures come from ``kg bench serve``."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bench_serve import Plan, measure, scenario
from kg.cookbook import bound, recipe


def test_server_keeps_its_promises_under_load(demo: Path) -> None:
    found = measure(demo, Plan(seconds=9.0, short=2.0, timeout=1.0, clients=4))
    assert found.capacity > 0
    # No error but the stated limits, and a hostile query is cut at its own.
    assert set(found.half.statuses) <= {200, 503} and found.half.statuses[200] > 0
    assert set(found.beside.statuses) <= {200, 503} and found.beside.statuses[200] > 0
    assert set(found.hostile.statuses) == {503}
    # Ten times the capacity is refused, not queued, and afterwards all is as before.
    assert set(found.ten.statuses) == {200, 503}
    assert found.ten.statuses[503] > found.ten.statuses[200]
    assert found.after.statuses[200] > 0 and set(found.after.statuses) <= {200, 503}
    assert "median with hostile / without" in str(found)


def test_a_query_that_is_cut_is_counted_and_leaves_the_others_their_figures(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a million triples some queries of the cookbook go over the limit."""
    mix = [scenario.HOSTILE, bound(recipe("articles"), {})]
    monkeypatch.setattr(scenario, "recipes", lambda: mix)
    monkeypatch.setattr(scenario, "bound", lambda query, *_, **__: query)
    found = measure(demo, Plan(seconds=3.0, short=1.0, timeout=1.0, clients=2))
    assert found.cut == 1
    assert found.direct > 0
