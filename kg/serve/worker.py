"""The process that runs queries. It can be killed at any moment: it only reads.

Oxigraph's own time limit does not hold: asked for two seconds, ``oxigraph serve`` 0.5.13 counted a
cross product for eighteen and ended a started answer in the middle of its JSON; and one that sorts
took the memory of the machine, so that the system killed the server. A process of its own has a
hard limit of time and of memory, and what is killed is one query.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import InputError, StoreError
from kg.rdf.results import Result, encode_to, offers
from kg.rdf.sparql import is_update
from kg.serve.jobs import READ_ONLY, Body, Job, Refusal, Reply
from kg.serve.limits import Limits
from kg.serve.negotiation import chosen
from kg.store import Current, query

_WORTH_PACKING = 1024  # bytes; below it fits into one packet of the network anyway
_LEVEL = 4  # of gzip: JSON results to a twelfth, at 100 MB/s
_GRACE = 2.0  # seconds after which a worker ends itself, should the server be gone


def run(connection: Connection, out: Path, base: str, limits: Limits) -> None:
    """Answer jobs until the other end of ``connection`` closes. Says None when it is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    _limit_memory(limits.memory_bytes)
    current = Current(out)
    with contextlib.suppress(StoreError):  # the first job opens it again and says why it cannot
        current.opened()
    connection.send(None)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            job: Job = connection.recv()
            _alarm(limits.seconds * len(job.questions) + _GRACE)
            connection.send(answer(current, job, base, limits.result_bytes))
            _alarm(0)


def answer(current: Current, job: Job, base: str, most: int) -> Reply | Refusal:
    """The results, none of them longer than ``most`` bytes."""
    bodies = []
    try:
        build, store = current.opened()
        for question in job.questions:
            graphs = (question.default_graphs, question.named_graphs)
            body = _body(query(store, question.sparql, base, *graphs), job, base, most)
            if isinstance(body, Refusal):
                return body
            bodies.append(body)
    except InputError as error:
        if any(is_update(question.sparql) for question in job.questions):
            return Refusal(403, READ_ONLY)
        return Refusal(400, f"查询有误 / wrong query: {error.problem.within('both')}")
    except StoreError as error:
        return Refusal(503, error.message.within("both"))
    except MemoryError:
        return OUT_OF_MEMORY
    return Reply(build, tuple(bodies))


OUT_OF_MEMORY = Refusal(
    503, "查询占用内存过多，已停止 / the query needed too much memory and was stopped; ask for less"
)


def _body(result: Result, job: Job, base: str, most: int) -> Body | Refusal:
    media = chosen(job.accept, offers(result))
    if media is None:
        kinds = ", ".join(offers(result))
        return Refusal(406, f"此结果可用的格式 / this result can be had as: {kinds}")
    stream = _Bounded(most)
    try:
        encode_to(result, stream, media, base)
    except _TooLongError:
        return Refusal(
            413,
            f"结果超过 {most} 字节，请用 LIMIT 或更窄的条件 / the result is longer than {most} "
            "bytes; use LIMIT or ask for less",
        )
    content = stream.getvalue()
    if job.gzip and len(content) >= _WORTH_PACKING:
        return Body(media, gzip.compress(content, _LEVEL, mtime=0), packed=True)
    return Body(media, content)


class _TooLongError(Exception):
    pass


class _Bounded(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: bytes) -> int:  # type: ignore[override]  # Oxigraph gives bytes only
        self._left -= len(data)
        if self._left < 0:
            raise _TooLongError
        return super().write(data)


def _alarm(seconds: float) -> None:
    """Have the system end this process then, whatever it does; 0 takes it back. POSIX only."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(most: int) -> None:
    """Let requests for memory fail ``most`` bytes of data from here. Where the system counts it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        status = Path("/proc/self/status").read_text("ascii", "replace")
        limit = most + int(status.partition("VmData:")[2].split()[0]) * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
