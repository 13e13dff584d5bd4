"""Python values for terms, and terms for values: what goes into a query and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples

from kg.errors import InputError
from kg.lang import Text
from kg.rdf.iri import iri
from kg.rdf.literals import decimal, integer
from kg.rdf.results import Result, Term
from kg.rdf.vocab import NAMESPACES, prefixes, term
from kg.schema import ID_BASE

Value = str | int | float | bool | date | None
_XSD = NAMESPACES["xsd"]
_READ: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {
        "integer": int,
        "decimal": float,
        "double": float,
        "float": float,
        "boolean": lambda text: text in ("true", "1"),
        "date": date.fromisoformat,
    }
)


def to_term(value: Any, base: str = ID_BASE) -> NamedNode | Literal:
    """The term of a value. Something with an ``id`` is its node; a text is text, never an IRI.

    Raises:
        InputError: RDF has no such value.
    """
    known = getattr(value, "id", None)
    if isinstance(known, str):
        return NamedNode(iri(known, base))
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, bool):
        return Literal(value)
    if isinstance(value, int):
        return integer(value)
    if isinstance(value, float | Decimal):
        return decimal(value)
    if type(value) is date:
        return Literal(value.isoformat(), datatype=term("xsd:date"))
    raise InputError(
        Text("查询", "query"),
        Text(
            f"{value!r} 不是 RDF 的值：请给文字、数、日期或实体",
            f"{value!r} is no value of RDF: give text, number, date or entity",
        ),
    )


def to_value(given: Term | None, base: str = ID_BASE) -> Value:
    """The value of a term.

    A node of the graph becomes its id (``region/440000``), another IRI is shortened to its prefix;
    numbers with a decimal point become doubles. A literal that is not what it says stays text.

    >>> to_value(NamedNode("https://w3id.org/zhengtu/id/region/440000"))
    'region/440000'
    >>> to_value(term("zt:covers")), to_value(integer(3))
    ('zt:covers', 3)
    """
    if given is None:
        return None
    if isinstance(given, NamedNode):
        return _name(given.value, base)
    if isinstance(given, Literal):
        read = _READ.get(given.datatype.value.removeprefix(_XSD), str)
        try:
            return read(given.value)
        except ValueError:
            return given.value
    return str(given)


def columns(result: Result, base: str = ID_BASE) -> dict[str, list[Value]]:
    """The values of an answer, a list a variable; triples are three columns, ASK is one."""
    if isinstance(result, QueryBoolean):
        return {"ask": [bool(result)]}
    if isinstance(result, QueryTriples):
        rows = [(triple.subject, triple.predicate, triple.object) for triple in result]
        names = ["subject", "predicate", "object"]
    else:
        names = [variable.value for variable in result.variables]
        rows = [tuple(solution[name] for name in names) for solution in result]
    return {name: [to_value(row[i], base) for row in rows] for i, name in enumerate(names)}


def _name(address: str, base: str) -> str:
    if address.startswith(base):
        return unquote(address.removeprefix(base))
    for prefix, namespace in prefixes(base).items():
        if address.startswith(namespace) and address != namespace:
            return f"{prefix}:{address.removeprefix(namespace)}"
    return address
