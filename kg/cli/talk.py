"""What is said on standard error: lines for people, or with ``--json-logs`` an object a line.

The objects have ``event``: ``progress`` (phase, done, total, seconds), ``skip`` (where, reason),
``note`` (message), ``error`` (where, problem, and details with -v) and last ``done`` (code,
seconds). Texts have both languages: ``{"zh": …, "en": …}``. Seconds count from the start.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kg.codec import encode
from kg.errors import KgError
from kg.lang import Text, joined, same
from kg.types import Skip

if TYPE_CHECKING:
    from kg.build import Progress

_PAUSE = 1.0  # seconds between two events of one phase


@dataclass(frozen=True, slots=True)
class _Log:
    """The machine that listens."""

    started: float

    def tell(self, event: str, **fields: Any) -> None:
        line = json.dumps({"event": event, **encode(fields)}, ensure_ascii=False)
        print(line, file=sys.stderr, flush=True)

    def seconds(self) -> float:
        return round(perf_counter() - self.started, 3)


_log: ContextVar[_Log | None] = ContextVar("kg_log", default=None)


@contextmanager
def to_machines(wanted: bool) -> Iterator[None]:
    """Inside, everything is said as JSON if ``wanted``."""
    before = _log.set(_Log(perf_counter()) if wanted else None)
    try:
        yield
    finally:
        _log.reset(before)


def note(message: Text) -> None:
    if log := _log.get():
        log.tell("note", message=message)
    else:
        _line(message)


def skip(skipped: Skip) -> None:
    if log := _log.get():
        log.tell("skip", where=skipped.where, reason=skipped.reason)
    else:
        _line(joined(" ", Text("跳过", "skipped"), joined(": ", skipped.where, skipped.reason)))


def failed(error: KgError, details: str) -> None:
    """``details`` is a traceback or empty."""
    if log := _log.get():
        log.tell("error", where=same(error.where), problem=error.problem, details=details)
    else:
        print(details, end="", file=sys.stderr)
        _line(error.message)


def done(code: int) -> None:
    """Machines want to know that no more follows; people see it."""
    if log := _log.get():
        log.tell("done", code=code, seconds=log.seconds())


@contextmanager
def progress() -> Iterator[Progress]:
    """Who is told how far a build is: a machine, a bar on a terminal, or nobody."""
    if log := _log.get():
        yield _events(log)
    elif sys.stderr.isatty():
        from kg.cli.bar import bar

        with bar() as moved:
            yield moved
    else:
        yield lambda phase, done, total: None


def _events(log: _Log) -> Progress:
    last = ("", 0.0)

    def tell(phase: str, done: int, total: int | None) -> None:
        nonlocal last
        now = perf_counter()
        if phase != last[0] or done == total or now - last[1] >= _PAUSE:
            log.tell("progress", phase=phase, done=done, total=total, seconds=log.seconds())
            last = (phase, now)

    return tell


def _line(message: Text) -> None:
    print("kg: " + " ".join(str(message).split()), file=sys.stderr)
