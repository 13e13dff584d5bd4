"""What kg build says to do next: it fits the graph, and it works when typed."""

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.steps import steps
from kg.cli.typing import typed
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


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The steps that a build ended with: what for, and how."""
    lines = capsys.readouterr().out.splitlines()[-6:]
    assert [line[:3] for line in lines[::2]] == ["1. ", "2. ", "3. "]
    return {why[3:]: how.strip() for why, how in zip(lines[::2], lines[1::2], strict=True)}


@pytest.mark.parametrize("text", [PLAN, "海东市印发《海东市氢能行动计划》。"])
def test_of_a_graph_with_facts_what_is_printed_works_when_typed(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = built(tmp_path, text)
    (look, path), (find, how), (ask, query) = printed(capsys).items()
    assert (look, path) == ("open the graph", str(out / "graph.html"))
    assert find.startswith("see what is said of ") and ask.startswith("ask in SPARQL: ")
    for command in (how, query):
        assert main(shlex.split(command)[1:]) == 0
        assert "氢能" in capsys.readouterr().out


def test_of_regions_alone_there_are_names_to_ask_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built(tmp_path, "广东省和湖南省的天气很好。")
    _, (ask, query), (why, articles) = printed(capsys).items()
    assert ask == "ask in SPARQL: the names in the graph"
    assert why == "no relation was read: see which articles were"
    assert main(shlex.split(query)[1:]) == 0
    assert "湖南省" in capsys.readouterr().out
    assert main(shlex.split(articles)[1:]) == 0


def test_of_nothing_one_looks_at_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = built(tmp_path, "今天天气很好。")
    (why, articles), (again, build), (_, demo) = printed(capsys).items()
    assert why.startswith("nothing was recognised")
    assert main(shlex.split(articles)[1:]) == 0
    assert "article:" in capsys.readouterr().out
    assert again == "build again with a word list of your own" and "--lexicon" in build
    assert demo == "kg demo"
    found = replace(read(out), skipped=(Skip("a", Text("空文件", "empty file")),))
    assert [step.how for step in steps(found, out)][1] == str(out / "report.md")


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
    *_, ask = steps(replace(found, examples=(example,)), tmp_path / "我 的图")
    assert main(shlex.split(ask.how)[1:]) == 0


def test_quotation_marks_stand_only_where_a_shell_needs_them() -> None:
    assert typed(["kg", "stats", "图谱/我的"]) == "kg stats 图谱/我的"
    assert typed(["kg", "stats", "我 的"]) == "kg stats '我 的'"
