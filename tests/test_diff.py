"""What changed between two graphs, and what kg diff prints of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph import Change, build, compare
from kg.types import Document

Linked = Callable[..., Document]
FAST = ["--recogniser", "none"]
NO_BUILD = "no finished build; run kg build or kg demo first"


def test_a_graph_does_not_differ_from_itself(related: Linked) -> None:
    graph = build([related("[某省|R]印发《[某省质量规划|D]》，重点发展[氢能|C]。")])
    assert compare(graph, graph) == ()


def test_the_same_said_by_another_article_is_no_change(related: Linked) -> None:
    one, other = (
        build([related(f"{word}[某省|R]印发《[某省质量规划|D]》。")])
        for word in ("又讯，", "另悉，")
    )
    assert compare(one, other) == ()


def test_what_came_and_what_went(related: Linked) -> None:
    old = build([related("[某省|R]印发《[某省质量规划|D]》。")])
    new = build([related("[某省|R]印发《[某省贸易规划|D]》。")])
    changes = compare(old, new)
    assert sorted((c.kind, c.change, c.name) for c in changes) == [
        ("POLICY", "came", "某省贸易规划"),
        ("POLICY", "went", "某省质量规划"),
        ("issues", "came", "某省 → 某省贸易规划"),
        ("issues", "went", "某省 → 某省质量规划"),
    ]
    assert compare(new, old) != changes


def test_an_attribute_that_changed_is_named(related: Linked) -> None:
    old = build([related("[某省|R]印发《[某省质量规划|D]》。")])
    new = old.copy()
    new.nodes["policy/某省质量规划"]["published"] = "2030-01-01"
    (change,) = compare(old, new)
    assert change == Change(
        "POLICY", "policy/某省质量规划", "changed", "某省质量规划", ("published",)
    )


def test_command_prints_marks_or_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in (("old", "氢能"), ("new", "储能")):
        (tmp_path / f"{name}.txt").write_text(f"海东市印发《海东市{words}行动计划》。", "utf-8")
        assert (
            main(["build", str(tmp_path / f"{name}.txt"), "-o", str(tmp_path / name), *FAST]) == 0
        )
    capsys.readouterr()
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    assert main(["diff", old, new]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["things +2 -2; facts +2 -2", ""]
    assert "+ policy  海东市储能行动计划" in lines and "- policy  海东市氢能行动计划" in lines
    assert main(["diff", old, new, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {row["change"] for row in found} == {"came", "went"}
    assert main(["diff", old, old]) == 0
    assert capsys.readouterr().out == "no difference\n"
    assert main(["diff", old, str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"kg: {tmp_path}: {NO_BUILD}\n"
