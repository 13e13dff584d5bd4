"""The query operation of the SPARQL 1.1 Protocol (W3C, section 2.1). There is no update."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import InputError
from kg.rdf.results import encode, offers
from kg.serve.negotiation import chosen
from kg.store import Current, query

MOST_BYTES = 1 << 20  # of a request; the longest query of the W3C tests has 3 kB
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the dataset that the request names for it."""

    sparql: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def question(request: Request) -> Question:
    """
    Raises:
        HTTPException: 400 no query or more than one; 403 an update; 413 too long; 415 unknown kind
            of content.
    """
    fields = _fields(request.url.query)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == "application/sparql-update":
            _refuse_update()
        body = await _body(request)
        if kind == _FORM:
            for name, values in _fields(body).items():
                fields.setdefault(name, []).extend(values)
        elif kind == "application/sparql-query":
            fields.setdefault("query", []).append(body)
        else:
            raise HTTPException(415, f"send application/sparql-query or {_FORM}")
    if "update" in fields:
        _refuse_update()
    given = fields.get("query", [])
    if len(given) != 1:
        raise HTTPException(400, f"give one query; {len(given)} were given")
    graphs = (tuple(fields.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return Question(given[0], *graphs)


def answer(current: Current, asked: Question, accept: str, base: str) -> Response:
    """The result in the format that is liked best; 406 if there is none.

    Raises:
        HTTPException: 400 with the reason.
    """
    try:
        result = query(
            current.store(), asked.sparql, base, asked.default_graphs, asked.named_graphs
        )
    except InputError as error:
        raise HTTPException(400, str(error.problem)) from error
    media = chosen(accept, offers(result))
    if media is None:  # not raised: a traceback would take the result to another thread
        return PlainTextResponse(f"this result can be had as {', '.join(offers(result))}", 406)
    return Response(encode(result, media, base), media_type=media)


def _fields(encoded: str) -> dict[str, list[str]]:
    try:
        return parse_qs(encoded, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(400, f"not in UTF-8: {error}") from error


async def _body(request: Request) -> str:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"longer than {MOST_BYTES} bytes")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"not in UTF-8: {error}") from error


def _refuse_update() -> None:
    raise HTTPException(403, "read-only: build the graph again to change it")
