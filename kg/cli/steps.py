"""What to do next with a graph that has just been built: three steps that fit what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.cli.typing import typed
from kg.lang import Text, several
from kg.report import Report

# For each predicate the question that its example is an answer to. The name is that of the
# object, or of the subject where the question is about what it says.
_QUESTIONS = (
    (
        "covers",
        "object",
        Text("哪些政策、地区支持{}", "who supports {}"),
        "SELECT DISTINCT ?who {{ ?w zt:covers/schema:name {} ; schema:name ?who }}",
    ),
    (
        "sets_target",
        "subject",
        Text("{}的目标", "targets of {}"),
        "SELECT DISTINCT ?target {{ ?w schema:name {} ; zt:setsTarget/schema:name ?target }}",
    ),
    (
        "issues",
        "subject",
        Text("{}发布了什么", "what {} issues"),
        "SELECT DISTINCT ?policy {{ ?w schema:name {} ; zt:issues/schema:name ?policy }}",
    ),
    (
        "located_in",
        "object",
        Text("{}有什么", "what lies in {}"),
        "SELECT DISTINCT ?what {{ ?w zt:locatedIn/schema:name {} ; schema:name ?what }}",
    ),
)
_NAMES = Text("图里有哪些名称", "the names in the graph")
_ALL_NAMES = "SELECT DISTINCT ?name { ?thing schema:name ?name } ORDER BY ?name LIMIT 20"


@dataclass(frozen=True, slots=True)
class Step:
    """What it is for, and the file to open or the command to type."""

    why: Text
    how: str


def steps(found: Report, out: Path) -> Iterator[Step]:
    """Three: look, ask, and what this build needs most."""
    if not (any(found.entities.values()) or found.targets or found.instruments):
        yield from _of_nothing(found, out)
        return
    yield Step(Text("打开图谱", "open the graph"), str(out / "graph.html"))
    if not found.examples:
        yield _asked(_NAMES, _ALL_NAMES, out)
        yield _read_report(found, out) or Step(
            Text("没有读出关系：看读了哪些文章", "no relation was read: see which articles were"),
            typed(["kg", "query", str(out), "--named", "articles"]),
        )
        return
    question, name, sparql = _question(found)
    told = Text(f"看图里关于“{name}”的关系和原句", f"see what is said of {name}, and where")
    yield Step(told, typed(["kg", "find", str(out), name]))
    yield _read_report(found, out) or _asked(question, sparql, out)


def _of_nothing(found: Report, out: Path) -> Iterator[Step]:
    """Of texts in which nothing was recognised."""
    yield Step(
        Text(
            "没有认出任何机构、地区、政策：看读到的是不是中文政策文章",
            "nothing was recognised: see whether what was read are Chinese policy texts",
        ),
        typed(["kg", "query", str(out), "--named", "articles"]),
    )
    yield _read_report(found, out) or Step(
        Text("用自己的词表再生成", "build again with a word list of your own"),
        typed(["kg", "build", "INPUT", "-o", str(out), "--lexicon", "names.csv"]),
    )
    yield Step(
        Text("看自带样例的图谱是什么样", "see what the graph of the samples looks like"), "kg demo"
    )


def _read_report(found: Report, out: Path) -> Step | None:
    """What the report warns of."""
    if found.skipped:
        number = len(found.skipped)
        many = several(number, "skipped input")
        why = Text(f"看跳过的 {number} 个输入和原因", f"see {many} and why")
        return Step(why, str(out / "report.md"))
    if found.conflicts:
        number = len(found.conflicts)
        many = several(number, "contradiction")
        why = Text(f"看 {number} 处互相矛盾的目标", f"see {many} between targets")
        return Step(why, typed(["kg", "stats", str(out)]))
    return None


def _asked(question: Text, sparql: str, out: Path) -> Step:
    why = Text(f"用 SPARQL 查询：{question.zh}", f"ask in SPARQL: {question.en}")
    return Step(why, typed(["kg", "query", str(out), sparql]))


def _question(found: Report) -> tuple[Text, str, str]:
    """A question about something that is in the graph, its name, and its SPARQL."""
    examples = {example.predicate: example for example in found.examples}
    for predicate, end, question, sparql in _QUESTIONS:
        if predicate in examples:
            name = getattr(examples[predicate], end)
            asked = Text(question.zh.format(name), question.en.format(name))
            return asked, name, sparql.format(_literal(name))
    return _NAMES, found.examples[0].subject, _ALL_NAMES


def _literal(name: str) -> str:
    """A string of SPARQL 1.1 (section 19.7, String Escape Sequences).

    >>> _literal('甲"乙"')
    '"甲\\\\"乙\\\\""'
    """
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
