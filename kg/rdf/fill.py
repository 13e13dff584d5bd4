"""Values in the place of a query's variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import InputError
from kg.lang import Text
from kg.rdf.sparql import DATA
from kg.rdf.values import to_term
from kg.schema import ID_BASE

# Of what is no data: words and brackets, to know where a SELECT clause ends.
_TOKEN = re.compile(rf"{DATA.pattern} | [A-Za-z]+ | [{{}}()]", re.VERBOSE | re.DOTALL)


def fill(sparql: str, values: Mapping[str, Any], base: str = ID_BASE) -> str:
    """The query with terms in the place of variables: ``?year`` or ``$year`` for ``year=2025``.

    Terms are written by their own rules, so a value never becomes syntax; words in strings, IRIs and
    comments stay. A variable that is selected is selected still, with this value.

    >>> fill("SELECT ?n ?y { ?t zt:byYear ?y ; schema:name ?n }", {"y": 2025}).partition("{")[0]
    'SELECT ?n ("2025"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?y) '

    Raises:
        InputError: the query has no such variable; RDF has no such value.
    """
    terms = {name: str(to_term(value, base)) for name, value in values.items()}
    found: set[str] = set()
    made = "".join(_filled(sparql, terms, found))
    if missing := sorted(terms.keys() - found):
        raise InputError(
            Text("查询", "query"),
            Text(f"没有变量 ?{missing[0]}", f"has no variable ?{missing[0]}"),
        )
    return made


def _filled(sparql: str, terms: Mapping[str, str], found: set[str]) -> Iterator[str]:
    at, selecting, depth = 0, False, 0
    for token in _TOKEN.finditer(sparql):
        word, name = token[0], token[0][1:]
        yield sparql[at : token.start()]
        at = token.end()
        if word[0] in "?$" and name in terms:
            found.add(name)
            plain = not selecting or depth
            yield terms[name] if plain else f"({terms[name]} AS ?{name})"
            continue
        yield word
        if word in "()":
            depth += 1 if word == "(" else -1
        elif word.upper() in ("SELECT", "WHERE", "FROM", "{"):
            selecting = word.upper() == "SELECT"
    yield sparql[at:]
