"""The query page: YASGUI with our prefixes, vocabulary and cookbook, asking this server only."""

from __future__ import annotations

import json
from importlib.resources import files
from string import Template

from starlette.requests import Request
from starlette.responses import Response

from kg.cookbook import bound, recipes
from kg.rdf import prefixes
from kg.rdf.vocab import term
from kg.serve.html import Html
from kg.serve.labels import CLASS_WORDS, PROPERTIES
from kg.serve.pages import STRICT, respond

# CodeMirror and DataTables set styles of elements; nothing else is looser than elsewhere.
_POLICY = STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "img-src data:", "img-src data: blob:"
)
_HEAD = '\n<link rel="stylesheet" href="/assets/query.css">'


def query_page(request: Request, base: str) -> Response:
    """``?query=`` opens a tab with that query."""
    page = files("kg.serve").joinpath("assets/query.html").read_text("utf-8")
    content = Html(Template(page).substitute(data=embedded(site(base))))
    return respond(request, "SPARQL", content, policy=_POLICY, more_head=_HEAD)


def site(base: str) -> dict[str, object]:
    """What the page's program reads (src/site.ts)."""
    return {
        "base": base,
        "prefixes": prefixes(base),
        "classes": [_term(name, *words) for name, words in sorted(CLASS_WORDS.items())],
        "properties": [_term(name, *words) for name, words in sorted(PROPERTIES.items())],
        "cookbook": [
            {
                "name": recipe.name,
                "zh": recipe.question.zh,
                "en": recipe.question.en,
                "sparql": bound(recipe, {}, base=base),
            }
            for recipe in recipes()
        ],
    }


def embedded(data: object) -> str:
    r"""JSON that is safe inside a script element.

    >>> embedded("</script>")
    '"\\u003c/script>"'
    """
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _term(curie: str, zh: str, en: str) -> dict[str, str]:
    return {"iri": term(curie).value, "zh": zh, "en": en}
