"""The ontology: a page for people, RDF for programs."""

from __future__ import annotations

import io

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kg.rdf import serialise
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
    stream = io.BytesIO()
    serialise(ontology_quads(), stream, GRAPHS[media])
    return Response(stream.getvalue(), media_type=media)


ROUTES = (Route("/ontology", ontology), Route("/ns", ontology))
