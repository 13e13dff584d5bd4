"""What to do next with a graph that has just been built: three steps that fit what is in it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.lang import Text, several
from kg.report import Report

_PLAIN = re.compile(r"[\w@%+=:,./-]+")  # what no shell reads as anything but itself
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
    yield Step(Text("打开图谱", "open the graph"), str(out / "graph.html"))
    question, sparql = _query(found)
    asked = Text(f"查询{question.zh}", f"ask {question.en}")
    yield Step(asked, typed(["kg", "query", str(out), sparql]))
    if found.skipped:
        number = len(found.skipped)
        many = several(number, "skipped input")
        why = Text(f"看跳过的 {number} 个输入和原因", f"see {many} and why")
        yield Step(why, str(out / "report.md"))
    elif found.conflicts:
        number = len(found.conflicts)
        many = several(number, "contradiction")
        why = Text(f"看 {number} 处互相矛盾的目标", f"see {many} between targets")
        yield Step(why, typed(["kg", "stats", str(out)]))
    else:
        yield Step(Text("在浏览器里查询", "ask in the browser"), typed(["kg", "serve", str(out)]))


def typed(arguments: Sequence[str]) -> str:
    """A command as one types it in the shell of the platform."""
    if os.name == "nt":
        return subprocess.list2cmdline(arguments)
    # shlex.quote puts quotation marks around anything that is not ASCII
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in arguments)


def _query(found: Report) -> tuple[Text, str]:
    """A question about something that is in the graph, and its SPARQL."""
    examples = {example.predicate: example for example in found.examples}
    for predicate, end, question, sparql in _QUESTIONS:
        if predicate in examples:
            name = getattr(examples[predicate], end)
            asked = Text(question.zh.format(name), question.en.format(name))
            return asked, sparql.format(_literal(name))
    return _NAMES, _ALL_NAMES


def _literal(name: str) -> str:
    """A string of SPARQL 1.1 (section 19.7, String Escape Sequences).

    >>> _literal('甲"乙"')
    '"甲\\\\"乙\\\\""'
    """
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
