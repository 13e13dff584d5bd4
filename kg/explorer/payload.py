"""What the page draws, as plain data: the same graph gives the same payload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.explorer.figures import figure
from kg.explorer.layout import Spot, layout
from kg.explorer.sentences import Sentences, clean, sentences, spots
from kg.graph import plain
from kg.schema import CLASSES, INSTRUMENTS, MENTION_LABELS, MODALITIES, PREDICATES
from kg.text import folded
from kg.types import Article, Evidence

Row = dict[str, Any]

SHORT = 14  # characters of a name that the drawing shows
LONG = 400  # characters of a name that the panel shows; longer ones are broken input


def payload(graph: nx.MultiDiGraph) -> Row:
    """Nodes and edges with places in lists: articles, sentences and nodes go by number.

    ``pieces`` of a sentence are ``[words, None]`` or ``[words, node]`` (more than one node
    where the same words stand for several). Attributes that are empty are left out, and so are
    nodes that no sentence names and no fact joins: parents in a register, drawn nowhere.
    """
    graph = graph.subgraph([node for node in graph if _shown(graph, node)])
    articles: Mapping[str, Article] = graph.graph["articles"]
    order = {key: i for i, key in enumerate(sorted(articles))}
    number = {node: i for i, node in enumerate(sorted(graph))}
    found = sentences(graph, number)
    spot = layout(graph)
    return {
        **_vocabulary(),
        "articles": [_article(articles[key]) for key in order],
        "sentences": [
            {"article": order[place[0]], "pieces": found.pieces(place, articles[place[0]].text)}
            for place in found.places
        ],
        "nodes": [
            _node(node, graph.nodes[node], number, found) | _drawn(spot[node]) for node in number
        ],
        "edges": [
            {
                "source": number[subject],
                "target": number[target],
                "predicate": predicate,
                "evidence": [_evidence(one, number, found) for one in evidence],
            }
            for subject, target, predicate, evidence in sorted(
                graph.edges(keys=True, data="evidence"), key=lambda edge: edge[:3]
            )
        ],
    }


def _shown(graph: nx.MultiDiGraph, node: str) -> bool:
    given = graph.nodes[node]
    return bool(graph.degree(node) or given["mentions"] or given["label"] not in MENTION_LABELS)


def dark(color: str) -> str:
    """A class colour for a dark ground: the deep ones lifted a third of the way to white.

    >>> dark("#0072B2"), dark("#E69F00")
    ('#55a1cb', '#e69f00')
    """
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    if 299 * red + 587 * green + 114 * blue >= 140_000:  # ITU-R BT.601 luma, of 255,000
        return color.lower()
    return "#" + "".join(f"{c + (255 - c) // 3:02x}" for c in (red, green, blue))


def _vocabulary() -> Row:
    return {
        "classes": {
            key: {"zh": c.zh, "en": c.en, "color": c.color, "dark": dark(c.color), "shape": c.shape}
            for key, c in CLASSES.items()
        },
        "predicates": {
            key: {"zh": p.zh, "en": p.en, "meaning": p.meaning, "symmetric": p.symmetric}
            for key, p in PREDICATES.items()
        },
        "modalities": {key: {"zh": zh, "en": en} for key, (zh, en) in MODALITIES.items()},
        "instruments": {key: {"zh": zh, "en": en} for key, (zh, en) in INSTRUMENTS.items()},
    }


def _article(article: Article) -> Row:
    return {
        "id": article.id,
        "title": _clip(article.title or article.name, LONG),
        "date": article.date[:10],
        "source": _clip(article.source, LONG),
        "url": clean(article),
    }


def _node(node: str, given: Row, number: Mapping[str, int], found: Sentences) -> Row:
    name = _clip(given["name"], LONG)
    aliases = [_clip(alias, LONG) for alias in given.get("aliases", ())]
    simplified = sorted({folded(n) for n in (name, *aliases)} - {name, *aliases})
    places = sorted({(m[0], m[3], m[4]) for m in given.get("mentions", ())})
    row = {
        "short": _clip(name.strip("《》"), SHORT),
        "aliases": aliases,
        "simplified": simplified,  # so that 东莞 finds 東莞
        "code": given.get("code", ""),
        "register": given.get("register", ""),
        "region": number.get(given.get("region", "")),
        "parent": number.get(given.get("parent", "")),
        "target": _target(given) if given["label"] == "TARGET" else None,
        "instrument": _instrument(given) if given["label"] == "INSTRUMENT" else None,
    }
    kept = {key: value for key, value in row.items() if value not in ("", None, [])}
    return {
        "id": node,
        "label": given["label"],
        "name": name,
        **kept,
        "sentences": [found.number[place] for place in places],
    }


def _drawn(spot: Spot) -> Row:
    return {"x": spot.x, "y": spot.y, "size": spot.radius}


def _target(given: Row) -> Row:
    return {
        "indicator": given["indicator"],
        "scope": given["scope"],
        "figure": figure(given["comparator"], given["value"], given["value_max"], given["unit"]),
        "value": plain(given["value"]),
        "deadline": given["deadline"],
        "modality": given["modality"],
    }


def _instrument(given: Row) -> Row:
    amount = given["amount"]
    return {
        "kind": given["kind"],
        "figure": None
        if amount is None
        else figure(given["comparator"], amount, None, given["unit"]),
        "recipient": given["recipient"],
    }


def _evidence(evidence: Evidence, number: Mapping[str, int], found: Sentences) -> Row:
    return {
        "sentences": [found.number[place] for place in spots(evidence)],
        "rule": evidence.rule,
        "confidence": round(evidence.confidence, 3),
        "modality": evidence.modality,
        "attribution": number.get(evidence.attribution),
    }


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
