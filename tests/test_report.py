"""report.md: what a person reads, in each language; and that report.json comes back whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import kg.graph
from kg.errors import StoreError
from kg.lang import Text
from kg.report import Report, read, report, to_markdown
from kg.report.found import StatedList, Unsure
from kg.report.markdown import MOST
from kg.types import Document, Skip

Linked = Callable[..., Document]
BASE = "https://example.org/id/"


def of(documents: Sequence[Document], *skipped: Skip) -> Report:
    return report(documents, kg.graph.build(documents), skipped, BASE, {"zhengtu": "1"})


@pytest.fixture
def found(related: Linked) -> Report:
    plan = "[某省|R]印发《[某省氢能规划|D]》，重点发展[氢能|C]、[储能|C]和[光伏|C]。"
    return of([related(plan)], Skip("a.bin", Text("空文件", "empty file")))


def section(markdown: str, title: str) -> list[str]:
    """The lines under a title that holds these words."""
    (part,) = (part for part in markdown.split("\n#") if title in part.splitlines()[0])
    return [line for line in part.splitlines()[1:] if line]


def test_report_comes_back_from_its_file(found: Report, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(found.to_json(), "utf-8")
    assert read(tmp_path) == found


@pytest.mark.parametrize("content", ["{}", "[]", "no JSON", '{"articles": "one"}'])
def test_report_of_another_version_says_so(content: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(content, "utf-8")
    with pytest.raises(StoreError, match="not a report of this version; build again"):
        read(tmp_path)


def test_one_language_is_free_of_the_other(found: Report) -> None:
    english = to_markdown(replace(found, connected=(), unsure=(), undated=()), "en")
    assert english.isascii() and english.startswith("# Graph report\n")
    chinese = to_markdown(found, "zh")
    assert [word for word in ("report", "entit", "none", "of ") if word in chinese] == []
    both = to_markdown(found)
    assert both.startswith("# 图谱报告 / Graph report\n") and both.endswith(
        "| 政图 / zhengtu | 1 |\n"
    )


def test_facts_of_one_sentence_are_one_row(found: Report) -> None:
    covers = [row for row in found.unsure if row.predicate == "covers"]
    rules = {row.rule for row in covers}
    assert len(covers) == len(rules) and len(covers) + sum(row.more for row in covers) == 3
    lines = section(to_markdown(found, "en"), "Least certain facts")
    assert any("某省氢能规划 —covers→" in line and " more |" in line for line in lines)
    assert [row.confidence for row in found.unsure] == sorted(
        row.confidence for row in found.unsure
    )


def test_only_lists_of_another_length_are_listed(found: Report) -> None:
    lists = (StatedList("a", "产业", 3, 3), StatedList("b", "集群", 10, 9))
    lines = section(to_markdown(replace(found, lists=lists), "en"), "Lists that do not have")
    assert lines == [
        "Of 2 lists with a stated length 1 have it.",
        "| article | list | stated | found |",
        "| --- | --- | --- | --- |",
        "| b | 集群 | 10 | 9 |",
    ]


def test_skips_are_counted_by_reason_and_listed(found: Report) -> None:
    empty, binary = Text("空文件", "empty file"), Text("是二进制文件", "a binary file")
    skipped = (Skip("a", binary), Skip("b", empty), Skip("c", empty))
    lines = section(to_markdown(replace(found, skipped=skipped), "en"), "What was skipped")
    assert lines == [
        "| reason | count |",
        "| --- | --- |",
        "| empty file | 2 |",
        "| a binary file | 1 |",
        "| input | reason |",
        "| --- | --- |",
        "| a | a binary file |",
        "| b | empty file |",
        "| c | empty file |",
    ]


def test_conflicts_show_both_sides_with_their_sentences(related: Linked) -> None:
    one, two = (related(f"[某省|R]提出，到2025年，建成加氢站{number}座。") for number in (70, 90))
    found = of([one, two])
    (conflict,) = found.conflicts
    assert (conflict.holder, conflict.deadline) == ("某省", 2025)
    assert {side.sentence for side in conflict.sides} == {
        "某省提出，到2025年，建成加氢站70座。",
        "某省提出，到2025年，建成加氢站90座。",
    }
    lines = section(to_markdown(found, "en"), "contradict")
    assert len(lines) == 4 and all(line.startswith("| 某省 | 2025 | ") for line in lines[2:])


def test_policies_without_a_date_are_named(related: Linked) -> None:
    dated = related("[某省|R]印发《[某省氢能规划（2021—2025年）|D]》。")
    bare = related("[某市|R]印发《[某市储能办法|D]》。")
    found = of([dated, bare])
    assert found.undated == ("某市储能办法",)
    lines = section(to_markdown(found, "en"), "without a date")
    assert lines[0].startswith("Of 2 policies 1 have no date")
    assert lines[-1] == "| 某市储能办法 |"


def test_long_tables_say_how_much_more_there_is(found: Report) -> None:
    skipped = tuple(Skip(f"{n:03}", Text(f"原因{n}", f"reason {n}")) for n in range(MOST + 7))
    lines = section(to_markdown(replace(found, skipped=skipped), "en"), "What was skipped")
    assert len(lines) == MOST + 3 and lines[-1] == "7 more rows: see report.json."


def test_cells_keep_to_their_row(found: Report) -> None:
    unsure = (Unsure(0.5, "甲|乙", "covers", "丙", "rule", "a", "一\n二"),)
    lines = section(to_markdown(replace(found, unsure=unsure), "en"), "Least certain")
    assert lines[-1] == "| 0.50 | 甲\\|乙 —covers→ 丙 | a | 一 二 |"
