"""What an id stands for: a page for people, triples for programs."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from kg.errors import UnknownNameError
from kg.rdf import iri
from kg.rdf.results import GRAPHS, encode
from kg.serve.negotiation import chosen
from kg.serve.pages import page, table
from kg.store import Current, query

_MOST = 1000  # triples or rows; a province may stand in a million
_ROWS = "application/sparql-results+json"
# Mentions and statements are the evidence of a thing, not its description.
_DESCRIBE = """CONSTRUCT {{ {thing} ?p ?o . ?s ?q {thing} }} WHERE {{
  {{ {thing} ?p ?o }} UNION
  {{ ?s ?q {thing} FILTER(?q NOT IN (zt:names, rdf:subject, rdf:object)) }}
}} LIMIT {most}"""
_SAYS = """SELECT ?p ?o ?name WHERE {{ {thing} ?p ?o OPTIONAL {{ ?o schema:name ?name }} }}
ORDER BY ?p ?name ?o LIMIT {most}"""
_SAID = """SELECT ?s ?p ?name WHERE {{ ?s ?p {thing} OPTIONAL {{ ?s schema:name ?name }}
  FILTER(?p NOT IN (zt:names, rdf:subject, rdf:object)) }} ORDER BY ?p ?name ?s LIMIT {most}"""
_SENTENCES = """SELECT DISTINCT ?words ?headline ?date WHERE {{
  ?mention zt:names {thing} ; nif:sentence ?sentence ; nif:referenceContext ?article .
  ?sentence nif:anchorOf ?words .
  OPTIONAL {{ ?article schema:headline ?headline }}
  OPTIONAL {{ ?article schema:datePublished ?date }}
}} ORDER BY ?date ?words LIMIT 20"""


def describe(current: Current, entity_id: str, accept: str, base: str) -> Response:
    """
    Raises:
        HTTPException: 404 nothing is known of the id; 406 no accepted format.
    """
    try:
        thing = f"<{iri(entity_id, base)}>"
    except UnknownNameError as error:
        raise HTTPException(404, str(error)) from error
    media = chosen(accept, (*GRAPHS, "text/html"))
    if media is None:
        raise HTTPException(406, f"this can be had as {', '.join(GRAPHS)}, text/html")
    if not query(current.store(), f"ASK {{ {thing} ?p ?o }}", base):
        raise HTTPException(404, f"{entity_id}: 图谱中没有 not in the graph")
    if media == "text/html":
        return HTMLResponse(_page(current, entity_id, thing, base))
    result = query(current.store(), _DESCRIBE.format(thing=thing, most=_MOST), base)
    return Response(encode(result, media, base), media_type=media)


def _page(current: Current, entity_id: str, thing: str, base: str) -> str:
    def ask(template: str) -> list[dict[str, Any]]:
        result = query(current.store(), template.format(thing=thing, most=_MOST), base)
        rows: list[dict[str, Any]] = json.loads(encode(result, _ROWS, base))["results"]["bindings"]
        return rows

    says, said, sentences = ask(_SAYS), ask(_SAID), ask(_SENTENCES)
    name = next((row["o"]["value"] for row in says if _local(row["p"]) == "name"), entity_id)
    content = f"<p><code>{escape(thing)}</code></p>" + table(
        ("属性 property", "值 value"),
        [(escape(_local(row["p"])), _cell(row["o"], row.get("name"), base)) for row in says],
    )
    if said:
        content += table(
            ("来自 subject", "属性 property"),
            [(_cell(row["s"], row.get("name"), base), escape(_local(row["p"]))) for row in said],
        )
    if sentences:
        columns = ("words", "headline", "date")
        content += table(
            ("句子 sentence", "文章 article", "日期 date"),
            [[escape(row.get(one, {}).get("value", "")) for one in columns] for row in sentences],
        )
    return page(name, content)


def _local(term: dict[str, str]) -> str:
    return term["value"].replace("#", "/").rsplit("/", 1)[-1]


def _cell(term: dict[str, str], name: dict[str, str] | None, base: str) -> str:
    """A literal as text, a thing of ours as a link to its page here."""
    value = term["value"]
    words = escape(name["value"] if name else value)
    if term["type"] == "uri" and value.startswith(base):
        path = quote(value.removeprefix(base), safe="/%")
        return f'<a href="/id/{escape(path)}">{words}</a>'
    return words
