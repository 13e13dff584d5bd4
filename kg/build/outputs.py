"""The files of a build: all of them are made aside, then put in place.

So a build that fails leaves the last one as it was.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from kg import explorer, rdf, store, tables
from kg.build.progress import Progress, counted
from kg.export import to_graphml
from kg.report import Report, to_markdown
from kg.resolve import Joined

# What a folder that kg may write to can hold.
OWN = frozenset(
    {
        "explorer.png",  # beside the demo in the repository; kept
        "facts.csv",
        "graph.graphml",
        "graph.html",
        "graph.nq.gz",
        "graph.ttl",
        "policies.csv",
        "report.json",
        "report.md",
        "schema.json",
        "state",
        "store",
        "tables",
        "targets.csv",
        "withdrawn.csv",
    }
)


@dataclass(frozen=True, slots=True)
class Content:
    """What is written. ``documents`` are gone through several times."""

    graph: nx.MultiDiGraph
    documents: Joined
    report: Report
    language: str  # one of kg.lang.LANGUAGES


def write(content: Content, out: Path, progress: Progress) -> None:
    """Everything under ``out`` but ``state/``."""
    aside = out / "state" / "next"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for make in counted(_FILES, "writing", progress, len(_FILES)):
        make(content, aside)
    store.write_file(out, aside / "graph.nq.gz")
    for path in sorted(aside.rglob("*")):
        place = out / path.relative_to(aside)
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            path.replace(place)
    shutil.rmtree(aside)


def _page(content: Content, folder: Path) -> None:
    page = folder / "graph.html"
    explorer.write(content.graph, page, content.report.base, content.language)


def _turtle(content: Content, folder: Path) -> None:
    base = content.report.base
    rdf.write(rdf.merged_quads(content.graph, base), folder / "graph.ttl", base=base)


def _quads(content: Content, folder: Path) -> None:
    base = content.report.base
    quads = rdf.all_quads(content.graph, content.documents, base)
    rdf.write(quads, folder / "graph.nq.gz", base=base)


def _graphml(content: Content, folder: Path) -> None:
    (folder / "graph.graphml").write_bytes(to_graphml(content.graph))


def _tables(content: Content, folder: Path) -> None:
    tables.write(content.documents, folder / "tables", content.documents.merges)
    tables.write_merged(content.graph, folder / "tables" / "merged")
    tables.spreadsheets(content.graph, folder)


def _report(content: Content, folder: Path) -> None:
    text = to_markdown(content.report, content.language)
    (folder / "report.json").write_text(content.report.to_json(), "utf-8", newline="\n")
    (folder / "report.md").write_text(text, "utf-8", newline="\n")


_FILES = (_page, _turtle, _quads, _graphml, _tables, _report)
