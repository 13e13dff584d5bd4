"""The corpus written for the project: its written form, its checker, and what it holds."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.training.check import check
from kg.training.examples import documents, is_held
from kg.training.markup import parse
from kg.training.swap import Swapper, pools
from kg.training.units import CORPUS, Unit, corpus, read_units, write_units
from kg.types import Span

HEAD = (
    "@ xx-2019-machinery | genre=news | voice=通讯 | date=2019-03-12 | region=430000 "
    "| industries=工程机械、起重机 | facts=yes | writer=w1\n"
)
BODY = """[某省工信厅|O=某省工业和信息化厅]印发《[某省工程机械规划|D]》，
到2025年产值突破5000亿元。
> issues: 某省工业和信息化厅 -> 某省工程机械规划
* 某省工程机械规划 | 2025 | 突破5000亿元 | 500000000000 | 元 | 产值 | >
"""


def units(words: str) -> list[Unit]:
    return list(parse(HEAD + words, "w1.txt"))


def breaches(words: str, *others: tuple[str, str]) -> list[str]:
    return list(check(units(words), others))


def test_written_form_becomes_the_shape_of_the_gold() -> None:
    (unit,) = units(BODY)
    assert unit.id == "xx-2019-machinery-01"
    assert unit.text == "某省工信厅印发《某省工程机械规划》，\n到2025年产值突破5000亿元。"
    assert [unit.text[row["start"] : row["end"]] for row in unit.entities] == [
        "某省工信厅",
        "某省工程机械规划",
    ]
    assert unit.entities[0]["canonical"] == "某省工业和信息化厅"
    assert unit.industries == ("工程机械", "起重机")
    assert unit.relations == (
        {
            "predicate": "issues",
            "subject": "某省工业和信息化厅",
            "object": "某省工程机械规划",
            "basis": "text",
        },
    )
    assert unit.targets[0]["value"] == 500000000000
    assert unit.targets[0]["deadline"] == 2025


def test_units_are_numbered_in_their_source() -> None:
    assert [unit.id[-3:] for unit in units("甲。\n\n乙。\n")] == ["-01", "-02"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("[甲|X]乙\n", "marks no mention"),
        ("[甲|O]乙\n> issues: 丙 -> 甲\n", "丙 is no canonical name here"),
        ("[甲|O]乙\n> likes: 甲 -> 甲\n", "no relation"),
        ("[甲|O]乙\n* 甲 | 2025 | 九家 | 9 | 家 | 企业 | =\n", "the text has no '九家'"),
        ("[甲|O]九家\n* 甲 | 2025 | 九家 | 9 | 家 | 企业\n", "no target"),
        ("[甲|O]3-5家\n* 甲 | 2025 | 3-5家 | 3 | 家 | 企业 | range\n", "no target"),
    ],
)
def test_what_does_not_fit_the_form_names_its_line(words: str, problem: str) -> None:
    with pytest.raises(InputError, match=rf"w1\.txt, line 2: .*{problem}"):
        units(words)


def test_source_must_say_what_it_is() -> None:
    with pytest.raises(InputError, match="no such genre: poem"):
        list(parse(HEAD.replace("news", "poem"), "w1.txt"))
    with pytest.raises(InputError, match="the source lacks writer"):
        list(parse(HEAD.replace("| writer=w1", ""), "w1.txt"))


def test_units_come_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "w1.jsonl"
    assert write_units(units(BODY), path) == 1
    assert list(read_units(path)) == units(BODY)


def test_line_that_is_no_unit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "w1.jsonl"
    path.write_text('{"id": "a"}\n', "utf-8")
    with pytest.raises(InputError, match=r"w1\.jsonl, line 1: no unit"):
        list(read_units(path))


def test_clean_units_pass() -> None:
    assert breaches(BODY) == []


def test_checker_knows_wrong_figures_and_ends() -> None:
    wrong = BODY.replace("500000000000", "5000").replace(
        "> issues: 某省工业和信息化厅 ->", "> covers: 某省工业和信息化厅 ->"
    )
    assert breaches(wrong) == [
        "xx-2019-machinery-01: covers from ORG to POLICY",
        "xx-2019-machinery-01: 突破5000亿元 is not 5000",
    ]


def test_checker_finds_one_name_with_two_types() -> None:
    assert breaches("[某某新区|R]与[某某新区|O]。\n") == [
        "xx-2019-machinery-01: 某某新区 has two types"
    ]


def test_checker_finds_units_that_say_the_same() -> None:
    line = "全年新增高新技术企业三百家，带动就业两万人，研发投入增长一成。\n"
    assert [row.split(": ")[1] for row in breaches(line + "\n" + line.replace("两万", "三万"))] == [
        "nearly the same as xx-2019-machinery-01 (0.62)"
    ]


def test_checker_finds_runs_of_other_texts_but_not_names() -> None:
    other = "据悉，某省工程机械产业高质量发展三年行动计划已于近日正式印发实施，请遵照执行。"
    assert breaches("[某省工程机械产业高质量发展三年行动计划|D]出台。\n", ("g", other)) == []
    assert breaches("该文件已于近日正式印发实施，请遵照执行。\n", ("g", other)) == [
        "xx-2019-machinery-01: 已于近日正式印发实施，请遵照执 also stands in g"
    ]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.jsonl")), ids=lambda path: path.name)
def test_corpus_is_sound(path: Path) -> None:
    assert list(check(list(read_units(path)), ())) == []


NAMES = [
    (Span(0, 3), "REGION"),
    (Span(4, 8), "ORG"),
    (Span(10, 13), "PERSON"),
    (Span(14, 18), "CLUSTER"),
]
WORDS = "广东省的广汽集团和，李明远说氢能产业好"


def test_copies_have_other_names_in_the_same_places() -> None:
    made = pools([(WORDS, NAMES)])
    other, moved = Swapper(made, 3).copy(WORDS, NAMES, 1.0)
    assert Swapper(made, 3).copy(WORDS, NAMES, 1.0) == (other, moved)
    assert [label for _, label in moved] == [label for _, label in NAMES]
    kept = list(WORDS)
    for span, _ in reversed(NAMES):
        kept[span.start : span.end] = "#"
    rest = list(other)
    for span, _ in reversed(moved):
        assert span.of(other)
        rest[span.start : span.end] = "#"
    assert rest == kept
    assert Swapper(made, 3).copy(WORDS, NAMES, 0.0) == (WORDS, NAMES)


def test_units_of_a_source_are_one_document() -> None:
    made = units(BODY + "\n[云海重工|O]投产。")
    ((source, text, names),) = documents(reversed(made))
    assert source == "xx-2019-machinery"
    assert [span.of(text) for span, _ in names] == ["某省工信厅", "某省工程机械规划", "云海重工"]


def test_a_tenth_of_the_sources_is_held_out() -> None:
    sources = {unit.source for unit in corpus()}
    held = sum(map(is_held, sources))
    assert 0.07 < held / len(sources) < 0.13
    assert len(corpus()) >= 4000
    assert sum(len(unit.entities) for unit in corpus()) >= 20000
