"""Answers of queries as text: a table for people, the W3C formats for programs."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import IO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.errors import InputError, UnknownNameError
from kg.lang import Text
from kg.rdf.iri import readable
from kg.rdf.order import Statement, in_order
from kg.rdf.quads import quad
from kg.rdf.serialise import FORMATS as RDF_FORMATS
from kg.rdf.serialise import serialise
from kg.rdf.vocab import prefixes
from kg.schema import ID_BASE

Result = QueryBoolean | QuerySolutions | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple
FORMATS = ("table", "csv", "json", "ttl")

# Media types of the SPARQL 1.1 Protocol, the preferred one first.
ROWS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
        "application/json": QueryResultsFormat.JSON,
        "application/xml": QueryResultsFormat.XML,
    }
)
GRAPHS: Mapping[str, str] = MappingProxyType(
    {known.media: suffix for suffix, known in RDF_FORMATS.items() if not known.graphs}
)


def offers(result: Result) -> tuple[str, ...]:
    """The media types that a result can be had in, the preferred one first."""
    return tuple(GRAPHS if isinstance(result, QueryTriples) else ROWS)


def encode(result: Result, media: str, base: str = ID_BASE) -> bytes:
    """``result`` as one of its ``offers``."""
    stream = io.BytesIO()
    encode_to(result, stream, media, base)
    return stream.getvalue()


def encode_to(result: Result, stream: IO[bytes], media: str, base: str = ID_BASE) -> None:
    """The same, written to ``stream``. What its ``write`` raises ends the query."""
    if isinstance(result, QueryTriples):
        serialise(map(quad, in_order(map(_triple, result))), stream, GRAPHS[media], base)
    else:
        result.serialize(stream, ROWS[media])


def format_result(result: Result, name: str, base: str = ID_BASE) -> str:
    """``result`` as one of FORMATS.

    Raises:
        UnknownNameError: there is no such format.
        InputError: the format is not for this kind of query.
    """
    if name not in FORMATS:
        raise UnknownNameError(Text("格式", "format"), name, FORMATS)
    if name == "table":
        return aligned(*table(result, base))
    if isinstance(result, QueryTriples):
        if name == "csv":
            raise InputError(
                "csv",
                Text(
                    "CONSTRUCT 和 DESCRIBE 的结果是图；请用 ttl 或 json",
                    "CONSTRUCT and DESCRIBE give a graph; use ttl or json",
                ),
            )
        media = "text/turtle" if name == "ttl" else "application/ld+json"
    else:
        if name == "ttl":
            raise InputError(
                "ttl",
                Text(
                    "SELECT 和 ASK 的结果是行；请用 CONSTRUCT，或用 csv、json",
                    "SELECT and ASK give rows; use CONSTRUCT, or csv or json",
                ),
            )
        media = "text/csv" if name == "csv" else "application/sparql-results+json"
    text = encode(result, media, base).decode()
    if name == "json":
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    return text.replace("\r\n", "\n")


def table(
    result: Result, base: str = ID_BASE, most: int | None = None
) -> tuple[list[str], list[list[str]]]:
    """Header and at most ``most`` rows, IRIs shortened to our prefixes; no value is no text.

    Names are to be read: the escapes of an IRI are the characters that they stand for.
    """
    known = prefixes(base)
    if isinstance(result, QueryBoolean):
        return ["ask"], [["true" if result else "false"]]
    if isinstance(result, QueryTriples):
        terms = (_triple(triple) for triple in islice(result, most))
        return ["subject", "predicate", "object"], [_row(row, known) for row in terms]
    names = [variable.value for variable in result.variables]
    rows = islice(result, most)
    return names, [_row([solution[name] for name in names], known) for solution in rows]


def _triple(triple: Triple) -> Statement:
    return (triple.subject, triple.predicate, triple.object)


def _row(terms: Iterable[Term | None], known: Mapping[str, str]) -> list[str]:
    return [_short(term, known) for term in terms]


def _short(term: Term | None, known: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        for prefix, namespace in known.items():
            if term.value.startswith(namespace) and len(term.value) > len(namespace):
                return f"{prefix}:{readable(term.value.removeprefix(namespace))}"
        return f"<{term.value}>"
    return str(term)


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns with two spaces between; a Chinese character is two columns of a terminal wide."""
    cells = [[" ".join(cell.split()) for cell in row] for row in (header, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _width(text: str) -> int:
    """
    >>> _width("广东GDP")
    7
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))
