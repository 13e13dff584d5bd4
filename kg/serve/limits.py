"""What one request may cost. One frozen value, given once when the server starts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Every limit has its own answer; see the table in the README."""

    seconds: float = 30.0  # of one query, from its start in a worker: 503
    result_bytes: int = 64 * MEBIBYTE  # of one result before it is packed: 413
    request_bytes: int = 1 * MEBIBYTE  # of a request's body; the W3C tests' longest has 3 kB: 413
    # Queries that run at once. Two more than processors: a query that never ends holds one worker
    # until its limit, and the others still fill the machine.
    workers: int = (os.cpu_count() or 2) + 2
    waiting: int = 64  # requests that wait for a worker; one more is refused: 503
    patience: float = 5.0  # seconds that a request waits for a worker: 503
    memory_bytes: int = (
        1024 * MEBIBYTE
    )  # of a worker's own data, where the system can count it: 503
    # Seconds after which a query yields the processors to shorter ones (POSIX). A query of the
    # cookbook takes milliseconds.
    slow: float = 0.2
