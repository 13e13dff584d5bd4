"""The graph by part, for an explorer that holds its strongest entities only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg import explorer, tables
from kg.errors import InputError
from kg.graph import build

Ask = Callable[[nx.MultiDiGraph, str, str], dict[str, Any]]


class Parts:
    """The graph of a folder, read when it is first asked for, and again after a build."""

    def __init__(self, out: Path, base: str) -> None:
        self._out = out
        self._base = base
        self._read: tuple[int, nx.MultiDiGraph] | None = None

    def routes(self) -> list[Route]:
        return [
            Route("/explorer/part", self._route("node", explorer.around)),
            Route("/explorer/find", self._route("words", explorer.named)),
        ]

    def _route(self, key: str, ask: Ask) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            words = request.query_params.get(key, "")
            try:
                data = await run_in_threadpool(lambda: ask(self._graph(), words, self._base))
            except InputError as error:
                return JSONResponse({"error": str(error)}, 404)
            return JSONResponse(data)

        return answer

    def _graph(self) -> nx.MultiDiGraph:
        made = (self._out / "graph.html").stat().st_mtime_ns
        if self._read is None or self._read[0] != made:
            self._read = (made, build(tables.read(self._out / "tables")))
        return self._read[1]
