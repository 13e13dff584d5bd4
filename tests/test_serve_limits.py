"""What one query may cost others: nothing. Workers are killed at the limit and replaced."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import store
from kg.serve import Limits, Options, application

if TYPE_CHECKING:
    from tests.conftest import Answer, Client, Served

NAME = NamedNode("https://schema.org/name")
NAMES = "SELECT ?n { ?s schema:name ?n } ORDER BY ?n LIMIT 1"
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?f ?l"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


def quads(*names: str) -> list[Quad]:
    return [Quad(NamedNode(f"https://example.org/{name}"), NAME, Literal(name)) for name in names]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    store.write(tmp_path, quads("甲", *map(str, range(300))))
    return tmp_path


def ask(client: Client, query: str) -> Answer:
    return client.get("/sparql", query=query)


def names(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.text
    return [row["n"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]


def options(**limits: float) -> Options:
    return Options(limits=Limits(**{"workers": 1, **limits}))  # type: ignore[arg-type]  # by name


def test_endless_query_ends_at_its_limit_and_the_next_is_answered(
    out: Path, served: Served
) -> None:
    with served(application(out, options=options(seconds=0.7, slow=0.1))) as client:
        answer = ask(client, HOSTILE)
        assert (answer.status, answer.media) == (503, "text/plain")
        assert answer.text.startswith("查询超过 0.7 秒，已停止 / the query took longer than 0.7 s")
        assert "retry-after" not in answer.headers
        assert names(ask(client, NAMES)) == ["0"]


def test_long_result_is_refused_and_the_next_is_answered(out: Path, served: Served) -> None:
    with served(application(out, options=options(result_bytes=10_000))) as client:
        answer = ask(client, LONG)
        assert answer.status == 413
        assert "结果超过 10000 字节" in answer.text and "longer than 10000 bytes" in answer.text
        assert ask(client, "CONSTRUCT WHERE { ?s ?p ?o }").status == 413
        assert names(ask(client, NAMES)) == ["0"]


def test_long_request_is_refused(out: Path, served: Served) -> None:
    with served(application(out, options=options(request_bytes=100))) as client:
        kind = {"Content-Type": "application/sparql-query"}
        answer = client.post("ASK {}" + " " * 95, kind)
        assert answer.status == 413
        assert "请求超过 100 字节 / the request is longer than 100 bytes" in answer.text
        assert client.post("ASK {}", kind).status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts RLIMIT_DATA")
def test_greedy_query_ends_and_the_next_is_answered(out: Path, served: Served) -> None:
    with served(application(out, options=options(memory_bytes=400 << 20))) as client:
        answer = ask(client, GREEDY)
        assert answer.status == 503
        assert "查询占用内存过多" in answer.text and "too much memory" in answer.text
        assert names(ask(client, NAMES)) == ["0"]


def test_what_is_too_much_at_once_is_refused_and_comes_through_later(
    out: Path, served: Served
) -> None:
    limits = options(seconds=1.5, waiting=2, patience=30)
    with served(application(out, options=limits)) as client, ThreadPoolExecutor(12) as threads:
        hostile = threads.submit(ask, client, HOSTILE)
        time.sleep(0.5)
        answers = list(threads.map(lambda _: ask(client, NAMES), range(10)))
        assert hostile.result().status == 503
        refused = [answer for answer in answers if answer.status == 503]
        assert [names(answer) for answer in answers if answer.status != 503] == [["0"]] * 2
        assert len(refused) == 8
        assert {answer.headers["retry-after"] for answer in refused} == {"1"}
        assert all("服务器正忙" in answer.text and "is busy" in answer.text for answer in refused)
        assert names(ask(client, NAMES)) == ["0"]


def test_nobody_waits_longer_than_patience(out: Path, served: Served) -> None:
    limits = options(seconds=3, patience=0.2)
    with served(application(out, options=limits)) as client, ThreadPoolExecutor(1) as threads:
        hostile = threads.submit(ask, client, HOSTILE)
        time.sleep(0.5)
        assert ask(client, NAMES).headers["retry-after"] == "1"
        assert hostile.result().status == 503


def test_others_are_answered_while_an_endless_query_runs(out: Path, served: Served) -> None:
    limits = options(seconds=3, workers=2)
    with served(application(out, options=limits)) as client, ThreadPoolExecutor(1) as threads:
        hostile = threads.submit(ask, client, HOSTILE)
        answered = 0
        while not hostile.done():
            assert names(ask(client, NAMES)) == ["0"]
            answered += 1
        assert answered > 5


def test_query_stops_when_its_client_goes_away(out: Path, served: Served) -> None:
    """The one worker would be busy for a minute; the next query would wait and be refused."""
    with served(application(out, options=options(seconds=60, patience=20))) as client:
        with socket.create_connection(("127.0.0.1", client.port)) as gone:
            path = f"/sparql?{urlencode({'query': HOSTILE})}"
            gone.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            time.sleep(0.5)
        assert names(ask(client, NAMES)) == ["0"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="finds the workers through /proc")
def test_worker_that_was_killed_from_outside_is_replaced(out: Path, served: Served) -> None:
    site = application(out, options=options())
    with served(site) as client:
        assert names(ask(client, NAMES)) == ["0"]
        pool = site.state.pool
        (worker,) = pool._processes
        worker._process.kill()
        worker._process.join()
        assert names(ask(client, NAMES)) == ["0"]


def test_running_server_takes_up_a_new_build_and_answers_meanwhile(
    out: Path, served: Served
) -> None:
    with served(application(out, options=options(workers=2))) as client:
        first = ask(client, NAMES)
        done, seen = threading.Event(), []

        def read() -> None:
            while not done.is_set():
                seen.append(names(ask(client, NAMES))[0])

        thread = threading.Thread(target=read)
        thread.start()
        for name in ("乙", "丙", "丁"):
            store.write(out, quads(name))
        done.set()
        thread.join()
        assert set(seen) <= {"0", "乙", "丙", "丁"}
        last = ask(client, NAMES)
        assert names(last) == ["丁"]
        assert last.headers["etag"] != first.headers["etag"]


def test_store_that_is_gone_is_503(out: Path, served: Served) -> None:
    with served(application(out, options=options())) as client:
        (out / "store" / "CURRENT").unlink()
        answer = ask(client, NAMES)
        assert answer.status == 503
        assert "no store in it; run kg build" in answer.text
        store.write(out, quads("乙"))
        assert names(ask(client, NAMES)) == ["乙"]
