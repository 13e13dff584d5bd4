"""CSV for spreadsheets: one row a claim and its evidence, with the sentence and where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx

from kg.graph import aside, document_type, period, plain
from kg.schema import CLASSES, MODALITIES, PREDICATES
from kg.types import Article, Evidence, Span

Cell = str | int | float | Decimal | None
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # OWASP, CSV injection; a spreadsheet may fold wide ones
_LISTED = "；"  # between the items of one cell
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


def spreadsheets(graph: nx.MultiDiGraph, directory: Path) -> None:
    """Write facts.csv, targets.csv and policies.csv into ``directory``."""
    for name, sheet in (
        ("facts", fact_sheet(graph)),
        ("targets", target_sheet(graph)),
        ("policies", policy_sheet(graph)),
    ):
        with aside(directory / f"{name}.csv") as part:
            part.write_bytes(to_csv(sheet))


def to_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, without which Excel reads Chinese as something else."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(f"{zh} {en}" for zh, en in sheet.columns)
    writer.writerows([safe(cell) for cell in row] for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


def safe(cell: Cell) -> str | int | float:
    """
    >>> safe("=HYPERLINK(1)"), safe(Decimal("-5")), safe(None)
    ("'=HYPERLINK(1)", '-5', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


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
        ("起始年", "first year"),
        ("终止年", "last year"),
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


def _target_rows(graph: nx.MultiDiGraph) -> Iterator[tuple[Cell, ...]]:
    for node, known in graph.nodes(data=True):
        if known["label"] != "TARGET":
            continue
        holder = next(iter(graph.predecessors(node)), "")  # the id is made of one holder
        for one in known["evidence"]:
            yield (
                _name(graph, holder),
                known["indicator"],
                known["scope"],
                known["comparator"],
                known["value"],
                known["value_max"],
                known["unit"],
                known["deadline"],
                known["baseline"],
                _both(*MODALITIES[one.modality]),
                _quantity(graph, known["mentions"], one),
                one.confidence,
                *_source(graph, one),
                one.rule,
                node,
                holder,
                one.article,
            )


def _policy_row(graph: nx.MultiDiGraph, node: str, known: dict[str, Any]) -> tuple[Cell, ...]:
    years = period(known["name"]) or (None, None)
    articles = sorted({place[0] for place in known["mentions"]}, key=_by_date(graph))
    first = min(
        (place for place in known["mentions"] if place[0] == articles[0]), default=None
    ) if articles else None
    source: tuple[Cell, ...] = ("",) * len(_EVIDENCE)
    if first is not None:
        span = Span(first[3], first[4])
        source = _place(graph, first[0], (span,))
    related = ("based_on", "implements", "amends", "repeals")
    return (
        known["name"],
        document_type(known["name"]),
        *years,
        _listed(_name(graph, who) for who in _ends(graph.in_edges, node, "issues", 0)),
        _listed(_name(graph, what) for what in _ends(graph.out_edges, node, "covers", 1)),
        *(
            _listed(_name(graph, other) for other in _ends(graph.out_edges, node, name, 1))
            for name in related
        ),
        len(_ends(graph.out_edges, node, "sets_target", 1)),
        _listed(known["aliases"]),
        len(articles),
        *source,
        node,
    )
