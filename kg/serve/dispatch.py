"""Who does the next piece of work: whoever was busy last.

A store on disk is read through caches that each process fills for itself, so the worker that has
just answered answers the next query fastest. Taking turns would have as many cold workers as there
are, and on a million triples a query of a millisecond would take ten.
"""

from __future__ import annotations

import threading
from collections import deque
from queue import SimpleQueue
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Dispatch(Generic[_T]):
    """Work in the order in which it comes; workers, the last one to finish first.

    May be used from several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._work: deque[_T] = deque()
        self._idle: list[SimpleQueue[_T | None]] = []
        self._open = True

    @property
    def waiting(self) -> int:
        """How much work nobody has taken."""
        return len(self._work)

    @property
    def idle(self) -> int:
        """How many workers wait for work."""
        return len(self._idle)

    def put(self, work: _T) -> None:
        with self._lock:
            if self._idle:
                self._idle.pop().put(work)
            else:
                self._work.append(work)

    def take(self, inbox: SimpleQueue[_T | None], *, warm: bool) -> _T | None:
        """The next piece of work, as soon as there is one; None after :meth:`close`.

        It is handed over through the worker's own ``inbox``. Who is not warm is asked only when
        nobody else is idle.
        """
        with self._lock:
            if not self._open:
                return None
            if self._work:
                return self._work.popleft()
            self._idle.insert(len(self._idle) if warm else 0, inbox)
        return inbox.get()

    def close(self) -> None:
        """Send everybody home; work that nobody has taken stays undone."""
        with self._lock:
            self._open = False
            for inbox in self._idle:
                inbox.put(None)
