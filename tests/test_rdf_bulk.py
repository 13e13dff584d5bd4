"""``graph.nq.gz`` into another store: what the README says, done with the oxigraph server."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import rdflib

from kg.build.samples import samples
from kg.config import Config
from kg.graph import build
from kg.pipeline import annotate
from kg.rdf import all_quads, write
from kg.store import open_store, query, write_file
from kg.types import Skip

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
FACTS = (
    "PREFIX zt: <https://w3id.org/zhengtu/ns#>"
    " SELECT (COUNT(*) AS ?n) WHERE { ?p zt:covers ?i . ?o zt:issues ?p }"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk")
    skipped: list[Skip] = []
    documents = list(annotate(samples(skipped.append), Config(recogniser="none")))
    write(all_quads(build(documents), documents), folder / "graph.nq.gz")
    write_file(folder, folder / "graph.nq.gz")
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an empty oxigraph server on loopback."""
    found = Path(sys.executable).parent / "oxigraph"
    program = str(found) if found.is_file() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("needs the oxigraph server (pip install oxigraph), which is not there")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    running = subprocess.Popen(
        [program, "serve", "--bind", place], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://{place}/", running)
        yield f"http://{place}"
    finally:
        running.terminate()
        running.wait()


def _wait(address: str, running: subprocess.Popen[bytes]) -> None:
    while running.poll() is None:
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.05)
    raise AssertionError("the oxigraph server ended")


def counted(server: str, sparql: str) -> int:
    asked = Request(
        f"{server}/query?{urlencode({'query': sparql})}",
        headers={"Accept": "application/sparql-results+json"},
    )
    with urlopen(asked) as answer:
        return int(json.load(answer)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")
def test_counts_agree_after_a_bulk_load_over_http(out: Path, server: str) -> None:
    lines = gzip.decompress((out / "graph.nq.gz").read_bytes())
    sent = Request(
        f"{server}/store",
        data=lines,
        headers={"Content-Type": "application/n-quads"},
        method="POST",
    )
    with urlopen(sent) as answer:
        assert answer.status in (201, 204)
    store = open_store(out)
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=lines, format="nquads")
    for sparql in (COUNT, COUNT_NAMED, FACTS):
        (ours,) = query(store, sparql)  # type: ignore[misc]  # rows of a SELECT
        (other,) = dataset.query(sparql)
        assert counted(server, sparql) == int(ours["n"].value) == int(other[0]) > 0  # type: ignore[index,arg-type]  # rows of a SELECT
