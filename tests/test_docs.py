"""The README and the code must agree."""

import json
import re
from pathlib import Path

import kg
from kg.cli import parser
from kg.cookbook import recipes
from kg.schema import CLASSES, PREDICATES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


CHINESE = (ROOT / "README.zh-CN.md").read_text("utf-8")


def typed(text: str) -> list[str]:
    """The lines of the code blocks without what explains them, in order."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = (re.sub(r"(^|\s+)# .*", "", line) for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def first_cells(text: str, begin: str) -> list[str]:
    """Of the rows of tables that begin so."""
    return re.findall(rf"^\| (`{begin}[^|]*`) \|", text, re.MULTILINE)


def section(name: str) -> list[str]:
    """The rows of the table between the marks of that name, without its two head lines."""
    match = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", README, re.DOTALL)
    assert match
    return match[1].splitlines()[2:]


def test_commands_are_documented() -> None:
    names = re.findall(r"^    (\w+)", parser().format_help(), re.MULTILINE)
    assert names
    assert [name for name in names if f"`kg {name}" not in README] == []


def test_both_readmes_have_the_same_commands() -> None:
    assert len(typed(README)) > 10
    assert typed(CHINESE) == typed(README)
    assert first_cells(CHINESE, "kg ") == first_cells(README, "kg ")


def test_chinese_readme_names_the_files_that_a_build_writes() -> None:
    rows = re.findall(
        r"^\| (`(?:graph|facts|tables|store|report|state)[./][^|]*) \|", README, re.MULTILINE
    )
    assert len(rows) > 7
    assert [row for row in rows if row.replace(", ", "、") not in CHINESE] == []


def test_classes_are_those_of_the_schema() -> None:
    assert section("classes") == [
        f"| {c.zh} {c.en} | `{name}` | `{c.prefix}:` | `{c.iri}` |" for name, c in CLASSES.items()
    ]


def test_predicates_are_those_of_the_schema() -> None:
    assert section("predicates") == [
        f"| `{name}` | {p.zh} {p.en} | {', '.join(p.domain)} → {', '.join(p.range)} "
        f"| {p.meaning} | {p.example} |"
        for name, p in PREDICATES.items()
    ]


def test_named_queries_are_those_of_the_cookbook() -> None:
    assert section("cookbook") == [
        f"| `{one.name}` | {one.question.zh} {one.question.en} | "
        f"{', '.join(f'`{p.name}={p.default}`' for p in one.parameters)} |"
        for one in recipes()
    ]


def test_figures_are_not_below_the_floors() -> None:
    floors = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))["floors"]
    figures = dict(
        re.findall(r"^\| `([\w.]+)` \| ([\d.]+) ", "\n".join(section("figures")), re.MULTILINE)
    )
    assert {name: float(figures[name]) >= floor for name, floor in floors.items()} == dict.fromkeys(
        floors, True
    )


def test_public_names_are_sorted_and_exist() -> None:
    assert list(kg.__all__) == sorted(kg.__all__)
    for name in kg.__all__:
        assert hasattr(kg, name)
