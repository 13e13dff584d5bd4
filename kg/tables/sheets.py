"""What the spreadsheets say: one row a claim and its evidence, the sentence and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import networkx as nx

from kg.graph import conflicts
from kg.schema import CLASSES, LEVELS, MODALITIES, PREDICATES
from kg.types import Article, Evidence, Span

Cell = str | int | float | Decimal | None
_LISTED = "；"  # between the items of one cell
_GAP = "……"  # between sentences that do not follow each other
_COMPARED = {
    "=": "等于 =",
    ">": "超过 >",
    ">=": "不低于 >=",
    "<": "低于 <",
    "<=": "不超过 <=",
    "~": "约 ~",
    "range": "区间 range",
}
_EVIDENCE = (
    ("句子", "sentence"),
    ("文章", "article"),
    ("日期", "date"),
    ("来源", "source"),
    ("网址", "url"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Column names in Chinese and English, and rows of as many cells."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def fact_sheet(graph: nx.MultiDiGraph) -> Sheet:
    """One row for each fact and evidence."""
    columns = (
        ("主语", "subject"),
        ("主语类型", "subject type"),
        ("关系", "predicate"),
        ("宾语", "object"),
        ("宾语类型", "object type"),
        ("状态", "modality"),
        ("置信度", "confidence"),
        ("引述", "attributed to"),
        *_EVIDENCE,
        ("规则", "rule"),
        ("主语编号", "subject id"),
        ("宾语编号", "object id"),
        ("文章编号", "article id"),
    )
    rows = (
        (
            *_thing(graph, subject),
            _both(PREDICATES[predicate].zh, PREDICATES[predicate].en),
            *_thing(graph, object_),
            _both(*MODALITIES[one.modality]),
            one.confidence,
            _name(graph, one.attribution),
            *_source(graph, one),
            one.rule,
            subject,
            object_,
            one.article,
        )
        for subject, object_, predicate, evidence in graph.edges(keys=True, data="evidence")
        for one in evidence
    )
    return Sheet(columns, tuple(rows))


def target_sheet(graph: nx.MultiDiGraph) -> Sheet:
    """One row for each target and evidence."""
    columns = (
        ("提出者", "holder"),
        ("指标", "indicator"),
        ("范围", "scope"),
        ("比较", "comparator"),
        ("数值", "value"),
        ("上限", "value max"),
        ("单位", "unit"),
        ("年份", "deadline"),
        ("基期", "baseline"),
        ("状态", "modality"),
        ("与之矛盾", "conflicts with"),
        ("原文", "quantity"),
        ("置信度", "confidence"),
        *_EVIDENCE,
        ("规则", "rule"),
        ("目标编号", "target id"),
        ("提出者编号", "holder id"),
        ("文章编号", "article id"),
    )
    return Sheet(columns, tuple(_target_rows(graph)))


def policy_sheet(graph: nx.MultiDiGraph) -> Sheet:
    """One row a policy; the sentence is the first that names it in the earliest article."""
    columns = (
        ("政策", "policy"),
        ("文种", "document type"),
        ("文号", "number"),
        ("层级", "level"),
        ("适用地区", "jurisdiction"),
        ("起始年", "first year"),
        ("终止年", "last year"),
        ("发布日", "published"),
        ("施行日", "effective"),
        ("失效日", "expires"),
        ("发布者", "issued by"),
        ("支持产业", "covers"),
        ("依据", "based on"),
        ("落实", "implements"),
        ("修订", "amends"),
        ("废止", "repeals"),
        ("目标数", "targets"),
        ("别名", "aliases"),
        ("文章数", "articles"),
        *_EVIDENCE,
        ("政策编号", "policy id"),
    )
    rows = (
        _policy_row(graph, node, attributes)
        for node, attributes in graph.nodes(data=True)
        if attributes["label"] == "POLICY"
    )
    return Sheet(columns, tuple(rows))


def _opponents(graph: nx.MultiDiGraph) -> dict[str, list[str]]:
    """What other articles say instead, by target: both rows name each other."""
    found: dict[str, list[str]] = {}
    for conflict in conflicts(graph):
        one, other = (side.target for side in conflict.sides)
        for target, against in ((one, other), (other, one)):
            found.setdefault(target, []).append(graph.nodes[against]["name"])
    return found


def _target_rows(graph: nx.MultiDiGraph) -> Iterator[tuple[Cell, ...]]:
    opponents = _opponents(graph)
    for node, known in graph.nodes(data=True):
        if known["label"] != "TARGET":
            continue
        holder = next(iter(graph.predecessors(node)), "")  # the id is made of one holder
        for one in known["evidence"]:
            yield (
                _name(graph, holder),
                known["indicator"],
                known["scope"],
                _COMPARED.get(known["comparator"], known["comparator"]),
                known["value"],
                known["value_max"],
                known["unit"],
                known["deadline"],
                known["baseline"],
                _both(*MODALITIES[one.modality]),
                _listed(opponents.get(node, ())),
                _quantity(graph, node, one.article),
                one.confidence,
                *_source(graph, one),
                one.rule,
                node,
                holder,
                one.article,
            )


def _policy_row(graph: nx.MultiDiGraph, node: str, known: dict[str, Any]) -> tuple[Cell, ...]:
    articles = {place[0] for place in known["mentions"]}
    others = (
        _listed(_related(graph, node, predicate))
        for predicate in ("covers", "based_on", "implements", "amends", "repeals")
    )
    return (
        known["name"],
        known["kind"],
        known["number"],
        _both(*LEVELS[known["level"]]) if known["level"] else "",
        _name(graph, known["jurisdiction"]),
        known["first_year"],
        known["last_year"],
        known["published"],
        known["effective"],
        known["expires"],
        _listed(_related(graph, node, "issues", inverse=True)),
        *others,
        len(_related(graph, node, "sets_target")),
        _listed(known["aliases"]),
        len(articles),
        *_first_place(graph, known["mentions"]),
        node,
    )


def _related(
    graph: nx.MultiDiGraph, node: str, predicate: str, *, inverse: bool = False
) -> list[str]:
    """Names of what ``node`` is in that relation with; what is only denied is not."""
    edges = graph.in_edges if inverse else graph.out_edges
    return [
        graph.nodes[ends[0 if inverse else 1]]["name"]
        for *ends, key, evidence in edges(node, keys=True, data="evidence")
        if key == predicate and any(one.modality != "denied" for one in evidence)
    ]


def _thing(graph: nx.MultiDiGraph, node: str) -> tuple[str, str]:
    known = graph.nodes[node]
    label = CLASSES[known["label"]]
    return known["name"], _both(label.zh, label.en)


def _name(graph: nx.MultiDiGraph, node: str) -> str:
    """The name of a node; of one that no article names, what its id says."""
    if node in graph:
        return str(graph.nodes[node]["name"])
    return node.partition("/")[2].partition("~")[0]


def _both(zh: str, en: str) -> str:
    return f"{zh} {en}"


def _listed(names: Iterable[str]) -> str:
    return _LISTED.join(names)


def _source(graph: nx.MultiDiGraph, evidence: Evidence) -> tuple[Cell, ...]:
    return _place(graph.graph["articles"][evidence.article], evidence.spans)


def _first_place(
    graph: nx.MultiDiGraph, places: tuple[tuple[str, int, int, int, int], ...]
) -> tuple[Cell, ...]:
    """Of the earliest article with a date, if one has."""
    articles = graph.graph["articles"]
    if not places:
        return ("",) * len(_EVIDENCE)
    first = min(places, key=lambda place: (articles[place[0]].date or "~", place))
    return _place(articles[first[0]], (Span(first[3], first[4]),))


def _place(article: Article, spans: tuple[Span, ...]) -> tuple[Cell, ...]:
    sentences = _GAP.join(span.of(article.text) for span in spans)
    return (sentences, article.title, article.date, article.source, article.url)


def _quantity(graph: nx.MultiDiGraph, node: str, article: str) -> str:
    """The words of the figure in an article, each form once."""
    text = graph.graph["articles"][article].text
    mentions = graph.nodes[node]["mentions"]
    return _listed(
        dict.fromkeys(text[start:end] for one, start, end, *_ in mentions if one == article)
    )
