"""The routes."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import InputError, StoreError
from kg.explorer import live
from kg.rdf import results
from kg.schema import ID_BASE
from kg.serve import ontology
from kg.serve.pages import EXAMPLE, message, query_page, table
from kg.serve.parts import Parts
from kg.serve.protocol import answer, question
from kg.serve.things import describe
from kg.store import Current, query

MOST_ROWS = 1000  # on the query page; the endpoint gives all
# A page elsewhere may point its own host name at 127.0.0.1 and read what is answered here.
_HOSTS = ["127.0.0.1", "localhost"]


def application(out: Path, base: str = ID_BASE) -> Starlette:
    """The site of one graph folder. A build that finishes later is served from then on."""
    current = Current(out)

    async def explorer(_: Request) -> Response:
        path = out / "graph.html"
        if not path.is_file():
            raise HTTPException(404, f"{path.name}: 还没有 not there; run kg build")
        return HTMLResponse(await run_in_threadpool(lambda: live(path.read_text("utf-8"))))

    async def sparql(request: Request) -> Response:
        asked = await question(request)
        accept = request.headers.get("accept", "")
        return await run_in_threadpool(answer, current, asked, accept, base)

    def query_form(request: Request) -> Response:
        given = request.query_params.get("query", "")
        result = _result(current, given, base) if given.strip() else ""
        return HTMLResponse(query_page(given or EXAMPLE, result))

    def thing(request: Request) -> Response:
        accept = request.headers.get("accept", "")
        return describe(current, request.path_params["entity"], accept, base)

    return Starlette(
        routes=[
            Route("/", explorer),
            *Parts(out, base).routes(),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/query", query_form),
            Route("/id/{entity:path}", thing),
            *ontology.ROUTES,
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS)],
        exception_handlers={StoreError: _store_is_gone},
    )


def _result(current: Current, sparql: str, base: str) -> str:
    try:
        header, rows = results.table(query(current.store(), sparql, base), base, MOST_ROWS + 1)
    except InputError as error:
        return message(str(error.problem))
    shown = table(header, ([escape(cell) for cell in row] for row in rows[:MOST_ROWS]))
    count = f"{len(rows)} 行 rows"
    if len(rows) > MOST_ROWS:
        count = f"前 {MOST_ROWS} 行 the first {MOST_ROWS} rows; /sparql 有全部 has all"
    return f"<p>{count}</p>{shown}"


def _store_is_gone(_: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), 503)
