"""Pages as text: no script, no outside assets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template

EXAMPLE = """# 支持产业最多的政策 · policies that cover most industries
SELECT ?name (COUNT(?industry) AS ?industries) WHERE {
  ?policy zt:covers ?industry ; schema:name ?name .
}
GROUP BY ?name ORDER BY DESC(?industries) ?name LIMIT 20
"""


def page(title: str, content: str) -> str:
    """``content`` is HTML, ``title`` is text."""
    template = files("kg").joinpath("serve/page.html").read_text("utf-8")
    return Template(template).substitute(title=escape(title), content=content)


def query_page(sparql: str, result: str) -> str:
    """The form, and ``result`` as HTML under it."""
    form = (
        '<form method="get" action="/query">'
        f'<textarea name="query" aria-label="SPARQL" spellcheck="false">{escape(sparql)}</textarea>'
        "<p><button>运行 run</button></p></form>"
    )
    return page("SPARQL 查询 query", form + result)


def message(text: str) -> str:
    return f'<p class="wrong">{escape(text)}</p>'


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
