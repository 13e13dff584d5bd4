"""The table of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import networkx as nx

from kg.errors import InputError, UnknownNameError, system_reason
from kg.export.excel import write_excel
from kg.export.pyvis import to_pyvis
from kg.export.xml import to_gexf, to_graphml
from kg.graph import aside
from kg.lang import Text
from kg.rdf import all_quads, merged_quads
from kg.rdf import write as write_rdf
from kg.rdf.serialise import suffix_of
from kg.schema import ID_BASE
from kg.tables import fact_sheet, to_csv, write_sheet
from kg.types import Document


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is made of."""

    graph: nx.MultiDiGraph
    documents: Iterable[Document]  # for the formats that hold a named graph an article
    node: str | None  # the middle of the neighbourhood, for .html
    hops: int
    base: str  # of the IRIs


Writer = Callable[[Content, Path], None]


def write(
    graph: nx.MultiDiGraph,
    documents: Iterable[Document],
    path: Path,
    node: str | None = None,
    hops: int = 2,
    base: str = ID_BASE,
) -> None:
    """Write the graph in the format named by the suffix of ``path``.

    The file appears whole or not at all. ``node`` and ``hops`` are for .html, which shows one
    neighbourhood; .csv and .parquet hold the facts with their evidence, .xlsx targets and policies too.

    Raises:
        UnknownNameError: no format has this suffix.
        InputError: .html without a node or with one that is not there; too many nodes; the file
            cannot be written.
    """
    suffix = suffix_of(path, FORMATS)
    if suffix not in FORMATS:
        raise UnknownNameError(Text("格式", "format"), suffix or path.name, FORMATS)
    try:
        FORMATS[suffix](Content(graph, documents, node, hops, base), path)
    except OSError as error:
        raise InputError(path, system_reason(error)) from error


def _triples(content: Content, path: Path) -> None:
    write_rdf(merged_quads(content.graph, content.base), path, base=content.base)


def _quads(content: Content, path: Path) -> None:
    quads = all_quads(content.graph, content.documents, content.base)
    write_rdf(quads, path, base=content.base)


def _graphml(content: Content, path: Path) -> None:
    _bytes(to_graphml(content.graph), path)


def _gexf(content: Content, path: Path) -> None:
    _bytes(to_gexf(content.graph), path)


def _csv(content: Content, path: Path) -> None:
    _bytes(to_csv(fact_sheet(content.graph)), path)


def _parquet(content: Content, path: Path) -> None:
    write_sheet(fact_sheet(content.graph), path)


def _excel(content: Content, path: Path) -> None:
    write_excel(content.graph, path)


def _html(content: Content, path: Path) -> None:
    if content.node is None:
        raise InputError(
            path,
            Text(
                "只显示一个节点的周围；请用 --node 指定",
                "shows what is around one node; name it with --node",
            ),
        )
    _bytes(to_pyvis(content.graph, content.node, content.hops).encode(), path)


def _bytes(content: bytes, path: Path) -> None:
    with aside(path) as part:
        part.write_bytes(content)


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        ".csv": _csv,
        ".gexf": _gexf,
        ".graphml": _graphml,
        ".html": _html,
        ".jsonld": _triples,
        ".nq": _quads,
        ".nq.gz": _quads,
        ".nt": _triples,
        ".parquet": _parquet,
        ".rdf": _triples,
        ".trig": _quads,
        ".ttl": _triples,
        ".xlsx": _excel,
    }
)
