"""What a build found and what it could not read: report.json for programs, report.md for people."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

import kg.validate
from kg.codec import encode
from kg.errors import StoreError
from kg.lang import Text
from kg.schema import CLASSES, MENTION_LABELS, PREDICATES
from kg.types import Checked, Document, Skip

TOP = 10  # entities listed as the most connected: what fits on a screen


@dataclass(frozen=True, slots=True)
class StatedList:
    """A list of the text that says its own length."""

    article: str  # Article.name
    head: str  # what the items are
    stated: int
    found: int


@dataclass(frozen=True, order=True, slots=True)
class Example:
    """A fact in words, with the sentence that says it."""

    subject: str
    predicate: str  # key of PREDICATES
    object: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Connected:
    """An entity and the number of its edges."""

    id: str
    label: str
    name: str
    edges: int


@dataclass(frozen=True, slots=True)
class Report:
    """The same for the same input: it holds no time and no path that the user did not give."""

    articles: int
    sentences: int
    mentions: Mapping[str, int]  # by label
    entities: Mapping[str, int]  # by label, without targets and instruments
    facts: Mapping[str, int]  # by predicate
    targets: int
    instruments: int
    lists: tuple[StatedList, ...]
    connected: tuple[Connected, ...]  # most edges first
    examples: tuple[Example, ...]  # one a predicate
    skipped: tuple[Skip, ...]
    base: str  # what ids begin with in RDF
    versions: Mapping[str, str]  # zhengtu, and what kg.nlp.describe says of the recogniser
    validation: Checked | None = None  # of a sample or all; None: no engine on this platform

    def to_json(self) -> str:
        content: dict[str, Any] = encode(self)
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def to_markdown(self) -> str:
        return "\n".join(_markdown(self)) + "\n"


def report(
    documents: Iterable[Document],
    graph: nx.MultiDiGraph,
    skipped: Iterable[Skip],
    base: str,
    versions: Mapping[str, str],
) -> Report:
    """Mentions and lists are counted in the documents, the rest in the merged graph."""
    count: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    lists = []
    for document in documents:
        count["articles"] += 1
        count["sentences"] += len(document.sentences)
        mentions.update(mention.label for mention in document.mentions)
        lists += [
            StatedList(document.article.name, items.head, items.stated, len(items.items))
            for items in document.lists
            if items.stated is not None
        ]
    nodes = Counter(label for _, label in graph.nodes(data="label"))
    edges = Counter(predicate for *_, predicate in graph.edges(data="predicate"))
    return Report(
        articles=count["articles"],
        sentences=count["sentences"],
        mentions={label: mentions[label] for label in MENTION_LABELS},
        entities={label: nodes[label] for label in MENTION_LABELS},
        facts={name: edges[name] for name in PREDICATES},
        targets=nodes["TARGET"],
        instruments=nodes["INSTRUMENT"],
        lists=tuple(lists),
        connected=_connected(graph),
        examples=tuple(_examples(graph)),
        skipped=tuple(sorted(set(skipped), key=lambda skip: (skip.where, skip.reason))),
        base=base,
        versions=dict(sorted(versions.items())),
    )


def load(out: Path, name: str = "report.json") -> str:
    """The text of a report in a built folder.

    Raises:
        StoreError: the folder holds no finished build.
    """
    try:
        return (out / name).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(
            out,
            Text(
                "还没有生成图谱；请先运行 kg build 或 kg demo",
                "no finished build; run kg build or kg demo first",
            ),
        ) from error


def base_of(out: Path) -> str:
    """What the ids of a built folder begin with.

    Raises:
        StoreError: the folder holds no finished build, or its report is someone else's.
    """
    try:
        base: str = json.loads(load(out))["base"]
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            out / "report.json",
            Text("不是本程序的报告；请重新生成", "not a report of kg; build again"),
        ) from error
    return base


def _connected(graph: nx.MultiDiGraph) -> tuple[Connected, ...]:
    degrees = ((node, edges) for node, edges in graph.degree() if edges)
    rows = (
        Connected(node, graph.nodes[node]["label"], graph.nodes[node]["name"], edges)
        for node, edges in degrees
        if graph.nodes[node]["label"] in MENTION_LABELS
    )
    return tuple(sorted(rows, key=lambda row: (-row.edges, row.id))[:TOP])


def _examples(graph: nx.MultiDiGraph) -> Iterator[Example]:
    """For each predicate the surest fact; of several the one that is said in full, and shortly."""
    articles = graph.graph["articles"]
    rows: dict[str, list[tuple[float, bool, int, Example]]] = defaultdict(list)
    for subject, other, predicate, attributes in graph.edges(keys=True, data=True):
        one, two = (graph.nodes[node]["name"] for node in (subject, other))
        for evidence in attributes["evidence"]:
            text = articles[evidence.article].text
            example = Example(one, predicate, two, "".join(s.of(text) for s in evidence.spans))
            in_full = one in example.sentence and two in example.sentence
            if evidence.modality != "denied":
                row = (-evidence.confidence, not in_full, len(example.sentence), example)
                rows[predicate].append(row)
    return (min(rows[predicate])[-1] for predicate in PREDICATES if predicate in rows)


def _markdown(found: Report) -> list[str]:
    lines = ["# 图谱报告 · Graph report", ""]
    lines += _table(
        ("内容 · what", "数量 · count"),
        [
            ("文章 · articles", found.articles),
            ("句子 · sentences", found.sentences),
            ("目标 · targets", found.targets),
            ("政策工具 · instruments", found.instruments),
            ("跳过的输入 · skipped inputs", len(found.skipped)),
        ],
    )
    lines += ["## 实体 · Entities", ""]
    lines += _table(
        ("类型 · type", "提及 · mentions", "实体 · entities"),
        [(_class(label), found.mentions[label], n) for label, n in found.entities.items()],
    )
    lines += ["## 关系 · Relations", ""]
    lines += _table(
        ("关系 · relation", "数量 · count"),
        [
            (f"{PREDICATES[name].zh} · {PREDICATES[name].en}", n)
            for name, n in found.facts.items()
            if n
        ],
    )
    lines += ["## 例 · Examples", ""]
    lines += _table(
        ("事实 · fact", "原句 · sentence"),
        [
            (f"{row.subject} —{PREDICATES[row.predicate].zh}→ {row.object}", row.sentence)
            for row in found.examples
        ],
    )
    lines += ["## 联系最多的实体 · Most connected entities", ""]
    lines += _table(
        ("实体 · entity", "类型 · type", "关系数 · relations"),
        [(row.name, _class(row.label), row.edges) for row in found.connected],
    )
    lines += ["## 自带项数的列举 · Lists that state their length", ""]
    lines += _table(
        ("文章 · article", "列举 · list", "应有 · stated", "找到 · found"),
        [(row.article, row.head, row.stated, row.found) for row in found.lists],
    )
    lines += ["## 校验 · Validation", "", *_validation(found.validation), ""]
    lines += ["## 跳过的输入 · Skipped inputs", ""]
    lines += _table(
        ("输入 · input", "原因 · reason"),
        [(row.where, row.reason.within("both")) for row in found.skipped],
    )
    lines += ["## 版本 · Versions", ""]
    lines += _table(("组件 · part", "版本 · version"), list(found.versions.items()))
    return lines[:-1]


def _validation(checked: Checked | None) -> list[str]:
    if checked is None:
        none = "没有做：这个平台上没有 SHACL 引擎"
        return [f"{none} / not done: there is no SHACL engine for this platform"]
    lines = [kg.validate.summary(checked).within("both"), ""]
    if checked.breaches:
        lines += _table(
            ("何处 · where", "要求 · asks for", "句子 · sentence"),
            [(row.where, row.asks.within("both"), row.sentence) for row in checked.breaches[:TOP]],
        )
    return lines[:-1]


def _class(label: str) -> str:
    return f"{CLASSES[label].zh} · {CLASSES[label].en}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> list[str]:
    """A Markdown table and an empty line; 无 · none if there are no rows."""
    if not rows:
        return ["无 · none", ""]
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(_cell(value) for value in line) + " |" for line in lines] + [""]


def _cell(value: object) -> str:
    r"""
    >>> _cell("甲|乙\n丙")
    '甲\\|乙 丙'
    """
    return " ".join(str(value).replace("|", "\\|").split())
