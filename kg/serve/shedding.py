"""What is too much is refused before anything is done for it: the machine is for the others."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve.answers import RETRY_AFTER
from kg.serve.pool import BUSY, Pool

_ASKING = ("/sparql", "/id/")  # paths that need a worker


class Shedding:
    """503 at once while every worker is busy and as many wait as may."""

    def __init__(self, app: ASGIApp, pool: Pool) -> None:
        self._app = app
        self._pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asking = scope["type"] == "http" and scope["path"].startswith(_ASKING)
        if not asking or not self._pool.full:
            await self._app(scope, receive, send)
            return
        body = f"{BUSY.reason}\n".encode()
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"retry-after", RETRY_AFTER.encode()),
        ]
        await send({"type": "http.response.start", "status": BUSY.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
