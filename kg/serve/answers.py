"""From a job to a response: what is unchanged is not sent again, what is long is packed."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Coroutine
from dataclasses import astuple
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.jobs import Job, Refusal, Reply
from kg.serve.pool import Pool
from kg.store import current

# Functions whose value changes from one evaluation to the next (SPARQL 1.1, section 17.4).
_CHANGES = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
RETRY_AFTER = "1"  # seconds: what waits for a worker is done by then, or at its own limit
_T = TypeVar("_T")
_GONE = 499  # nginx's number for a client that did not wait; nobody reads it


async def ask(pool: Pool, request: Request, job: Job) -> Reply:
    """The results, unless the client goes away before they are there.

    Raises:
        HTTPException: with the status and the reason of the refusal.
    """
    reply = await _unless_gone(request, pool.ask(job))
    if isinstance(reply, Refusal):
        headers = {"Retry-After": RETRY_AFTER} if reply.retry else None
        raise HTTPException(reply.status, reply.reason, headers)
    return reply


async def answer(pool: Pool, request: Request, job: Job) -> Response:
    """The result of the job's one question, or 304 if the client has it.

    Raises:
        HTTPException: with the status and the reason of the refusal.
    """
    stable = not any(_CHANGES.search(question.sparql) for question in job.questions)
    if stable and has_it(request, tag(current(pool.out), job)):
        return Response(status_code=304, headers={"ETag": tag(current(pool.out), job), **_VARY})
    reply = await ask(pool, request, job)
    (body,) = reply.bodies
    headers = dict(_VARY)
    headers |= {"ETag": tag(reply.build, job)} if stable else {"Cache-Control": "no-store"}
    if body.packed:
        headers["Content-Encoding"] = "gzip"
    return Response(body.content, headers=headers, media_type=body.media)


def tag(build: str, job: Job) -> str:
    """Of a build and what is asked. Weak: packed and plain content are one result."""
    asked = repr((build, job.accept, [astuple(question) for question in job.questions]))
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


def has_it(request: Request, etag: str) -> bool:
    """Whether If-None-Match names the tag (RFC 9110, section 13.1.2: weakly compared)."""
    known = request.headers.get("if-none-match", "")
    opaque = etag.removeprefix("W/")
    return any(
        one.strip().removeprefix("W/") in (opaque, "*") for one in known.split(",") if one.strip()
    )


def takes_gzip(request: Request) -> bool:
    """
    Whether Accept-Encoding names gzip and does not refuse it (``gzip;q=0``).
    """
    for part in request.headers.get("accept-encoding", "").split(","):
        name, _, quality = part.partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


_VARY = {"Vary": "Accept, Accept-Encoding"}


async def _unless_gone(request: Request, work: Coroutine[None, None, _T]) -> _T:
    """Stop ``work`` when the client closes the connection: nobody waits for it."""
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise HTTPException(_GONE, "连接已断开 / the client has gone")
        return task.result()
    finally:
        task.cancel()
        gone.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
