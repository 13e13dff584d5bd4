"""The files of a build: all of them are made aside, then put in place.

So a build that fails leaves the last one as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from kg import explorer, rdf, store, tables
from kg.export import to_graphml
from kg.report import Report
from kg.types import Document

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
        "state",
        "store",
        "tables",
        "targets.csv",
    }
)


def write(graph: nx.MultiDiGraph, documents: Iterable[Document], found: Report, out: Path) -> None:
    """Everything under ``out`` but ``state/``. ``documents`` are gone through several times."""
    aside = out / "state" / "next"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    _files(graph, documents, found, aside)
    store.write_file(out, aside / "graph.nq.gz")
    for path in sorted(aside.rglob("*")):
        place = out / path.relative_to(aside)
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            path.replace(place)
    shutil.rmtree(aside)


def _files(
    graph: nx.MultiDiGraph, documents: Iterable[Document], found: Report, folder: Path
) -> None:
    base = found.base
    explorer.write(graph, folder / "graph.html", base)
    rdf.write(rdf.merged_quads(graph, base), folder / "graph.ttl", base=base)
    rdf.write(rdf.all_quads(graph, documents, base), folder / "graph.nq.gz", base=base)
    (folder / "graph.graphml").write_bytes(to_graphml(graph))
    tables.write(documents, folder / "tables")
    tables.write_merged(graph, folder / "tables" / "merged")
    tables.spreadsheets(graph, folder)
    (folder / "report.json").write_text(found.to_json(), "utf-8", newline="\n")
    (folder / "report.md").write_text(found.to_markdown(), "utf-8", newline="\n")
