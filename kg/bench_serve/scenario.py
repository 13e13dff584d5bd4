"""Capacity, half of it with and without a hostile query, ten times it, and afterwards."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from kg.bench_serve.load import Client, Tally
from kg.cookbook import bound, recipes
from kg.rdf.results import encode
from kg.report import base_of
from kg.store import open_store, query

# Ends nowhere on any graph that is worth a server.
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_JSON = "application/sparql-results+json"
_ROUNDS = 5  # of every query, for the overhead
_TURNS = 6  # with and without the hostile query: 10 seconds each
_SEED = 7  # of the order of the mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long; the defaults are those of the figures in the README."""

    seconds: float = 60.0  # of each run at half of the capacity
    short: float = 10.0  # of the others
    timeout: float = 5.0  # seconds, the limit of a query
    clients: int = 8  # that measure the capacity


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the plan. Rates are requests a second."""

    overhead: float  # milliseconds of a query over HTTP more than in the process, at the median
    direct: float  # milliseconds in the process, at the median
    cut: int  # queries of the cookbook that the endpoint cuts at its limits: not in these two
    capacity: float
    half: Tally
    beside: Tally  # half of the capacity, with a hostile query running all the time
    hostile: Tally
    offered: float
    ten: Tally  # ten times the capacity
    after: Tally  # half of it again, at once after that

    def __str__(self) -> str:
        rows = [
            ("half of capacity", self.half),
            ("with a hostile query", self.beside),
            ("the hostile query", self.hostile),
            (f"ten times ({self.offered:,.0f}/s offered)", self.ten),
            ("half again, after it", self.after),
        ]
        ratio = self.beside.median / self.half.median if self.half.median else 0.0
        return "\n".join(
            (
                f"{'in the process, median':36} {self.direct:8.2f} ms",
                f"{'over HTTP, more than that':36} {self.overhead:8.2f} ms",
                f"{'queries cut at a limit':36} {self.cut:8}",
                f"{'capacity':36} {self.capacity:8.1f} /s",
                *(_line(name, tally) for name, tally in rows),
                f"{'median with hostile / without':36} {ratio:8.2f}",
            )
        )


def measure(out: Path, plan: Plan) -> Figures:
    """Serve a built folder and load it with the queries of the cookbook.

    Raises:
        StoreError: ``out`` holds no finished build.
    """
    base = base_of(out)
    queries = [bound(recipe, {}, base=base) for recipe in recipes()]
    random.Random(_SEED).shuffle(queries)
    with _server(out, plan.timeout) as port:
        return asyncio.run(_measure(out, base, port, queries, plan))


async def _measure(out: Path, base: str, port: int, queries: Sequence[str], plan: Plan) -> Figures:
    client = Client(port, queries)
    await client.closed_loop(plan.clients, min(plan.short, 2.0))  # caches are warm
    direct, overhead, cut = await _overhead(out, base, client, queries)
    closed = await client.closed_loop(plan.clients, plan.short)
    capacity = closed.statuses[200] / closed.elapsed
    half, beside, hostile = Tally(), Tally(), Tally()
    for _ in range(_TURNS):  # in turn, so that whatever else the machine does strikes both
        half.add(await client.open_loop(capacity / 2, plan.seconds / _TURNS))
        enemy = Client(port, [HOSTILE])
        running = asyncio.create_task(_repeat(enemy, hostile))
        beside.add(await client.open_loop(capacity / 2, plan.seconds / _TURNS))
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await enemy.close()
    ten = await client.open_loop(10 * capacity, plan.short)
    after = await client.open_loop(capacity / 2, plan.short)
    await client.close()
    return Figures(
        overhead, direct, cut, capacity, half, beside, hostile, 10 * capacity, ten, after
    )


async def _overhead(
    out: Path, base: str, client: Client, queries: Sequence[str]
) -> tuple[float, float, int]:
    """Milliseconds in the process, and what HTTP adds, medians over all queries, one at a time;
    and how many queries the endpoint cut."""
    ask = partial(query, open_store(out), base=base)
    direct, added, cut = [], [], 0
    for number, sparql in enumerate(queries):
        first, here, tally = Tally(), [], Tally()
        await client.ask(number, perf_counter(), first)
        if not first.seconds:
            cut += 1
            continue
        for _ in range(_ROUNDS):
            start = perf_counter()
            encode(ask(sparql), _JSON, base)
            here.append(perf_counter() - start)
            await client.ask(number, perf_counter(), tally)
        direct.append(median(here))
        added.append(median(tally.seconds) - median(here))
    return 1000 * median(direct), 1000 * median(added), cut


async def _repeat(client: Client, tally: Tally) -> None:
    while True:
        await client.ask(0, perf_counter(), tally)


@contextmanager
def _server(out: Path, timeout: float) -> Iterator[int]:
    command = [sys.executable, "-m", "kg", "serve", str(out), "--port", "0"]
    with subprocess.Popen(
        [*command, "--timeout", str(timeout)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[0]
            yield int(address.rstrip("/").rpartition(":")[2])
        finally:
            process.terminate()


def _line(name: str, tally: Tally) -> str:
    statuses = ", ".join(
        f"{number} × {status}" for status, number in sorted(tally.statuses.items())
    )
    rate = tally.statuses[200] / tally.elapsed if tally.elapsed else 0.0
    return f"{name:36} {tally.median:8.2f} ms (p95 {tally.p95:.1f}) {rate:8.1f} /s   {statuses}"
