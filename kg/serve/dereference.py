"""GET of an id: a page for people, triples for programs, by Accept or by the end of the path."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UnknownNameError
from kg.rdf import iri
from kg.rdf.results import GRAPHS
from kg.serve import entity_page, missing_page
from kg.serve.answers import answer, ask, takes_gzip
from kg.serve.jobs import Job, Question
from kg.serve.negotiation import chosen
from kg.serve.pages import respond
from kg.serve.pool import Pool
from kg.serve.things import DESCRIBE, ROWS, filled, questions, thing

_HTML = "text/html"
_ENDINGS: Mapping[str, str] = MappingProxyType(
    {".html": _HTML, **{suffix: media for media, suffix in GRAPHS.items()}}
)


async def dereference(pool: Pool, request: Request, entity_id: str) -> Response:
    """
    Raises:
        HTTPException: 404 nothing is known of the id; 406 no accepted format.
    """
    media = None
    for ending, kind in _ENDINGS.items():
        if entity_id.endswith(ending):
            entity_id, media = entity_id.removesuffix(ending), kind
    media = media or chosen(request.headers.get("accept", ""), (*GRAPHS, _HTML))
    if media is None:
        kinds = ", ".join((*GRAPHS, _HTML))
        raise HTTPException(406, f"可用的格式 / this can be had as: {kinds}")
    missing = HTTPException(404, f"{entity_id}: 图谱中没有 / not in the graph")
    try:
        subject = iri(entity_id, pool.base)
    except UnknownNameError as error:
        if media == _HTML:
            return await _nothing(pool, request, entity_id)
        raise missing from error
    if media != _HTML:
        job = Job((Question(filled(DESCRIBE, subject)),), media, takes_gzip(request))
        known = await ask(pool, request, Job((Question(f"ASK {{ <{subject}> ?p ?o }}"),), ROWS))
        if b"true" not in known.bodies[0].content:
            raise missing
        return await answer(pool, request, job)
    return await _page(pool, request, entity_id, subject)


async def _page(pool: Pool, request: Request, entity_id: str, subject: str) -> Response:
    job = Job(questions(subject), ROWS)
    reply = await ask(pool, request, job)
    found = thing(subject, reply.bodies)
    if not found.says:
        return await _nothing(pool, request, entity_id)
    content = entity_page.content(found, entity_id, pool.base)
    return respond(request, entity_page.title(found, entity_id), content)


async def _nothing(pool: Pool, request: Request, entity_id: str) -> Response:
    """404 for people: the things whose names hold the words of the id, and where to search."""
    reply = await ask(pool, request, Job((Question(missing_page.like(entity_id)),), ROWS))
    content = missing_page.content(entity_id, reply.bodies[0], pool.base)
    return respond(request, "404", content, 404)
