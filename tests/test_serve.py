"""The local server, asked over HTTP as a browser or a program would."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import uvicorn

from kg import store
from kg.errors import InputError, StoreError
from kg.graph import build
from kg.rdf import all_quads
from kg.serve import application, serve
from kg.serve.protocol import MOST_BYTES
from kg.types import Article, Document, Entity, Fact, Mention, Span

TEXT = "云州市印发《方案》。"
REGION = Entity("region/990100", "REGION", "云州市")
PLAN = Entity("policy/方案/<一>", "POLICY", "方案<一>")
DOCUMENT = Document(
    Article("0" * 16, "a", TEXT, "云州的方案", "2023-05-04"),
    sentences=(Span(0, len(TEXT)),),
    mentions=(Mention(Span(0, 3), "REGION", "pattern", 1.0, REGION.id),),
    entities=(PLAN, REGION),
    facts=(Fact(REGION.id, "issues", PLAN.id, (Span(0, len(TEXT)),), "verb", 0.9),),
)
SELECT = "SELECT ?name { region:990100 schema:name ?name }"
CONSTRUCT = "CONSTRUCT { ?s zt:issues ?o } WHERE { ?s zt:issues ?o }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SPARQL = {"Content-Type": "application/sparql-query"}


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.media = (response.getheader("content-type") or "").split(";")[0]
        self.text = response.read().decode()

    def names(self) -> list[str]:
        rows = json.loads(self.text)["results"]["bindings"]
        return [row["name"]["value"] for row in rows]


class Client:
    """Asks a server at a port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, accept: str = "*/*", **fields: str) -> Answer:
        query = f"?{urlencode(fields)}" if fields else ""
        return self._ask("GET", path + query, None, {"Accept": accept})

    def post(self, body: str | bytes, headers: dict[str, str], path: str = "/sparql") -> Answer:
        return self._ask("POST", path, body, headers)

    def _ask(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        content = body.encode() if isinstance(body, str) else body
        connection.request(method, path, content, headers)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    store.write(folder, all_quads(build([DOCUMENT]), [DOCUMENT]))
    (folder / "graph.html").write_text("<!DOCTYPE html><title>图</title>", "utf-8")
    return folder


@pytest.fixture(scope="module")
def client(out: Path) -> Iterator[Client]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application(out), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield Client(listening.getsockname()[1])
        server.should_exit = True
        thread.join()


def test_root_is_the_explorer(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status, answer.media) == (200, "text/html")
    assert answer.text == "<!DOCTYPE html><title>图</title>"


def test_query_by_get(client: Client) -> None:
    answer = client.get("/sparql", query=SELECT)
    assert (answer.status, answer.media) == (200, "application/sparql-results+json")
    assert answer.names() == ["云州市"]


def test_query_by_form(client: Client) -> None:
    assert client.post(urlencode({"query": SELECT}), FORM).names() == ["云州市"]


def test_query_as_body(client: Client) -> None:
    assert client.post(SELECT, SPARQL).names() == ["云州市"]


@pytest.mark.parametrize(
    ("accept", "media", "part"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '"云州市"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<sparql xmlns"),
        ("text/csv", "text/csv", "name\r\n云州市\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values", '?name\n"云州市"\n'),
        ("text/html, */*;q=0.1", "application/sparql-results+json", '"云州市"'),
    ],
)
def test_rows_come_as_asked(client: Client, accept: str, media: str, part: str) -> None:
    answer = client.get("/sparql", accept, query=SELECT)
    assert (answer.status, answer.media) == (200, media)
    assert part in answer.text


@pytest.mark.parametrize(
    ("accept", "media", "part"),
    [
        ("*/*", "text/turtle", "region:990100 zt:issues"),
        (
            "application/n-triples",
            "application/n-triples",
            "> <https://w3id.org/zhengtu/ns#issues>",
        ),
        ("application/ld+json", "application/ld+json", '"@id"'),
    ],
)
def test_graphs_come_as_asked(client: Client, accept: str, media: str, part: str) -> None:
    answer = client.get("/sparql", accept, query=CONSTRUCT)
    assert (answer.status, answer.media) == (200, media)
    assert part in answer.text


def test_question_is_answered(client: Client) -> None:
    assert json.loads(client.get("/sparql", query="ASK {}").text)["boolean"] is True


def test_default_graph_of_the_request_counts(client: Client) -> None:
    graph = {"default-graph-uri": f"https://w3id.org/zhengtu/id/article/{'0' * 16}"}
    assert client.get("/sparql", query=SELECT, **graph).names() == ["云州市"]
    other = {"default-graph-uri": "https://example.org/"}
    assert client.get("/sparql", query=SELECT, **other).names() == []


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({}, 400, "give one query; 0 were given"),
        ({"query": "SELECT"}, 400, "error at 1:7"),
        ({"query": "INSERT DATA { <a:a> <a:b> 1 }"}, 400, "error at 1:"),
        ({"update": "CLEAR ALL"}, 403, "read-only"),
        ({"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}, 400, "SERVICE asks another server"),
        ({"query": "ASK {}", "default-graph-uri": "x"}, 400, "not the IRI of a graph"),
    ],
)
def test_wrong_request_gets_the_reason(
    client: Client, fields: dict[str, str], status: int, reason: str
) -> None:
    answer = client.get("/sparql", **fields)
    assert (answer.status, answer.media) == (status, "text/plain")
    assert reason in answer.text


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("update=CLEAR+ALL", FORM, 403),
        ("CLEAR ALL", {"Content-Type": "application/sparql-update"}, 403),
        ("query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        ("ASK {}", {"Content-Type": "text/plain"}, 415),
        (b"\xff", SPARQL, 400),
        (b"query=%FF", FORM, 400),
        ("#" * (MOST_BYTES + 1), SPARQL, 413),
    ],
)
def test_wrong_post_is_refused(
    client: Client, body: str | bytes, headers: dict[str, str], status: int
) -> None:
    assert client.post(body, headers).status == status


def test_result_in_no_accepted_format_is_406(client: Client) -> None:
    assert client.get("/sparql", "image/png", query=SELECT).status == 406


def test_page_of_another_host_name_reads_nothing(client: Client) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=20)
    connection.request("GET", "/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 400
    connection.close()


def test_query_page_shows_a_form_and_escaped_rows(client: Client) -> None:
    assert "<textarea" in client.get("/query").text
    answer = client.get("/query", query="SELECT ?n { ?p a zt:Policy ; schema:name ?n }")
    assert "1 行 rows" in answer.text
    assert "<td>方案&lt;一&gt;</td>" in answer.text


def test_query_page_shows_what_is_wrong(client: Client) -> None:
    answer = client.get("/query", query="SELECT <b>")
    assert answer.status == 200
    assert 'class="wrong">error at 1:' in answer.text


@pytest.mark.parametrize("path", ["/query", "/id/region/990100"])
def test_pages_fetch_nothing_from_elsewhere(client: Client, path: str) -> None:
    text = client.get(path, "text/html").text
    assert "default-src 'none'" in text
    assert "<script" not in text and "<link" not in text and "src=" not in text


def test_id_is_a_page_for_people(client: Client) -> None:
    answer = client.get("/id/region/990100", "text/html,*/*;q=0.8")
    assert (answer.status, answer.media) == (200, "text/html")
    assert "<h1>云州市</h1>" in answer.text
    assert (
        f'<a href="/id/policy/{quote("方案")}%2F%3C{quote("一")}%3E">方案&lt;一&gt;</a>'
        in answer.text
    )
    assert f"<td>{TEXT}</td><td>云州的方案</td><td>2023-05-04</td>" in answer.text


def test_id_with_escapes_is_found(client: Client) -> None:
    answer = client.get(f"/id/policy/{quote('方案/<一>', safe='')}", "text/html")
    assert "<h1>方案&lt;一&gt;</h1>" in answer.text


def test_id_is_turtle_for_programs(client: Client) -> None:
    answer = client.get("/id/region/990100", "text/turtle")
    assert (answer.status, answer.media) == (200, "text/turtle")
    assert 'schema:name "云州市"' in answer.text
    assert r"zt:issues policy:方案\%2F\%3C一\%3E" in answer.text


@pytest.mark.parametrize("path", ["/id/region/1", "/id/city/1", "/nothing"])
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.get(path).status == 404


def test_serve_wants_a_finished_build(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store in it"):
        serve(tmp_path, 0)


def test_serve_says_which_port_is_taken(out: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port}: cannot be used"):
            serve(out, port)


def test_serve_says_that_a_port_is_no_port(out: Path) -> None:
    with pytest.raises(InputError, match="port 99999: cannot be used"):
        serve(out, 99999)
