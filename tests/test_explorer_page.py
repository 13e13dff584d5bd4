"""The explorer page as text; what a browser does with it is in the files beside."""

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from bs4 import BeautifulSoup

from kg.explorer import payload, render, write
from kg.explorer.page import embed, halves
from tests.explorer_graph import reordered, tiny

EXPLORER = Path(__file__).parents[1] / "kg" / "explorer"


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    return tiny()


HOSTILE = "</script><img src=x onerror=alert(1)>\u2028\u202e"


def test_hostile_names_stay_text(graph: nx.MultiDiGraph) -> None:
    graph.nodes["org/华为"].update(name=HOSTILE, aliases=(HOSTILE, "<!--"))
    page = render(graph)
    soup = BeautifulSoup(page, "lxml")
    first, rest, program = soup.find_all("script")
    assert first["type"] == rest["type"] == "application/json"
    assert (first["id"], rest["id"], program.attrs) == ("data", "rest", {})
    parts = [json.loads(json.dumps(part)) for part in halves(payload(graph))]
    assert [json.loads(first.text), json.loads(rest.text)] == parts
    assert soup.find("img") is None
    assert "\u2028" not in page


def test_the_page_starts_in_the_language_that_the_build_was_told(graph: nx.MultiDiGraph) -> None:
    opening = '<html lang="zh-Hans" data-theme="light" data-language="{}">'
    assert opening.format("both") in render(graph)
    assert opening.format("en") in render(graph, language="en")


def test_the_two_halves_are_the_whole(graph: nx.MultiDiGraph) -> None:
    data = payload(graph)
    first, rest = halves(data)
    tables = ("articles", "nodes")
    assert {**first, **rest} | {name: first[name] | rest[name] for name in tables} == data
    assert not any(first[name].keys() & rest[name].keys() for name in tables)


def test_half_of_a_utf16_pair_does_not_break_the_file(
    graph: nx.MultiDiGraph, tmp_path: Path
) -> None:
    graph.nodes["org/华为"]["name"] = "华\ud800为"
    write(graph, tmp_path / "graph.html")
    assert r'"name":["华\ud800为"' in (tmp_path / "graph.html").read_text("utf-8")


def test_embed_round_trips() -> None:
    data = {"a": ["<!--<script>", "\u2028\u2029", "𠮷", None, 0.5]}
    text = embed(data)
    assert json.loads(text) == data
    assert not set(text) & {"<", "\u2028", "\u2029"}


def test_policy_allows_this_style_and_this_program_only(graph: nx.MultiDiGraph) -> None:
    soup = BeautifulSoup(render(graph), "lxml")
    program, style = soup.find_all("script")[2], soup.find("style")
    meta = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert meta is not None
    assert style is not None

    def digest(tag: Any) -> str:
        return f"'sha256-{b64encode(hashlib.sha256(tag.text.encode()).digest()).decode()}'"

    assert meta["content"] == "; ".join(
        (
            "default-src 'none'",
            f"script-src {digest(program)}",
            f"style-src {digest(style)}",
            "img-src data: blob:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def test_page_points_to_no_other_file(graph: nx.MultiDiGraph) -> None:
    soup = BeautifulSoup(render(graph), "lxml")
    assert soup.find_all(src=True) == []
    assert [str(tag["href"]).partition(":")[0] for tag in soup.find_all(href=True)] == ["data"]
    style = soup.find("style")
    assert style is not None
    assert re.findall(r"@import|url\(", style.text) == []


def test_page_with_its_program_is_small(graph: nx.MultiDiGraph) -> None:
    assert len(render(graph).encode()) < 450_000


def test_page_does_not_depend_on_the_order_of_nodes_and_edges(graph: nx.MultiDiGraph) -> None:
    assert render(reordered(graph)) == render(graph)


def test_write_leaves_one_whole_file(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write(graph, tmp_path / "graph.html")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]
    assert (tmp_path / "graph.html").read_bytes() == render(graph).encode()


def test_page_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import networkx as nx, sys\n"
        "from kg.explorer import render\n"
        "graph = nx.MultiDiGraph(articles={})\n"
        "for i in range(60):\n"
        "    ends = f'policy/{i % 9}', f'industry/{i * 7 % 31}'\n"
        "    for node in ends: graph.add_node(node, label='ORG', name=node, mentions=())\n"
        "    graph.add_edge(*ends, 'covers', predicate='covers', evidence=())\n"
        "sys.stdout.buffer.write(render(graph).encode())\n"
    )
    pages = {
        subprocess.check_output(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=EXPLORER.parents[1],
        )
        for seed in ("0", "1")
    }
    assert len(pages) == 1
