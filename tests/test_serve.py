"""The local server, asked over HTTP as a browser or a program would."""

from __future__ import annotations

import gzip
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg import store
from kg.errors import InputError, StoreError
from kg.graph import build
from kg.rdf import all_quads
from kg.schema import ID_BASE
from kg.serve import Limits, Options, application, serve
from kg.types import Article, Document, Entity, Fact, Mention, Span

if TYPE_CHECKING:
    from tests.conftest import Client, Served

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
OPTIONS = Options(limits=Limits(workers=1))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    store.write(folder, all_quads(build([DOCUMENT]), [DOCUMENT]))
    (folder / "graph.html").write_text("<!DOCTYPE html><title>图</title>", "utf-8")
    return folder


@pytest.fixture(scope="module")
def client(out: Path, served: Served) -> Iterator[Client]:
    with served(application(out, options=OPTIONS)) as client:
        yield client


def test_root_is_the_explorer(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status, answer.media) == (200, "text/html")
    assert answer.text == "<!DOCTYPE html><title>图</title>"


def test_page_of_another_host_name_reads_nothing(client: Client) -> None:
    assert client.ask("GET", "/", None, {"Host": "evil.example"}).status == 400
    assert client.ask("GET", "/", None, {"Host": f"localhost:{client.port}"}).status == 200


def test_other_sites_read_nothing_unless_they_are_named(
    client: Client, out: Path, served: Served
) -> None:
    origin = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in client.ask("GET", "/sparql", None, origin).headers
    options = Options(limits=Limits(workers=1), origins=("https://example.org",))
    with served(application(out, options=options)) as open_client:
        answer = open_client.ask("GET", "/sparql", None, origin)
        assert answer.headers["access-control-allow-origin"] == "https://example.org"
        other = open_client.ask("GET", "/sparql", None, {"Origin": "https://other.example"})
        assert "access-control-allow-origin" not in other.headers


def test_id_is_a_page_for_people(client: Client) -> None:
    answer = client.get("/id/region/990100", "text/html,*/*;q=0.8")
    assert (answer.status, answer.media) == (200, "text/html")
    assert "<h1>云州市</h1>" in answer.text
    plan = f"/id/policy/{quote('方案', safe='')}%2F%3C{quote('一')}%3E"
    assert f'<a href="{plan}">方案&lt;一&gt;</a>' in answer.text
    assert '<mark class="self">云州市</mark>印发《方案》。' in answer.text
    assert ">云州的方案</a><span>2023-05-04</span>" in answer.text


def test_page_of_an_id_runs_nothing_of_the_graph_and_asks_no_one_else(client: Client) -> None:
    answer = client.get(f"/id/policy/{quote('方案/<一>', safe='')}", "text/html")
    policy = dict(
        part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<一>" not in answer.text
    addresses = re.findall(r'(?:src|href)="([^"]*)"', answer.text)
    assert all(address.startswith(("/", "data:")) for address in addresses)


def test_life_of_a_policy_says_what_is_unknown(client: Client) -> None:
    text = client.get(f"/id/policy/{quote('方案/<一>', safe='')}", "text/html").text
    life = text.partition("生命周期")[2].partition("</section>")[0]
    unknown = '<span class="unknown"><span class="zh">未知</span>'
    assert re.findall(r'<dt><span class="zh">([^<]*)', life)[:2] == ["文号", "文种"]
    assert unknown in life.partition("生效日期")[2].partition("<dt>")[0]


@pytest.mark.parametrize("kind", ["article", "sentence", "statement"])
def test_where_it_is_said_has_a_page_too(client: Client, kind: str) -> None:
    query = {
        "article": "SELECT ?x { ?x a schema:NewsArticle }",
        "sentence": "SELECT ?x { ?x a nif:Sentence }",
        "statement": "SELECT ?x { ?x a rdf:Statement }",
    }[kind]
    rows = json.loads(client.get("/sparql", query=query).text)["results"]["bindings"]
    path = "/id/" + rows[0]["x"]["value"].removeprefix(ID_BASE)
    answer = client.get(path, "text/html")
    assert (answer.status, answer.media) == (200, "text/html")
    assert '<mark><a href="/id/region/990100">云州市</a></mark>印发' in answer.text
    assert "方案&lt;一&gt;</a>" in answer.text


def test_id_with_escapes_is_found(client: Client) -> None:
    answer = client.get(f"/id/policy/{quote('方案/<一>', safe='')}", "text/html")
    assert "<h1>方案&lt;一&gt;</h1>" in answer.text


@pytest.mark.parametrize(
    ("suffix", "accept", "media", "part"),
    [
        ("", "text/turtle", "text/turtle", 'schema:name "云州市"'),
        ("", "*/*", "text/turtle", r"zt:issues policy:方案\%2F\%3C一\%3E"),
        (".ttl", "text/html", "text/turtle", 'schema:name "云州市"'),
        (".nt", "text/html", "application/n-triples", '<https://schema.org/name> "云州市" .'),
        (".jsonld", "text/html", "application/ld+json", '"云州市"'),
        (".rdf", "text/html", "application/rdf+xml", "云州市</"),
        ("", "application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
        (".html", "text/turtle", "text/html", "<h1>云州市</h1>"),
    ],
)
def test_id_is_triples_for_programs(
    client: Client, suffix: str, accept: str, media: str, part: str
) -> None:
    answer = client.get(f"/id/region/990100{suffix}", accept)
    assert (answer.status, answer.media) == (200, media)
    assert part in answer.text


@pytest.mark.parametrize(
    "path", ["/id/region/1", "/id/region/1.ttl", "/id/city/1", "/nothing", "/assets/nothing.js"]
)
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.get(path).status == 404


def test_missing_id_is_a_page_for_people(client: Client) -> None:
    answer = client.get("/id/region/1", "text/html")
    assert (answer.status, answer.media) == (404, "text/html")
    assert "图谱中没有这个编号" in answer.text
    assert "This id is not in the graph" in answer.text


def test_missing_id_leads_to_things_of_such_a_name(client: Client) -> None:
    answer = client.get("/id/org/" + quote("云州"), "text/html")
    assert answer.status == 404
    assert '<a href="/id/region/990100">云州市</a>' in answer.text
    assert 'href="/query?query=' in answer.text
    ends = client.get("/id/org/" + quote("云州/"), "text/html")
    assert (ends.status, "云州市" in ends.text) == (404, True)
    strange = client.get("/id/city/" + quote("<云州>"), "text/html")
    assert (strange.status, "<云州>" in strange.text) == (404, False)
    plain = client.get("/id/org/" + quote("云州"), "text/turtle")
    assert (plain.status, plain.media) == (404, "text/plain")


def test_browser_asks_for_an_icon_and_finds_no_error(client: Client) -> None:
    assert client.get("/favicon.ico").status == 204


def test_page_speaks_the_language_of_the_browser(client: Client) -> None:
    english = {"Accept": "text/html", "Accept-Language": "en-GB,en;q=0.9"}
    assert 'data-lang="en"' in client.ask("GET", "/id/region/990100", None, english).text
    assert 'data-lang="zh"' in client.get("/id/region/990100", "text/html").text


def test_scripts_and_styles_are_sent_once(client: Client) -> None:
    first = client.get("/assets/site.css")
    assert (first.status, first.media) == (200, "text/css")
    again = client.ask("GET", "/assets/site.css", None, {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    packed = client.ask("GET", "/assets/site.css", None, {"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.body) == first.body


def test_serve_wants_a_finished_build(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store in it"):
        serve(tmp_path, 0)


def test_serve_says_which_port_is_taken(out: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        with pytest.raises(InputError, match=rf"port {port}: .*cannot be used"):
            serve(out, port)


def test_serve_says_that_a_port_is_no_port(out: Path) -> None:
    with pytest.raises(InputError, match=r"port 99999: .*cannot be used"):
        serve(out, 99999)
