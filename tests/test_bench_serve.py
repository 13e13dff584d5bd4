"""The load test in short: counts, not times. Figures come from ``kg bench serve``."""

from __future__ import annotations

from pathlib import Path

from kg.bench_serve import Plan, measure


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
