"""What lies around one node as one page: pyvis, without its CDN, with positions given."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable

import networkx as nx

from kg.errors import InputError
from kg.graph import neighbourhood
from kg.lang import Text
from kg.schema import CLASSES, PREDICATES
from kg.types import Evidence

MOST_NODES = 300  # vis-network stays fluent; above it nobody can read the page either
_RING = 260  # pixels between two rings
_ROOM = 42  # pixels on its ring that a node with its name needs
_NAME_LENGTH = 20  # characters shown beside a node; the whole name is on the tooltip
_SENTENCES = 3  # shown on the tooltip of an edge
_SHAPES = {"circle": "dot"}  # where vis-network has another word for a shape of the schema

# Scripts and styles that stand in the page are kept, whatever they contain; the rest is fetched.
_OUTER = re.compile(
    r"(?P<kept><script\b(?![^>]*\bsrc\s*=)[^>]*>.*?</script>|<style\b.*?</style>)"
    r"|<!--.*?-->|<link\b[^>]*>|<script\b[^>]*>\s*</script>",
    re.DOTALL,
)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*?(?=</script>|$)", re.MULTILINE)
_HEAD = """<!DOCTYPE html>
<html lang="zh">
    <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
        <title>{title}</title>"""


def to_pyvis(graph: nx.MultiDiGraph, node: str, hops: int = 2) -> str:
    """A page that needs no network. ``node`` stands in the middle, its neighbours on rings.

    Raises:
        InputError: there is no such node, or more than MOST_NODES are that near.
    """
    part = neighbourhood(graph, node, hops)
    if len(part) > MOST_NODES:
        raise InputError(
            node,
            Text(
                f"{hops} 步以内有 {len(part)} 个节点，最多放得下 {MOST_NODES} 个；请减少步数",
                f"{len(part)} nodes within {hops} hops, at most {MOST_NODES} fit; use fewer hops",
            ),
        )
    from pyvis.network import Network  # a third of a second, for this one format

    page = Network(height="92vh", width="100%", directed=True, cdn_resources="in_line")
    places = _places(part)
    for one, known in part.nodes(data=True):
        x, y = places[one]
        page.add_node(
            one,
            label=_shortened(known["name"]),
            title=_node_title(known),
            color=CLASSES[known["label"]].color,
            shape=_SHAPES.get(CLASSES[known["label"]].shape, CLASSES[known["label"]].shape),
            size=26 if one == node else 14,
            x=x,
            y=y,
        )
    for subject, object_, key, evidence in part.edges(keys=True, data="evidence"):
        page.add_edge(
            subject,
            object_,
            label=PREDICATES[key].zh,
            title=_edge_title(part, key, evidence),
            arrows="" if PREDICATES[key].symmetric else "to",
        )
    page.toggle_physics(False)
    page.set_edge_smooth("continuous")  # the default asks for physics
    return _offline(page.generate_html(), f"{part.nodes[node]['name']} · zhengtu 政图")


def _offline(page: str, title: str) -> str:
    """The page of pyvis without what it would fetch, with a policy that forbids fetching."""
    page = _OUTER.sub(lambda part: part["kept"] or "", page)
    page = _SOURCE_MAP.sub("", page)
    head = _HEAD.format(title=html.escape(title))
    return re.sub(r"<html>\s*<head>\s*<meta charset=\"utf-8\">", lambda _: head, page, count=1)


def _places(part: nx.MultiDiGraph) -> dict[str, tuple[int, int]]:
    """Concentric rings by distance; a node stands near the neighbour that it hangs on."""
    rings: dict[int, list[str]] = {}
    for node, hops in sorted(part.nodes(data="hops")):
        rings.setdefault(hops, []).append(node)
    angles: dict[str, float] = {}
    places = {}
    radius = 0.0
    for hops, ring in sorted(rings.items()):
        around = {node: _inner_angle(part, node, angles) for node in ring}
        ring.sort(key=lambda node: (around[node], part.nodes[node]["label"], node))
        radius = max(radius + _RING, len(ring) * _ROOM / math.tau) if hops else 0.0
        step = math.tau / len(ring)
        turn = _mean_angle(around[node] - step * place for place, node in enumerate(ring))
        for place, node in enumerate(ring):
            angles[node] = turn + step * place
            x, y = radius * math.cos(angles[node]), radius * math.sin(angles[node])
            places[node] = (round(x), round(y))
    return places


def _inner_angle(part: nx.MultiDiGraph, node: str, angles: dict[str, float]) -> float:
    near = {*part.successors(node), *part.predecessors(node)}
    return min((angles[one] for one in near if one in angles), default=0.0)


def _mean_angle(angles: Iterable[float]) -> float:
    points = [(math.cos(angle), math.sin(angle)) for angle in angles]
    return math.atan2(math.fsum(y for _, y in points), math.fsum(x for x, _ in points))


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else name[: _NAME_LENGTH - 1] + "…"


def _node_title(known: dict[str, object]) -> str:
    label = CLASSES[str(known["label"])]
    return f"{known['name']}\n{label.zh} {label.en}"


def _edge_title(part: nx.MultiDiGraph, key: str, evidence: tuple[Evidence, ...]) -> str:
    articles = part.graph["articles"]
    lines = [f"{PREDICATES[key].zh} {PREDICATES[key].en}"]
    for one in evidence[:_SENTENCES]:
        article = articles[one.article]
        words = "……".join(span.of(article.text) for span in one.spans)
        lines.append(f"{words}（{article.title or article.name} {article.date}）")
    if len(evidence) > _SENTENCES:
        lines.append(f"… {len(evidence)} 处 in all")
    return "\n".join(lines)
