"""The demo: what it prints, and that the committed copy in output/demo is the current result."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli import main

ROOT = Path(kg.__file__).parents[1]
TRACKED = ROOT / "output" / "demo"
MOST = 5_000_000  # bytes of the tracked files


@pytest.fixture
def tracked() -> Path:
    if not TRACKED.is_dir():
        pytest.skip("needs output/demo, which this copy of the repository lacks")
    return TRACKED


def data(page: Path) -> Any:
    found = re.findall(
        r'<script type="application/json" id="\w+">(.*?)</script>', page.read_text("utf-8"), re.S
    )
    first, rest = map(json.loads, found)
    for column in ("x", "y", "group"):  # differ between releases of numpy and networkx
        del first["nodes"][column]
    return first, rest


def test_demo_reads_every_sample(demo: Path) -> None:
    report = json.loads((demo / "report.json").read_text("utf-8"))
    assert (report["articles"], report["skipped"]) == (12, [])
    assert all(report["entities"].values()) and report["targets"] and report["instruments"]


def test_demo_prints_examples_and_what_to_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "-o", str(tmp_path / "out"), "--recogniser", "none"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("12 articles · ")
    assert " —issues→ " in printed
    assert f"1. open the graph\n   {tmp_path / 'out' / 'graph.html'}\n" in printed


def test_demo_does_not_say_where_it_was_made(demo: Path) -> None:
    places = (str(ROOT).encode(), str(demo.parent).encode())
    files = [demo / "report.json", demo / "report.md", *demo.glob("graph.*"), *demo.glob("*.csv")]
    assert [
        path.name for path in files if any(place in path.read_bytes() for place in places)
    ] == []


@pytest.mark.parametrize("name", ["graph.ttl", "facts.csv", "targets.csv", "policies.csv"])
def test_committed_file_is_the_current_one(name: str, demo: Path, tracked: Path) -> None:
    assert (tracked / name).read_bytes() == (demo / name).read_bytes(), "run make demo"


def test_committed_page_holds_the_current_data(demo: Path, tracked: Path) -> None:
    assert data(tracked / "graph.html") == data(demo / "graph.html"), "run make demo"


def test_committed_files_are_small(tracked: Path) -> None:
    files = [tracked / "graph.html", tracked / "graph.ttl", *tracked.glob("*.csv")]
    assert sum(path.stat().st_size for path in files) < MOST
