"""The routes of a site, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import StoreError
from kg.explorer import live
from kg.rdf.results import GRAPHS
from kg.schema import ID_BASE
from kg.serve import ontology
from kg.serve.answers import answer, takes_gzip
from kg.serve.dereference import dereference
from kg.serve.description import description
from kg.serve.files import asset
from kg.serve.html import element
from kg.serve.jobs import Job, Question
from kg.serve.negotiation import chosen
from kg.serve.options import Options
from kg.serve.pages import respond
from kg.serve.parts import Parts
from kg.serve.pool import Pool
from kg.serve.protocol import fields_of, question
from kg.serve.query_site import query_page
from kg.serve.shedding import Shedding


def application(out: Path, base: str = ID_BASE, options: Options | None = None) -> Starlette:
    """The site of one graph folder. A build that finishes later is served from then on."""
    options = options or Options()
    pool = Pool(out, base, options.limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.open()
        try:
            yield
        finally:
            await pool.close()

    async def explorer(_: Request) -> Response:
        path = out / "graph.html"
        if not path.is_file():
            raise HTTPException(404, f"{path.name}: 还没有 / not there; run kg build")
        return HTMLResponse(await run_in_threadpool(lambda: live(path.read_text("utf-8"))))

    async def sparql(request: Request) -> Response:
        fields = await fields_of(request, options.limits.request_bytes)
        accept = request.headers.get("accept", "")
        if not fields and request.method != "POST":
            if chosen(accept, (*GRAPHS, "text/html")) == "text/html":
                return RedirectResponse("/query", 303)
            asked = Question(description(str(request.url.replace(query="")), options.limits))
        else:
            asked = question(fields)
        return await answer(pool, request, Job((asked,), accept, takes_gzip(request)))

    def query(request: Request) -> Response:
        return query_page(request, base)

    async def thing(request: Request) -> Response:
        return await dereference(pool, request, request.path_params["id"])

    def favicon(_: Request) -> Response:
        return Response(status_code=204)  # pages carry their icon; browsers ask beside RDF too

    site = Starlette(
        routes=[
            Route("/", explorer),
            *Parts(out, base).routes(),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/query", query),
            Route("/id/{id:path}", thing),
            Route("/favicon.ico", favicon),
            Route("/assets/{name}", asset),
            *ontology.routes(base),
        ],
        middleware=_middleware(options, pool),
        exception_handlers={HTTPException: _refused, StoreError: _store_is_gone},
        lifespan=lifespan,
    )
    site.state.pool = pool
    return site


def _middleware(options: Options, pool: Pool) -> list[Middleware]:
    before = [
        Middleware(Shedding, pool=pool),
        Middleware(TrustedHostMiddleware, allowed_hosts=options.hosts),
    ]
    if options.origins:
        before.append(
            Middleware(
                CORSMiddleware,
                allow_origins=options.origins,
                allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type", "If-None-Match"],
                expose_headers=["ETag", "Retry-After"],
            )
        )
    return before


async def _refused(request: Request, error: Exception) -> Response:
    """The reason: as a page where a page was asked for, else as a line of text."""
    if not isinstance(error, HTTPException):
        raise error
    reason, status = error.detail, error.status_code
    plain = request.url.path == "/sparql"
    if not plain and chosen(request.headers.get("accept", ""), ("text/plain", "text/html")) == (
        "text/html"
    ):
        page = respond(request, str(status), element("p", reason, class_="wrong"), status)
        page.headers.update(error.headers or {})
        return page
    return PlainTextResponse(f"{reason}\n", status, error.headers)


def _store_is_gone(_: Request, error: Exception) -> Response:
    if not isinstance(error, StoreError):
        raise error
    return PlainTextResponse(f"{error.message.within('both')}\n", 503)
