"""What a request asks: the query operation of the SPARQL 1.1 Protocol (W3C, section 2.1)."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.jobs import READ_ONLY, Question

Fields = dict[str, list[str]]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


async def fields_of(request: Request, most: int) -> Fields:
    """The parameters of a request by GET, by POST of a form and by POST of a query.

    Raises:
        HTTPException: 400 not in UTF-8; 403 an update; 413 longer than ``most`` bytes; 415 unknown
            kind of content.
    """
    fields = _parsed(request.url.query)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == _UPDATE:
            raise HTTPException(403, READ_ONLY)
        if kind not in (_FORM, _QUERY):
            raise HTTPException(415, f"请发送 / send {_QUERY} or {_FORM}")
        body = await _body(request, most)
        added = _parsed(body) if kind == _FORM else {"query": [body]}
        for name, values in added.items():
            fields.setdefault(name, []).extend(values)
    return fields


def question(fields: Fields) -> Question:
    """
    Raises:
        HTTPException: 400 no query or more than one; 403 an update.
    """
    if "update" in fields:
        raise HTTPException(403, READ_ONLY)
    given = fields.get("query", [])
    if len(given) != 1:
        raise HTTPException(
            400, f"请给出一个查询，收到 {len(given)} 个 / give one query; {len(given)} were given"
        )
    graphs = (tuple(fields.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return Question(given[0], *graphs)


def _parsed(encoded: str) -> Fields:
    try:
        return parse_qs(encoded, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(400, f"不是 UTF-8 / not in UTF-8: {error}") from error


async def _body(request: Request, most: int) -> str:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(
                413, f"请求超过 {most} 字节 / the request is longer than {most} bytes"
            )
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"不是 UTF-8 / not in UTF-8: {error}") from error
