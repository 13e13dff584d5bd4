"""Workers, and who may use one when. A worker at a limit is killed and another takes its place."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
from multiprocessing.context import BaseContext
from pathlib import Path
from queue import SimpleQueue

from kg.serve import worker
from kg.serve.dispatch import Dispatch
from kg.serve.jobs import Job, Refusal, Reply
from kg.serve.limits import Limits
from kg.serve.process import Process, start

Answer = Reply | Refusal
BUSY = Refusal(
    503, "服务器正忙，请稍后再试 / the server is busy; try again in a moment", retry=True
)


class Pool:
    """Runs jobs in processes, so many at once; what is too much is refused.

    A thread a process takes the next job as soon as the last is done, so that the work goes on
    however much the event loop has to refuse.
    """

    def __init__(self, out: Path, base: str, limits: Limits) -> None:
        self.out = out
        self.base = base
        self.limits = limits
        self._context = _context()
        self._tickets: Dispatch[_Ticket] = Dispatch()
        self._threads: list[threading.Thread] = []
        self._processes: set[Process] = set()

    @property
    def full(self) -> bool:
        """Whether one more job would be refused."""
        return self._tickets.waiting >= self.limits.waiting

    async def open(self) -> None:
        """Start the workers."""
        first = await asyncio.gather(
            *(asyncio.to_thread(self._start) for _ in range(self.limits.workers))
        )
        for process in first:
            thread = threading.Thread(target=self._work, args=(process,), daemon=True)
            thread.start()
            self._threads.append(thread)

    async def close(self) -> None:
        """End them, and what they do."""
        self._tickets.close()
        for process in [*self._processes]:
            process.kill()
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    async def ask(self, job: Job) -> Answer:
        """Run ``job``. A job whose task is cancelled is stopped at once."""
        if self.full:
            return BUSY
        loop = asyncio.get_running_loop()
        ticket = _Ticket(job, loop)
        patience = loop.call_later(self.limits.patience, ticket.expire)
        self._tickets.put(ticket)
        try:
            return await ticket.answer
        except asyncio.CancelledError:
            ticket.stop()
            raise
        finally:
            patience.cancel()

    def _work(self, process: Process) -> None:
        """The life of a thread: jobs one after the other, each in a process that is fit for it."""
        inbox: SimpleQueue[_Ticket | None] = SimpleQueue()
        warm = False
        while (ticket := self._tickets.take(inbox, warm=warm)) is not None:
            if not process.alive:
                self._end(process)
                process = self._start()
            if ticket.begin(process):
                ticket.finish(process.ask(ticket.job, self.limits))
            warm = process.fresh
            if not warm:  # before the next job comes, which need not wait for it
                self._end(process)
                process = self._start()
        self._end(process)

    def _start(self) -> Process:
        given = (self.out, self.base, self.limits)
        process = start(self._context, worker.run, *given)
        self._processes.add(process)
        return process

    def _end(self, process: Process) -> None:
        self._processes.discard(process)
        process.kill()


class _Ticket:
    """A job on its way: waiting, running in a process, or over."""

    def __init__(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        self.job = job
        self.answer: asyncio.Future[Answer] = loop.create_future()
        self._loop = loop
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._over = False

    def begin(self, process: Process) -> bool:
        """Whether anybody still waits for the answer."""
        with self._lock:
            if not self._over:
                self._process = process
            return not self._over

    def finish(self, answer: Answer) -> None:
        """From the thread that ran it."""
        with self._lock:
            over, self._over = self._over, True
        if not over:
            self._loop.call_soon_threadsafe(self._set, answer)

    def expire(self) -> None:
        """Nobody has begun within the patience of the server."""
        with self._lock:
            if self._process is not None or self._over:
                return
            self._over = True
        self._set(BUSY)

    def stop(self) -> None:
        """Nobody wants the answer any more."""
        with self._lock:
            over, self._over = self._over, True
        if self._process is not None and not over:
            self._process.kill()

    def _set(self, answer: Answer) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)


def _context() -> BaseContext:
    """Where there is one, a server that forks itself with everything imported: milliseconds."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([worker.__name__])
    return context
