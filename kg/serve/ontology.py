"""The ontology: a page for people, RDF for programs."""

from __future__ import annotations

import io
import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kg.rdf import serialise
from kg.rdf.context import context
from kg.rdf.ontology import ontology_page, ontology_quads
from kg.rdf.results import GRAPHS
from kg.serve.negotiation import chosen


def ontology(request: Request) -> Response:
    """
    Raises:
        HTTPException: 406 no accepted format.
    """
    media = chosen(request.headers.get("accept", ""), ("text/html", *GRAPHS))
    if media is None:
        raise HTTPException(406, f"this can be had as text/html, {', '.join(GRAPHS)}")
    if media == "text/html":
        return HTMLResponse(ontology_page())
    return _graph(media)


def _graph(media: str) -> Response:
    stream = io.BytesIO()
    serialise(ontology_quads(), stream, GRAPHS[media])
    return Response(stream.getvalue(), media_type=media)


def turtle(_: Request) -> Response:
    """What ``ontology.ttl`` is of this graph, its own types and predicates included."""
    return _graph("text/turtle")


def routes(base: str) -> tuple[Route, ...]:
    """The ontology, as a file too, and the JSON-LD context of the graph's ids."""

    def jsonld(_: Request) -> Response:
        text = json.dumps({"@context": context(base)}, ensure_ascii=False, indent=2)
        return Response(text, media_type="application/ld+json")

    return (
        Route("/ontology", ontology),
        Route("/ns", ontology),
        Route("/ontology.ttl", turtle),
        Route("/context.jsonld", jsonld),
    )
