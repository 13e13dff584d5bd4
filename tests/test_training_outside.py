"""Texts given by path to train on: FinRE and official documents."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.training.examples import NO_LABEL, TAGS, examples
from kg.training.outside import Passage, given
from kg.types import Skip

LONG = "各有关单位应当于每年年底前报送总结。" * 20


def none(skip: Skip) -> None:
    raise AssertionError(skip)


@pytest.fixture
def finre(tmp_path: Path) -> Path:
    rows = [
        ("云海重工", "云海重工集团", "合作", "昨日，云海重工集团与云海重工签约。"),
        ("北岭电气", "云海重工集团", "合作", "昨日，云海重工集团与云海重工签约。"),
        ("北岭电气", "南川能源", "竞争", "北岭电气起诉南川能源。"),
    ]
    (tmp_path / "train.txt").write_text("".join("\t".join(r) + "\n" for r in rows[:2]), "utf-8")
    (tmp_path / "valid.txt").write_text("\t".join(rows[2]) + "\n", "utf-8")
    return tmp_path


def read(passages: list[Passage]) -> list[tuple[str, list[str]]]:
    return [(text, [span.of(text) for span, _ in names]) for text, names in passages]


def test_finre_gives_its_companies_where_they_stand(finre: Path) -> None:
    passages = list(given(finre, None, none)["finre"])
    assert read(passages) == [
        (
            "北岭电气起诉南川能源。\n昨日，云海重工集团与云海重工签约。\n",
            ["北岭电气", "南川能源", "云海重工集团", "云海重工"],
        )
    ]
    assert {label for _, names in passages for _, label in names} == {"ORG"}


def test_finre_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"train\.txt.*FinRE"):
        list(given(tmp_path, None, none)["finre"])


def test_official_documents_come_as_passages_of_whole_lines(tmp_path: Path) -> None:
    lines = [f"第{number}条 {LONG}" for number in "一二三四五六七"]
    (tmp_path / "regulation.txt").write_text("\n".join(["某省条例", *lines]), "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    skipped: list[Skip] = []
    passages = list(given(None, tmp_path, skipped.append)["official"])
    assert "".join(text for text, _ in passages).split("\n")[-8:] == [*lines, ""]
    assert len(passages) > 1
    assert all(text.endswith("\n") for text, _ in passages)
    assert [Path(skip.where).name for skip in skipped] == ["empty.txt"]


def test_official_documents_that_cannot_be_read_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        given(None, tmp_path / "nowhere", none)
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        list(given(None, tmp_path, lambda skip: None)["official"])


def test_documents_are_parted_by_a_line_break(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲市条例\n第一条 本条例由甲市负责解释。", "utf-8")
    (tmp_path / "b.txt").write_text("乙市办法\n第一条 本办法由乙市负责解释。", "utf-8")
    ((text, _),) = given(None, tmp_path, none)["official"]
    assert text.split("\n") == [
        "甲市条例",
        "第一条 本条例由甲市负责解释。",
        "乙市办法",
        "第一条 本办法由乙市负责解释。",
        "",
    ]


def test_rules_and_lac_label_what_is_given() -> None:
    text = "湖南省工业和信息化厅的人参观了故宫。"
    (example,) = examples([], {"official": [(text, [])]}, copies=0, seed=0)
    labels = ["?" if label == NO_LABEL else TAGS[label] for label in example.names]
    assert labels == ["B-ORG", *["I-ORG"] * 8, "E-ORG", *"OOOOO", *"??", "O"]  # LAC: a place
    assert example.words[:2] == ("BORG", "IORG")
    assert example.kind == "official"
