"""What a graph says of a name, for people who write no SPARQL."""

import json
from pathlib import Path

import pytest

from kg.cli import main

FAST = ["--recogniser", "none"]
NEWS = {
    "甲": "2023-01-02",
    "乙": "2024-01-02",
}
PLAN = "海东市印发《海东市氢能行动计划》。《海东市氢能行动计划》提出，重点发展氢能产业{}。"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("find")
    for name, day in NEWS.items():
        head = f"---\ntitle: 新闻{name}\ndate: {day}\n---\n"
        text = PLAN.format("" if name == "甲" else "和低空经济")
        (folder / f"{name}.md").write_text(f"{head}<p>{text}</p>", "utf-8")
    assert main(["build", str(folder), "-o", str(folder / "out"), *FAST]) == 0
    return folder / "out"


@pytest.mark.parametrize("name", ["氢能", "氢能产业", "industry/氢能"])
def test_a_name_an_alias_and_an_id_find_the_same(
    name: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", str(out), name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("氢能  industry  industry/氢能  ")
    place = lines.index("海东市氢能行动计划 —covers→ 氢能  [in force]")
    assert "重点发展氢能产业" in lines[place + 1]
    assert lines[place + 2] == "  — 新闻乙  2024-01-02  and 1 more"


def test_it_speaks_chinese(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", str(out), "氢能", "--lang", "zh"]) == 0
    printed, err = capsys.readouterr()
    assert "海东市氢能行动计划 —支持产业→ 氢能  [生效]" in printed
    assert "另有 1 篇" in printed and "名称里有它的还有：海东市氢能行动计划" in err


def test_programs_get_everything(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", str(out), "海东", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["thing"]["id"] == "region/630200"
    assert {fact["predicate"] for fact in found["facts"]} >= {"issues"}
    assert [other["name"] for other in found["others"]] == ["海东市氢能行动计划"]


def test_more_than_a_screen_is_shown_when_asked(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.commands.find._FACTS", 1)
    assert main(["find", str(out), "海东市氢能行动计划"]) == 0
    printed, err = capsys.readouterr()
    assert printed.count(" —") == 2 and "more facts: add --all" in err  # a fact and its article
    assert main(["find", str(out), "海东市氢能行动计划", "--all"]) == 0
    assert capsys.readouterr().out.count(" —") > 3


@pytest.mark.parametrize(
    ("name", "problem"),
    [("轻能", "轻能: not in the graph; near are "), ("xyz", "xyz: not in the graph\n")],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    name: str, problem: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", str(out), name]) == 2
    assert problem in capsys.readouterr().err
