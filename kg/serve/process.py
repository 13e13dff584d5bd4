"""A worker process seen from the server: asked, slowed, killed."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.serve.jobs import Job, Refusal, Reply
from kg.serve.limits import Limits
from kg.serve.worker import OUT_OF_MEMORY

Run = Callable[[Connection, Path, str, Limits], None]

_FAILED = Refusal(
    500, "程序出错，详见服务器的输出 / an error of the program; its server prints the details"
)
_EXCEPTION = 1  # exit code of a Python process that ends with a traceback
# A tenth of the time of one that has not been slowed (Linux gives weight 110 to 1,024). Less would
# starve a query of a third of a second whenever another program keeps the processors busy.
_YIELDING = 10


class Process:
    """A process and this end of the line to it. Asked by one thread at a time."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self._process = process
        self._connection = connection
        self.fresh = True  # may be asked again

    @property
    def alive(self) -> bool:
        """Whether it may be asked; a worker may die between two jobs, killed from outside."""
        self.fresh = self.fresh and self._process.is_alive()
        return self.fresh

    def ask(self, job: Job, limits: Limits) -> Reply | Refusal:
        """The answer, or why there is none: after its seconds the process is killed."""
        seconds = limits.seconds * len(job.questions)
        try:
            self._connection.send(job)
            if not self._connection.poll(min(limits.slow, seconds)):
                self._yield()
                if not self._connection.poll(max(seconds - limits.slow, 0)):
                    self.kill()
                    return _too_slow(limits.seconds)
            reply: Reply | Refusal = self._connection.recv()
        except (EOFError, OSError):  # the process is gone
            return self._obituary()
        return reply

    def kill(self) -> None:
        """May be called from any thread; who waits for an answer gets a refusal."""
        self.fresh = False
        self._process.kill()

    def _obituary(self) -> Refusal:
        """Why the process ended: an allocation that fails aborts it, an error of ours exits."""
        self.fresh = False
        self._process.join()
        return _FAILED if self._process.exitcode == _EXCEPTION else OUT_OF_MEMORY

    def _yield(self) -> None:
        """Let shorter queries go first. There is no way back without rights, so it ends after."""
        self.fresh = False
        if not hasattr(os, "setpriority") or self._process.pid is None:
            return
        with suppress(OSError):  # it has just ended, or the system does not allow it: it runs on
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _YIELDING)


def start(context: BaseContext, run: Run, out: Path, base: str, limits: Limits) -> Process:
    """A process that is ready for its first job."""
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs, out, base, limits), daemon=True)  # type: ignore[attr-defined]  # of every context
    process.start()
    theirs.close()
    ours.recv()
    return Process(process, ours)


def _too_slow(seconds: float) -> Refusal:
    return Refusal(
        503,
        f"查询超过 {seconds:g} 秒，已停止 / the query took longer than {seconds:g} s and was "
        "stopped; ask for less",
    )
