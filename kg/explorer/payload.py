"""What the page draws, as plain data: the same graph gives the same payload.

Tables are columns of equal length; articles, sentences and nodes go by number. Attributes that
few nodes have are dictionaries by node number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.explorer.figures import figure
from kg.explorer.layout import Spot, layout
from kg.explorer.pinyin import spelt
from kg.explorer.registers import address
from kg.explorer.sentences import Sentences, clean, sentences, spots
from kg.graph import conflicts, plain, series
from kg.rdf import iri
from kg.schema import (
    CLASSES,
    ID_BASE,
    INSTRUMENTS,
    LEVELS,
    MENTION_LABELS,
    MODALITIES,
    NAMESPACE,
    PREDICATES,
    STATUSES,
)
from kg.text import folded
from kg.types import Article, Evidence

Row = dict[str, Any]
Columns = dict[str, list[Any]]

SHORT = 14  # characters of a name that the drawing shows
LONG = 400  # characters of a name that the panel shows; longer ones are broken input
INDICATOR = 10  # characters of an indicator in the drawing, before its figure
NEWEST = 6  # policies that the overview lists
ALIASES = 40  # names of one thing that are listed; more are broken input
_POLICY = (
    "number",
    "kind",
    "level",
    "first_year",
    "last_year",
    "published",
    "effective",
    "expires",
)


def payload(
    graph: nx.MultiDiGraph,
    base: str = ID_BASE,
    *,
    texts: bool = True,
    placed: Mapping[str, Spot] | None = None,
) -> Row:
    """The tables of the page. ``texts``: whether articles come whole or as sentences only.

    ``pieces`` of a sentence are words; a number after them is the node that they name (more
    than one where the same words stand for several). Nodes that no sentence names and no fact
    joins are left out: parents in a register, drawn nowhere. ``placed``: a layout made before.
    """
    graph = shown(graph)
    articles: Mapping[str, Article] = graph.graph["articles"]
    order = {key: i for i, key in enumerate(sorted(articles))}
    number = {node: i for i, node in enumerate(sorted(graph))}
    found = sentences(graph, number)
    placed = layout(graph) if placed is None else placed
    edges = sorted(graph.edges(keys=True, data="evidence"), key=lambda edge: edge[:3])
    return {
        **_vocabulary(),
        "base": base,
        "articles": _columns(
            [_article(articles[key]) | _body(articles[key], found, texts) for key in order],
            ("id", "title", "date", "source", "url", "body"),
        ),
        "sentences": {
            "article": [order[place[0]] for place in found.places],
            "start": [place[1] for place in found.places],
            "pieces": [found.pieces(place, articles[place[0]].text) for place in found.places],
            "within": found.within(),
        },
        "nodes": _nodes(graph, number, found, placed) | _sparse(graph, number, base),
        "edges": {
            "source": [number[subject] for subject, *_ in edges],
            "target": [number[object_] for _, object_, *_ in edges],
            "predicate": [predicate for *_, predicate, _ in edges],
            "denied": [i for i, (*_, proof) in enumerate(edges) if _denied(proof)],
        },
        "evidence": _evidence([evidence for *_, evidence in edges], number, found),
        "series": [[number[target] for target in one.targets] for one in series(graph)],
        "conflicts": [[number[side.target] for side in one.sides] for one in conflicts(graph)],
        "newest": _newest(graph, number),
        "whole": None,
    }


def shown(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The part of the graph that a page draws."""
    return graph.subgraph([node for node in graph if _shown(graph, node)])


def cited(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy of a part of a graph with those articles only that it cites."""
    part: nx.MultiDiGraph = graph.copy()
    sources = {
        one.article for *_, proof in part.edges(data="evidence", default=()) for one in proof
    }
    for _, places in part.nodes(data="mentions", default=()):
        sources.update(place[0] for place in places)
    known = part.graph["articles"]
    part.graph["articles"] = {key: known[key] for key in known if key in sources}
    return part


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
        "namespace": NAMESPACE,
        "classes": {
            key: {"zh": c.zh, "en": c.en, "color": c.color, "dark": dark(c.color), "shape": c.shape}
            for key, c in CLASSES.items()
        },
        "predicates": {
            key: {
                "zh": p.zh,
                "en": p.en,
                "meaning": p.meaning,
                "symmetric": p.symmetric,
                "iri": p.iri,
            }
            for key, p in PREDICATES.items()
        },
        "modalities": _named(MODALITIES),
        "instruments": _named(INSTRUMENTS),
        "levels": _named(LEVELS),
        "statuses": _named(STATUSES),
    }


def _named(table: Mapping[str, tuple[str, str]]) -> Row:
    return {key: {"zh": zh, "en": en} for key, (zh, en) in table.items()}


def _columns(rows: Sequence[Row], names: Iterable[str]) -> Columns:
    return {name: [row[name] for row in rows] for name in names}


def _article(article: Article) -> Row:
    return {
        "id": article.id,
        "title": _clip(article.title or article.name, LONG),
        "date": article.date[:10],
        "source": _clip(article.source, LONG),
        "url": clean(article),
    }


def _body(article: Article, found: Sentences, texts: bool) -> Row:
    return {"body": found.body(article.id, article.text) if texts else None}


def _nodes(
    graph: nx.MultiDiGraph, number: Mapping[str, int], found: Sentences, placed: Mapping[str, Spot]
) -> Row:
    names = [_clip(graph.nodes[node]["name"], LONG) for node in number]
    return {
        "id": list(number),
        "label": [graph.nodes[node]["label"] for node in number],
        "name": names,
        "x": [placed[node].x for node in number],
        "y": [placed[node].y for node in number],
        "size": [placed[node].radius for node in number],
        "group": [placed[node].group for node in number],
        "sentences": [
            [found.number[place] for place in sorted({(m[0], m[3], m[4]) for m in mentions})]
            for mentions in (graph.nodes[node].get("mentions", ()) for node in number)
        ],
    }


def _sparse(graph: nx.MultiDiGraph, number: Mapping[str, int], base: str) -> Row:
    """Attributes that few nodes have: name of the attribute -> node number -> value."""
    table: dict[str, Row] = {}
    for node, i in number.items():
        for key, value in _attributes(node, graph.nodes[node], number, base).items():
            if value not in ("", None, [], {}):
                table.setdefault(key, {})[str(i)] = value
    return table


def _attributes(node: str, given: Row, number: Mapping[str, int], base: str) -> Row:
    name = _clip(given["name"], LONG)
    bare = name.strip("《》")
    aliases = [_clip(alias, LONG) for alias in given.get("aliases", ())][:ALIASES]
    address_ = iri(node, base)
    return {
        "caption": _caption(given),
        "short": _clip(bare, SHORT) if bare != name or len(bare) > SHORT else "",
        "aliases": aliases,
        # so that 东莞 finds 東莞
        "simplified": sorted({folded(n) for n in (name, *aliases)} - {name, *aliases}),
        "pinyin": spelt((bare, *aliases)) if given["label"] in MENTION_LABELS else [],
        "code": given.get("code", ""),
        "register": given.get("register", ""),
        "link": address(given.get("register", ""), given.get("code", "")),
        "iri": "" if address_ == base + node else address_,
        "region": number.get(given.get("region", "")),
        "parent": number.get(given.get("parent", "")),
        "target": _target(given) if given["label"] == "TARGET" else None,
        "instrument": _instrument(given) if given["label"] == "INSTRUMENT" else None,
        "policy": _policy(given, number) if given["label"] == "POLICY" else None,
    }


def _caption(given: Row) -> dict[str, str] | None:
    """What the drawing calls a target or an instrument: a figure alone says little."""
    if given["label"] == "TARGET":
        numbers = figure(given["comparator"], given["value"], given["value_max"], given["unit"])
        indicator = _clip(given["indicator"], INDICATOR)
        year = "" if given["deadline"] is None else f" ({given['deadline']})"
        return {lang: f"{indicator} {words}{year}" for lang, words in numbers.items()}
    if given["label"] == "INSTRUMENT" and given["amount"] is not None:
        kind = dict(zip(("zh", "en"), INSTRUMENTS[given["kind"]], strict=True))
        numbers = figure(given["comparator"], given["amount"], None, given["unit"])
        return {lang: f"{kind[lang]} {words}" for lang, words in numbers.items()}
    return None


def _target(given: Row) -> Row:
    return {
        "indicator": _clip(given["indicator"], LONG),
        "scope": _clip(given["scope"], LONG),
        "figure": figure(given["comparator"], given["value"], given["value_max"], given["unit"]),
        "value": plain(given["value"]),
        "unit": given["unit"],
        "deadline": given["deadline"],
        "baseline": given.get("baseline", ""),
        "modality": given["modality"],
    }


def _instrument(given: Row) -> Row:
    amount = given["amount"]
    return {
        "kind": given["kind"],
        "figure": None
        if amount is None
        else figure(given["comparator"], amount, None, given["unit"]),
        "recipient": _clip(given["recipient"], LONG),
    }


def _policy(given: Row, number: Mapping[str, int]) -> Row:
    """What is known of a policy's life; what is unknown is left out."""
    row = {key: given.get(key) for key in _POLICY}
    row["jurisdiction"] = number.get(given.get("jurisdiction", ""))
    return {key: value for key, value in row.items() if value not in ("", None)}


def _evidence(
    edges: Sequence[Sequence[Evidence]], number: Mapping[str, int], found: Sentences
) -> Columns:
    rows = [
        {
            "edge": i,
            "sentences": [found.number[place] for place in spots(one)],
            "rule": one.rule,
            "confidence": round(one.confidence, 3),
            "modality": one.modality,
            "attribution": number.get(one.attribution),
        }
        for i, evidence in enumerate(edges)
        for one in evidence
    ]
    return _columns(rows, ("edge", "sentences", "rule", "confidence", "modality", "attribution"))


def _denied(evidence: Sequence[Evidence]) -> bool:
    return all(one.modality == "denied" for one in evidence)


def _newest(graph: nx.MultiDiGraph, number: Mapping[str, int]) -> list[list[Any]]:
    """Policies by the day when they were published, else when an article first names them.

    Node, day, and whether it is the day of publication; of one day those with more facts first.
    """
    found = []
    for node, i in number.items():
        given = graph.nodes[node]
        if given["label"] != "POLICY" or not graph.degree(node):
            continue
        days = {graph.graph["articles"][place[0]].date[:10] for place in given["mentions"]} - {""}
        published = given.get("published") or ""
        if published or days:
            found.append((published or min(days), graph.degree(node), -i, bool(published)))
    found.sort(reverse=True)
    return [[-place, day, published] for day, _, place, published in found[:NEWEST]]


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
