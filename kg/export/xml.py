"""GraphML and GEXF. They know text, numbers and booleans only, so the rest becomes JSON text.

``label`` is what viewers write beside a node, so it is the name here, and the class is ``type``.
An edge has an id of its own: Gephi drops edges whose id it has seen.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from typing import Any

import networkx as nx

from kg import __version__
from kg.explorer import Spot, layout
from kg.graph import plain, seen
from kg.schema import CLASSES, PREDICATES
from kg.types import Evidence

Scalar = str | int | float | bool
# What XML 1.0 cannot hold, escaped or not (section 2.2).
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACES = frozenset({"mentions", "evidence"})
_META = re.compile(rb"<meta\b.*?</meta>", re.DOTALL)


def to_graphml(graph: nx.MultiDiGraph) -> bytes:
    """UTF-8; networkx reads it back with the ids of edges as keys."""
    stream = io.BytesIO()
    nx.write_graphml_xml(_plain(graph), stream)
    return stream.getvalue() + b"\n"


def to_gexf(graph: nx.MultiDiGraph) -> bytes:
    """GEXF 1.2 for Gephi, without the day on which it was written.

    Nodes have the colours of their classes and the places of the explorer; ``start``, by which the
    timeline goes, is the first article that names the node or says the fact. Places in texts, which
    no column can show, are counted instead: ``articles``, ``weight`` of an edge; ``sentence`` is one
    of its evidence.
    """
    spots = layout(graph)
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    for node, known in sorted(graph.nodes(data=True)):
        rest = {name: _ranked(known[name]) for name in known.keys() - _PLACES - {"label", "name"}}
        made.add_node(
            node,
            label=_text(known["name"]),
            type=known["label"],
            **_scalars(rest),
            **_timed(graph, (place[0] for place in known["mentions"])),
            viz=_viz(CLASSES[known["label"]].color, spots[node]),
        )
    edges = sorted(graph.edges(keys=True, data="evidence"), key=lambda edge: edge[:3])
    for subject, object_, key, evidence in edges:
        id_ = _edge_id(subject, key, object_)
        made.add_edge(
            subject,
            object_,
            id_,
            id=id_,
            label=PREDICATES[key].zh,
            predicate=key,
            weight=len(evidence),
            sentence=_text(_words(graph, evidence[0])),
            **_timed(graph, (one.article for one in evidence)),
        )
    stream = io.BytesIO()
    nx.write_gexf(made, stream)
    meta = f"<meta><creator>zhengtu {__version__}</creator></meta>".encode()
    return _META.sub(meta, stream.getvalue(), count=1) + b"\n"


def _ranked(value: Any) -> Any:
    """Figures as numbers, by which Gephi can rank."""
    return float(value) if isinstance(value, Decimal) else value


def _timed(graph: nx.MultiDiGraph, articles: Iterable[str]) -> dict[str, Scalar]:
    found = seen(graph, articles)
    start = {} if found.first_day is None else {"start": found.first_day.isoformat()}
    return {"articles": found.articles, **start}


def _viz(color: str, spot: Spot) -> dict[str, Any]:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return {
        "color": {"r": red, "g": green, "b": blue, "a": 1.0},
        "position": {"x": spot.x, "y": spot.y, "z": 0.0},
        "size": spot.radius,
    }


def _words(graph: nx.MultiDiGraph, evidence: Evidence) -> str:
    text = graph.graph["articles"][evidence.article].text
    return "……".join(span.of(text) for span in evidence.spans)


def _edge_id(subject: str, predicate: str, object_: str) -> str:
    return hashlib.sha256(f"{subject}|{predicate}|{object_}".encode()).hexdigest()[:16]


def _plain(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    for node, known in sorted(graph.nodes(data=True)):
        rest = {name: value for name, value in known.items() if name not in ("label", "name")}
        made.add_node(node, label=_text(known["name"]), type=known["label"], **_scalars(rest))
    for subject, object_, key, known in sorted(
        graph.edges(keys=True, data=True), key=lambda edge: edge[:3]
    ):
        made.add_edge(
            subject,
            object_,
            _edge_id(subject, key, object_),
            label=PREDICATES[key].zh,
            **_scalars(known),
        )
    return made


def _scalars(attributes: Mapping[str, Any]) -> dict[str, Scalar]:
    return {name: _scalar(value) for name, value in sorted(attributes.items()) if value is not None}


def _scalar(value: Any) -> Scalar:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _text(value)
    return _text(json.dumps(_json(value), ensure_ascii=False, separators=(",", ":")))


def _json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_json(item) for item in value] if isinstance(value, tuple) else value


def _text(words: str) -> str:
    return _UNWRITABLE.sub("\ufffd", words)
