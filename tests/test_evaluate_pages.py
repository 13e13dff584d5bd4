"""Intervals, the page of errors, and the reader of Universal NER."""

from pathlib import Path

import pytest

from kg.cli import main
from kg.config import Config
from kg.errors import InputError
from kg.evaluate.intervals import intervals
from kg.evaluate.leaf import to_page
from kg.evaluate.score import Annotated, figures
from kg.evaluate.uner import read_iob, scores

TEXT = "云州省印发《云州省氢能产业规划》<b>。云海重工落户云州。"


def annotated(*spans: tuple[str, str]) -> Annotated:
    entities = [
        {
            "start": TEXT.index(words),
            "end": TEXT.index(words) + len(words),
            "type": label,
            "canonical": words,
        }
        for words, label in spans
    ]
    return {"id": "x", "text": TEXT, "entities": entities, "relations": [], "targets": []}


RIGHT = annotated(("云州省", "REGION"), ("云州省氢能产业规划", "POLICY"), ("云海重工", "ORG"))
WRONG = annotated(("云州省", "ORG"), ("氢能产业规划", "POLICY"))


def test_intervals_hold_the_figure_and_are_the_same_every_time() -> None:
    gold = {"a": RIGHT, "b": RIGHT, "c": RIGHT}
    found = {"a": RIGHT, "b": WRONG, "c": RIGHT}
    low, high = intervals(gold, found)["ner"]
    value = figures(gold, found)["ner"]
    assert value is not None and low < value < high
    assert intervals(gold, found) == intervals(gold, found)
    assert intervals(gold, gold)["ner"] == (100.0, 100.0)


def test_page_tells_kinds_of_errors_apart_and_escapes_text() -> None:
    page = to_page({"x": RIGHT}, {"x": WRONG})
    for kind in ("another boundary", "another type", "mentions missed"):
        assert kind in page
    assert "&lt;b&gt;" in page and "<b>" not in page
    assert "<mark>云海重工</mark>" in page
    assert "http" not in page.replace('http-equiv="', "")


def test_tokens_become_text_and_spans(tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    rows = [
        ("云州", "B-LOC"),
        ("的", "O"),
        ("赵", "B-PER"),
        ("明远", "I-PER"),
        ("云海", "I-ORG"),
    ]
    lines = [f"{i}\t{word}\t{tag}\t-\t-" for i, (word, tag) in enumerate(rows, start=1)]
    path.write_text("# text = …\n" + "\n".join(lines) + "\n\n", "utf-8")
    assert list(read_iob(path)) == [
        (
            "云州的赵明远云海",
            frozenset({(0, 2, "LOC"), (3, 6, "PER"), (6, 8, "ORG")}),
        )
    ]
    found = scores(path, Config(recogniser="none"))
    assert found.keys() == {"with gazetteers", "without gazetteers"}


@pytest.mark.parametrize("content", [None, "1\t云州\n".encode(), "1\t云州\tO\n".encode("gb18030")])
def test_what_is_no_such_file_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.iob2"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"x\.iob2"):
        list(read_iob(path))


@pytest.mark.parametrize("option", ["--errors", "--confidence", "--gold-mentions", "--html=x.html"])
def test_what_goes_with_a_folder_is_refused_for_a_file_of_universal_ner(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.iob2"
    path.write_text("1\t云州\tB-LOC\n", "utf-8")
    assert main(["eval", str(path), option, "--recogniser", "none"]) == 2
    assert option.partition("=")[0] in capsys.readouterr().err
