"""Answers as text, and queries that may not be asked."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import InputError, UnknownNameError
from kg.rdf import prefixes
from kg.rdf.results import Result, format_result, table
from kg.rdf.sparql import refuse_service
from kg.schema import ID_BASE

REGION = NamedNode(f"{ID_BASE}region/990100")
NAME = NamedNode("https://schema.org/name")
SELECT = "SELECT ?r ?name ?none { ?r schema:name ?name OPTIONAL { ?r zt:x ?none } } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def ask(sparql: str) -> Result:
    store = Store()
    store.extend([Quad(REGION, NAME, Literal("云州")), Quad(REGION, NAME, Literal("YZ\n市"))])
    return store.query(sparql, prefixes=prefixes())


def test_table_aligns_chinese() -> None:
    assert format_result(ask(SELECT), "table") == (
        "r              name   none\n"
        "-------------  -----  ----\n"
        "region:990100  YZ 市\n"
        "region:990100  云州\n"
    )


def test_table_of_a_question() -> None:
    assert format_result(ask("ASK { ?s ?p ?o }"), "table") == "ask\n----\ntrue\n"


def test_table_of_a_graph() -> None:
    header, rows = table(ask(CONSTRUCT), most=1)
    assert header == ["subject", "predicate", "object"]
    assert [row[:2] for row in rows] == [["region:990100", "schema:name"]]


def test_csv_has_the_values() -> None:
    text = format_result(ask(SELECT), "csv")
    assert text == f'r,name,none\n{REGION.value},"YZ\n市",\n{REGION.value},云州,\n'


def test_json_is_the_format_of_the_standard() -> None:
    found = json.loads(
        format_result(ask("SELECT ?name { ?r schema:name ?name } ORDER BY ?name"), "json")
    )
    names = [row["name"]["value"] for row in found["results"]["bindings"]]
    assert names == ["YZ\n市", "云州"]


def test_ttl_of_a_graph_is_sorted() -> None:
    text = format_result(ask(CONSTRUCT), "ttl")
    assert text.splitlines()[-1] == r'region:990100 schema:name "YZ\n市" , "云州" .'


@pytest.mark.parametrize(("sparql", "name"), [(SELECT, "ttl"), (CONSTRUCT, "csv")])
def test_format_that_does_not_fit_says_so(sparql: str, name: str) -> None:
    with pytest.raises(InputError, match=f"^{name}: .* give"):
        format_result(ask(sparql), name)


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="xls: no such format; known: csv, json, table, ttl"):
        format_result(ask(SELECT), "xls")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1 FILTER(1<2)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p <a:\\u0041#> SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o } # '\n VALUES ?x { 1 } SERVICE <http://127.0.0.1:9/> {} # '",
    ],
)
def test_query_that_asks_another_server_is_refused(sparql: str) -> None:
    with pytest.raises(InputError, match="SERVICE asks another server"):
        refuse_service(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?service ?p ?o }",
        "SELECT * { ?s schema:serviceType ?o }",
        "SELECT * { ?s ?p <https://example.org/service> }",
        "SELECT * { ?s ?p 'SERVICE <x>' , \"a\\\" SERVICE\" , '''SERVICE''', 'x'@en-service }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://127.0.0.1:9/>",
    ],
)
def test_the_word_elsewhere_is_no_matter(sparql: str) -> None:
    refuse_service(sparql)
