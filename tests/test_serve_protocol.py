"""The endpoint against the SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013).

A row of QUERIES and of BAD is one test case of the W3C's protocol test suite, by its name there,
written from the text of the standard (the section is named) with data of our own. Cases of that
suite that do not apply, because the endpoint is read-only (sections 2.2 and 2.3 describe update,
which a service may refuse):

    update-post-form, update-post-direct, update-dataset-default-graph,
    update-dataset-default-graphs, update-dataset-named-graphs, update-dataset-full,
    update-base-uri: there is no update; all are refused with 403 (UPDATES below)

The Graph Store HTTP Protocol is another standard and is not offered.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import store
from kg.serve import Limits, Options, application

if TYPE_CHECKING:
    from tests.conftest import Answer, Client, Served

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"

ONE, TWO, THREE = (f"https://example.org/graph/{n}" for n in (1, 2, 3))
NAME = NamedNode("https://schema.org/name")


def place(name: str, graph: str | None = None) -> Quad:
    subject = NamedNode(f"https://w3id.org/zhengtu/id/region/{name}")
    if graph is None:
        return Quad(subject, NAME, Literal(name))
    return Quad(subject, NAME, Literal(name), NamedNode(graph))


QUADS = (place("甲"), place("乙", ONE), place("丙", TWO), place("丁", THREE))
NAMES = "SELECT ?n { ?s schema:name ?n } ORDER BY ?n"
ALL_NAMES = (
    "SELECT ?n { { ?s schema:name ?n } UNION { GRAPH ?g { ?s schema:name ?n } } } ORDER BY ?n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, served: Served) -> Iterator[Client]:
    out = tmp_path_factory.mktemp("out")
    store.write(out, QUADS)
    with served(application(out, options=Options(limits=Limits(workers=1)))) as client:
        yield client


def names(answer: Answer) -> list[str]:
    assert (answer.status, answer.media) == (200, JSON), answer.text
    return [row["n"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]


def send(client: Client, how: str, query: str, **graphs: list[str]) -> Answer:
    """The query by one of the three operations of section 2.1."""
    if how == "GET":
        return client.get("/sparql", "*/*", query=query, **graphs)
    if how == "form":
        body = urlencode({"query": query, **graphs}, doseq=True)
        return client.post(body, {"Content-Type": FORM})
    path = f"/sparql?{urlencode(graphs, doseq=True)}"
    return client.post(query, {"Content-Type": f"{QUERY}; charset=utf-8"}, path)


D, N = "default-graph-uri", "named-graph-uri"

# name of the W3C case, section, how, query, dataset of the request, names that are found
QUERIES = [
    ("query-get", "2.1.1", "GET", NAMES, {}, "甲"),
    ("query-post-form", "2.1.2", "form", NAMES, {}, "甲"),
    ("query-post-direct", "2.1.3", "direct", NAMES, {}, "甲"),
    ("query-dataset-default-graph", "2.1.4", "direct", NAMES, {D: [ONE]}, "乙"),
    ("query-dataset-default-graphs-get", "2.1.4", "GET", NAMES, {D: [ONE, TWO]}, "丙乙"),
    ("query-dataset-default-graphs-post", "2.1.4", "form", NAMES, {D: [ONE, TWO]}, "丙乙"),
    ("query-dataset-named-graphs-get", "2.1.4", "GET", ALL_NAMES, {N: [ONE, TWO]}, "丙乙"),
    ("query-dataset-named-graphs-post", "2.1.4", "form", ALL_NAMES, {N: [ONE, TWO]}, "丙乙"),
    ("query-dataset-full", "2.1.4", "GET", ALL_NAMES, {D: [THREE], N: [ONE, TWO]}, "丁丙乙"),
    (
        "query-multiple-dataset",  # that of the request counts, not that of the query
        "2.1.4",
        "GET",
        f"SELECT ?n FROM <{TWO}> {{ ?s schema:name ?n }}",
        {D: [ONE]},
        "乙",
    ),
    (
        "the dataset of the query",
        "2.1.4",
        "GET",
        f"SELECT ?n FROM <{TWO}> {{ ?s ?p ?n }}",
        {},
        "丙",
    ),
    ("no union of the graphs", "2.1.4", "GET", ALL_NAMES, {}, "丁丙乙甲"),
    ("a graph that is not there", "2.1.4", "GET", NAMES, {D: ["https://example.org/0"]}, ""),
]


@pytest.mark.parametrize(
    ("how", "query", "graphs", "found"),
    [pytest.param(*row[2:], id=row[0]) for row in QUERIES],
)
def test_query(
    client: Client, how: str, query: str, graphs: dict[str, list[str]], found: str
) -> None:
    assert sorted(names(send(client, how, query, **graphs))) == sorted(found)


ASK = "ASK { ?s schema:name '甲' }"
CONSTRUCT = "CONSTRUCT { ?s schema:name ?n } WHERE { ?s schema:name ?n }"
DESCRIBE = "DESCRIBE region:甲"

# name of the W3C case, query, Accept, media type of the answer (sections 2.1.5 and 2.1.6)
CONTENT = [
    *(("query-content-type-select", NAMES, accept, accept) for accept in (JSON, XML, CSV, TSV)),
    *(("query-content-type-ask", ASK, accept, accept) for accept in (JSON, XML, CSV, TSV)),
    *(
        (f"query-content-type-{form}", query, accept, accept)
        for form, query in (("describe", DESCRIBE), ("construct", CONSTRUCT))
        for accept in (
            "text/turtle",
            "application/n-triples",
            "application/ld+json",
            "application/rdf+xml",
        )
    ),
    ("what a browser sends", NAMES, "text/html, */*;q=0.1", JSON),
    ("what is liked best", NAMES, f"{XML};q=0.5, {CSV};q=0.9, {JSON};q=0.1", CSV),
    ("anything", CONSTRUCT, "*/*", "text/turtle"),
]


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [pytest.param(*row[1:], id=f"{row[0]} {row[2]}") for row in CONTENT],
)
def test_query_content_type(client: Client, query: str, accept: str, media: str) -> None:
    answer = client.get("/sparql", accept, query=query)
    assert (answer.status, answer.media) == (200, media)
    assert "甲" in answer.text or query == ASK
    assert query != ASK or "true" in answer.text.lower()


@pytest.mark.parametrize(
    ("media", "text"),
    [
        (CSV, "n\r\n甲\r\n"),
        (TSV, '?n\n"甲"\n'),
        (
            JSON,
            '{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"甲"}}]}}',
        ),
    ],
)
def test_rows_are_those_of_the_standard(client: Client, media: str, text: str) -> None:
    assert client.get("/sparql", media, query=NAMES).text == text


def test_result_in_no_accepted_format_is_406(client: Client) -> None:
    answer = client.get("/sparql", "image/png", query=NAMES)
    assert answer.status == 406
    assert JSON in answer.text and "text/turtle" not in answer.text


UTF_16 = "ASK {}".encode("utf-16")

# name of the W3C case, method, path, body, type of content, status
BAD = [
    ("bad-query-method", "PUT", "/sparql?query=ASK%7B%7D", "", "", 405),
    ("bad-multiple-queries", "POST", "/sparql", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
    ("bad-multiple-queries", "GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400),
    ("bad-query-wrong-media-type", "POST", "/sparql", "ASK {}", "text/plain", 415),
    ("bad-query-missing-form-type", "POST", "/sparql", "query=ASK%7B%7D", "", 415),
    ("bad-query-missing-direct-type", "POST", "/sparql", "ASK {}", "", 415),
    ("bad-query-non-utf8", "POST", "/sparql", UTF_16, f"{QUERY}; charset=UTF-16", 400),
    ("bad-query-syntax", "GET", "/sparql?query=ASK%20%7B", None, "", 400),
    ("query in no UTF-8", "POST", "/sparql", b"query=%FF", FORM, 400),
    ("no query", "POST", "/sparql", "", FORM, 400),
    ("dataset without a query", "GET", f"/sparql?{D}={ONE}", None, "", 400),
    ("graph that is no IRI", "GET", f"/sparql?query=ASK%7B%7D&{D}=x", None, "", 400),
    ("another server", "GET", "/sparql?query=ASK%7BSERVICE%3Ca:b%3E%7B%7D%7D", None, "", 400),
]
CLEAR = "CLEAR ALL"
UPDATES = [
    ("update-post-form", "POST", "/sparql", "update=CLEAR+ALL", FORM, 403),
    ("update-post-direct", "POST", "/sparql", CLEAR, UPDATE, 403),
    ("bad-update-get", "GET", "/sparql?update=CLEAR+ALL", None, "", 403),
    ("bad-multiple-updates", "POST", "/sparql", "update=CLEAR+ALL&update=CLEAR+ALL", FORM, 403),
    ("bad-update-wrong-media-type", "POST", "/sparql", CLEAR, "text/plain", 415),
    ("bad-update-missing-form-type", "POST", "/sparql", "update=CLEAR+ALL", "", 415),
    ("bad-update-non-utf8", "POST", "/sparql", CLEAR.encode("utf-16"), UPDATE, 403),
    ("bad-update-syntax", "POST", "/sparql", "update=CLEAR+XYZ", FORM, 403),
    ("bad-update-dataset-conflict", "POST", "/sparql", "using-graph-uri=a:b&update=x", FORM, 403),
    ("update as query", "GET", "/sparql?query=INSERT%20DATA%7B%7D", None, "", 403),
    ("update with prefixes", "POST", "/sparql", "PREFIX a: <b> # c\ndelete where {}", QUERY, 403),
]


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status"),
    [pytest.param(*row[1:], id=row[0]) for row in (*BAD, *UPDATES)],
)
def test_bad_request_says_why(
    client: Client, method: str, path: str, body: str | bytes | None, kind: str, status: int
) -> None:
    answer = client.ask(method, path, body, {"Content-Type": kind} if kind else {})
    assert (answer.status, answer.media) == (status, "text/plain")
    assert answer.text.strip()
    assert names(client.get("/sparql", query=NAMES)) == ["甲"]  # and nothing has changed


def test_reason_is_in_two_languages_and_names_the_place(client: Client) -> None:
    text = client.get("/sparql", query="SELECT ?a {").text
    assert text.startswith("查询有误 / wrong query: ") and "error at 1:12, " in text


def test_service_description_comes_without_a_query(client: Client) -> None:
    answer = client.get("/sparql", "application/n-triples")
    assert (answer.status, answer.media) == (200, "application/n-triples")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = f"http://127.0.0.1:{client.port}/sparql"
    said = {
        (quad.predicate.value, quad.object.value)
        for quad in parse(answer.body, RdfFormat.N_TRIPLES)
        if str(quad.subject) == f"<{endpoint}>" and not isinstance(quad.object, Literal)
    }
    formats = {value.rpartition("/")[2] for name, value in said if name == f"{sd}resultFormat"}
    assert formats == {
        *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
        *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
    }
    assert {pair for pair in said if pair[0] != f"{sd}resultFormat"} == {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{sd}Service"),
        (f"{sd}endpoint", endpoint),
        (f"{sd}supportedLanguage", f"{sd}SPARQL11Query"),
        (f"{sd}defaultDataset", f"{endpoint}#dataset"),
    }
    assert client.get("/sparql", "text/html").headers["location"] == "/query"


def test_unchanged_result_is_not_sent_again(client: Client) -> None:
    first = client.get("/sparql", query=NAMES)
    path = f"/sparql?{urlencode({'query': NAMES})}"
    known = {"Accept": "*/*", "If-None-Match": first.headers["etag"]}
    again = client.ask("GET", path, None, known)
    assert (again.status, again.body) == (304, b"")
    assert client.ask("GET", path, None, {**known, "Accept": CSV}).status == 200
    other = f"/sparql?{urlencode({'query': NAMES + ' LIMIT 1'})}"
    assert client.ask("GET", other, None, known).status == 200


def test_result_that_changes_by_itself_has_no_tag(client: Client) -> None:
    answer = client.get("/sparql", query="SELECT (RAND() AS ?x) {}")
    assert "etag" not in answer.headers and answer.headers["cache-control"] == "no-store"


def test_long_result_is_packed_for_who_takes_it(client: Client) -> None:
    path = "/sparql?" + urlencode({"query": f"SELECT ('{'长' * 1000}' AS ?n) {{}}"})
    plain = client.ask("GET", path, None, {"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    packed = client.ask("GET", path, None, {"Accept-Encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Accept-Encoding" in packed.headers["vary"]
