"""What kg build says to do next: it fits the graph, and it works when typed."""

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.steps import steps, typed
from kg.lang import Text
from kg.report import Report, read
from kg.report.found import Example
from kg.types import Skip

FAST = ["--recogniser", "none"]
PLAN = "海东市印发《海东市氢能行动计划》，重点发展氢能产业。到2025年，建成加氢站70座。"


def built(folder: Path, text: str) -> Path:
    (folder / "一 篇.txt").write_text(text, "utf-8")
    out = folder / "我 的图"
    assert main(["build", str(folder / "一 篇.txt"), "-o", str(out), *FAST]) == 0
    return out


@pytest.mark.parametrize("text", [PLAN, "海东市印发《海东市氢能行动计划》。", "今天天气很好。"])
def test_the_query_finds_something_when_typed(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = built(tmp_path, text)
    lines = capsys.readouterr().out.splitlines()[-6:]
    assert lines[:2] == ["1. open the graph", f"   {out / 'graph.html'}"]
    command = shlex.split(lines[3])
    assert command[:2] == ["kg", "query"]
    assert main(command[1:]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 2 or "氢" not in text
    assert lines[4] == "3. ask in the browser" and shlex.split(lines[5]) == [
        "kg",
        "serve",
        str(out),
    ]


@pytest.fixture
def found(tmp_path: Path) -> Report:
    return read(built(tmp_path, PLAN))


def test_skips_are_looked_at_before_anything_else(found: Report) -> None:
    skipped = (Skip("a", Text("空文件", "empty file")),)
    *_, last = steps(replace(found, skipped=skipped), Path("out"))
    assert (last.why.en, last.how) == ("see 1 skipped input and why", str(Path("out", "report.md")))


@pytest.mark.parametrize("name", ['甲"乙', "甲\\乙", "it's"])
def test_any_name_can_be_asked_for(name: str, found: Report, tmp_path: Path) -> None:
    example = Example("某市", "covers", name, "某市支持。")
    _, ask, _ = steps(replace(found, examples=(example,)), tmp_path / "我 的图")
    command = shlex.split(ask.how)
    assert main(command[1:]) == 0


def test_quotation_marks_stand_only_where_a_shell_needs_them() -> None:
    assert typed(["kg", "stats", "图谱/我的"]) == "kg stats 图谱/我的"
    assert typed(["kg", "stats", "我 的"]) == "kg stats '我 的'"
