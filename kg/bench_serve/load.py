"""Clients: requests at fixed moments, whether or not the answers before have come (open loop)."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import quote

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]

MOST_OPEN = 800  # connections at once; a process may have 1,024 files by default
LOST = 0  # status of a request whose connection broke
_BROKEN = (OSError, asyncio.IncompleteReadError)


@dataclass(slots=True)
class Tally:
    """What came back. Seconds count from the moment a request was due, not from when it was sent."""

    seconds: list[float] = field(default_factory=list)  # of status 200
    statuses: Counter[int] = field(default_factory=Counter)
    elapsed: float = 0.0

    def add(self, other: Tally) -> None:
        """Count what another run of the same kind brought."""
        self.seconds += other.seconds
        self.statuses += other.statuses
        self.elapsed += other.elapsed

    @property
    def median(self) -> float:
        """Milliseconds; 0 when nothing was answered."""
        return 1000 * median(self.seconds) if self.seconds else 0.0

    @property
    def p95(self) -> float:
        return 1000 * quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else self.median


class Client:
    """Sends queries to one port and keeps connections open."""

    def __init__(self, port: int, queries: Sequence[str]) -> None:
        self._port = port
        self._requests = [_request(query, port) for query in queries]
        self._idle: list[Connection] = []

    async def ask(self, number: int, due: float, tally: Tally) -> None:
        """The query of that number, again from the first after the last."""
        request = self._requests[number % len(self._requests)]
        try:
            status = await self._kept(request) or await self._exchange(
                await asyncio.open_connection("127.0.0.1", self._port), request
            )
        except _BROKEN:
            status = LOST
        tally.statuses[status] += 1
        if status == 200:
            tally.seconds.append(perf_counter() - due)

    async def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        self._idle.clear()

    async def open_loop(self, rate: float, seconds: float) -> Tally:
        """``rate`` requests a second."""
        tally, started = Tally(), perf_counter()
        tasks: set[asyncio.Task[None]] = set()
        for number in range(max(1, round(rate * seconds))):
            due = started + number / rate
            delay = due - perf_counter()
            if delay > 0:
                await asyncio.sleep(delay)
            while len(tasks) >= MOST_OPEN:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.create_task(self.ask(number, due, tally))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        if tasks:
            await asyncio.wait(tasks)
        tally.elapsed = perf_counter() - started
        return tally

    async def closed_loop(self, clients: int, seconds: float) -> Tally:
        """So many clients, each of which asks again as soon as it has its answer."""
        tally, started, numbers = Tally(), perf_counter(), itertools.count()

        async def one() -> None:
            while (now := perf_counter()) - started < seconds:
                await self.ask(next(numbers), now, tally)

        await asyncio.gather(*(one() for _ in range(clients)))
        tally.elapsed = perf_counter() - started
        return tally

    async def _kept(self, request: bytes) -> int:
        """The status over a connection that is open; 0 without one that the server keeps open."""
        while self._idle:
            with suppress(*_BROKEN):
                return await self._exchange(self._idle.pop(), request)
        return 0

    async def _exchange(self, connection: Connection, request: bytes) -> int:
        reader, writer = connection
        whole = False
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            size = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
            await reader.readexactly(size)
            whole = True
        finally:
            if whole:
                self._idle.append(connection)
            else:  # broken, or nobody waits any more
                writer.close()
        return int(head.split(b" ", 2)[1])


def _request(query: str, port: int) -> bytes:
    return (
        f"GET /sparql?query={quote(query, safe='')} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n"
    ).encode()
