"""``kg query``: the named queries from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import main
from kg.cookbook import recipes


def test_list_names_every_query_with_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [one.name for one in recipes()]
    assert "    --param day=2025-06-30  the day" in lines
    assert "    Who holds which post in which body, and when was that said?" in lines


def test_named_query_takes_names_and_dates(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ["query", str(demo), "--format", "csv", "--named"]
    assert main([*named, "neighbours", "--param", "thing=华为"]) == 0
    assert "安徽江淮汽车集团股份有限公司" in capsys.readouterr().out
    assert main([*named, "policies-in-force", "--param", "day=2023-01-01"]) == 0
    assert "深圳经济特区低空经济产业促进条例" not in capsys.readouterr().out


def test_a_date_may_be_called_date(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for name in ("day", "date"):
        given = ["--named", "policies-in-force", "--param", f"{name}=2024-01-01"]
        assert main(["query", str(demo), *given]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1] != ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--named", "leader"], "no such named query"),
        (["--named", "leader"], "did you mean leaders?"),
        (["--named", "leaders", "--param", "x=1"], "no such parameter"),
        (["--named", "neighbours", "--param", "thing"], "write it as NAME=VALUE"),
        (["--named", "neighbours", "--param", "thing=华维"], "near are 华为"),
        (["ASK {}", "--param", "thing=x"], "goes with --named only"),
        (["ASK {}", "--named", "leaders"], "give OUT and one of SPARQL, -f FILE and --named NAME"),
        ([], "give OUT and one of SPARQL, -f FILE and --named NAME"),
    ],
)
def test_wrong_use_is_one_line_that_helps(
    demo: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str
) -> None:
    assert main(["query", str(demo), *arguments, "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and reason in error


@pytest.mark.parametrize("option", ["--timeout", "--workers", "--max-memory", "--max-result"])
def test_serve_wants_limits_above_zero(
    demo: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert main(["serve", str(demo), option, "0", "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"kg: {option}: must be above 0\n"


@pytest.mark.parametrize(
    ("sparql", "problem"),
    [
        ("SELECT ?x { ?x zt:covers ?y", "error at 1:28, at the end of it; expected "),
        ("SELECT ?x { ?x zz:covers ?y }", "the prefix zz: is not declared"),
        ("SELCT ?x { ?x zt:covers ?y }", "error at 1:10, before “{ ?x zt:covers ?y }”"),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "a variable that is unbound"),
    ],
)
def test_wrong_sparql_is_told_by_place_and_reason(
    sparql: str, problem: str, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", str(demo), sparql]) == 2
    told = capsys.readouterr().err
    assert problem in told and "\\u{" not in told and len(told) < 200
    assert main(["query", str(demo), sparql, "--lang", "zh"]) == 2
    assert "第 1 行第 " in capsys.readouterr().err


def test_a_misspelt_term_is_noticed_when_nothing_is_found(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", str(demo), "SELECT ?x { ?x zt:cover ?y }"]) == 0
    told = capsys.readouterr().err
    assert told == "kg: no rows; there is no zt:cover in the vocabulary; did you mean zt:covers?\n"
    assert main(["query", str(demo), "SELECT ?x { ?x zt:covers zt:Policy }"]) == 0
    assert capsys.readouterr().err == "kg: no rows\n"
