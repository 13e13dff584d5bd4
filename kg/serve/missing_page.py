"""The page of an id that the graph does not have: what it may have meant, and where to search."""

from __future__ import annotations

import json
from urllib.parse import quote

from kg.rdf.fill import fill
from kg.rdf.iri import id_of
from kg.serve.html import Html, element, join
from kg.serve.jobs import Body
from kg.serve.pages import both

_LIKE = """SELECT DISTINCT ?thing ?name WHERE {
  ?thing schema:name ?name FILTER(CONTAINS(?name, ?words))
} ORDER BY STRLEN(?name) ?name ?thing LIMIT 20"""


def like(entity_id: str) -> str:
    """A query for things whose names hold the last part of the id, the shortest names first."""
    return fill(_LIKE, {"words": _words(entity_id)})


def content(entity_id: str, body: Body, base: str) -> Html:
    """``body``: the answer to ``like``."""
    rows = json.loads(body.content)["results"]["bindings"]
    near = [
        element("li", element("a", row["name"]["value"], href=_path(row["thing"]["value"], base)))
        for row in rows
    ]
    asked = f"/query?query={quote(like(entity_id))}"
    return join(
        (
            element("h1", both("图谱中没有这个编号", "This id is not in the graph")),
            element("p", element("code", entity_id)),
            element("p", both("名称相近的有：", "Things with such a name:")) if near else "",
            element("ul", near) if near else "",
            element(
                "p",
                both("还可以：", "You can also "),
                element(
                    "a",
                    both("在图谱中按名称、别名或拼音查找", "search the graph by name"),
                    href="/",
                ),
                both("，或 ", " or "),
                element("a", both("用 SPARQL 查询", "ask in SPARQL"), href=asked),
                both("。", "."),
            ),
        )
    )


def _words(entity_id: str) -> str:
    """Its name without type and without what tells homonyms apart."""
    return entity_id.rstrip("/").rpartition("/")[2].partition("~")[0]


def _path(iri: str, base: str) -> str:
    kind, _, key = id_of(iri, base).partition("/")
    return f"/id/{kind}/{quote(key, safe='')}"
