"""``kg validate``: what it prints and writes, and that our own graphs keep the rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import kg.ingest
from kg.build import build_from
from kg.build.samples import samples
from kg.cli import main
from kg.config import Config
from kg.errors import InputError
from kg.graph import build
from kg.pipeline import annotate
from kg.rdf import merged_quads, write
from kg.types import Article, Checked, Document, Skip
from kg.validate import check, sample, summary, to_html, to_json, to_table

NO_MODEL = Config(recogniser="none")


@pytest.fixture
def broken(tmp_path: Path, related: Callable[..., Document]) -> Path:
    """A graph whose one target is due in a year that nobody plans for."""
    document = related("[某省|R]印发《[某方案|D]》，到2025年建成加氢站70座。")
    (target,) = document.targets
    path = tmp_path / "graph.ttl"
    wrong = replace(document, targets=(replace(target, deadline=20255),))
    write(merged_quads(build([wrong])), path)
    return path


def test_breach_says_what_where_which_rule_and_the_sentence(broken: Path) -> None:
    checked = check(broken)
    (breach,) = checked.breaches
    assert (checked.articles, checked.of) == (1, 1)
    assert breach.where.startswith("target/")
    assert breach.rule == "QuantifiedTarget-zt-byYear"
    assert breach.asks.zh == "zt:byYear：至多 1 个，整数 [1949, 2100]"
    assert breach.constraint == "MaxInclusive"
    assert breach.value == '"20255"^^xsd:integer'
    assert breach.sentence == "某省印发《某方案》，到2025年建成加氢站70座。"


def test_breaches_make_the_command_fail(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [broken.parent / name for name in ("found.json", "found.html")]
    words = ["validate", str(broken), "--json", str(files[0]), "--html", str(files[1])]
    assert main([*words, "--lang", "en"]) == 1
    printed = capsys.readouterr().out
    assert printed.splitlines()[0].split("  ")[0] == "where"
    assert "QuantifiedTarget-zt-byYear" in printed
    assert printed.endswith("triples: 1 breach\n")
    (record,) = json.loads(files[0].read_text("utf-8"))["breaches"]
    assert record["asks"]["en"] == "zt:byYear: at most 1, whole number [1949, 2100]"
    page = files[1].read_text("utf-8")
    assert "到2025年建成加氢站70座" in page
    assert "整数" in page and "whole number" in page
    assert main([*words, "--lang", "zh"]) == 1
    assert "1 处不合规则" in capsys.readouterr().out


def test_page_escapes_what_articles_say() -> None:
    hostile = "<script>alert(1)</script>"
    wrong = Checked(1, 1, 1, (replace(_breach(), value=hostile, sentence=hostile),))
    assert hostile not in to_html(wrong)
    assert "&lt;script&gt;" in to_html(wrong)
    assert json.loads(to_json(wrong))["breaches"][0]["sentence"] == hostile
    assert hostile in to_table(wrong)


def _breach() -> kg.types.Breach:
    return kg.types.Breach("target/1", "r", kg.lang.Text("要求", "asks"), "MinCount", "", "")


def test_built_folder_is_validated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "路径 with space"
    found = build_from(samples, out, NO_MODEL)
    assert found.validation is not None
    assert (found.validation.articles, found.validation.of) == (10, 12)
    assert found.validation.breaches == ()
    assert "validated 10 of 12 articles" in (out / "report.md").read_text("utf-8")
    assert main(["validate", str(out), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("validated 12 articles, ")


def test_build_can_validate_all(tmp_path: Path) -> None:
    found = build_from(samples, tmp_path / "out", replace(NO_MODEL, validate=True))
    assert found.validation is not None
    assert (found.validation.articles, found.validation.of) == (12, 12)
    assert summary(found.validation).en.startswith("validated 12 articles, ")


def test_shared_articles_keep_the_rules(shared: Path) -> None:
    skipped: list[Skip] = []
    articles: list[Article] = list(kg.ingest.read([str(shared / "articles")], skipped.append))
    checked = sample(list(annotate(articles, NO_MODEL)), len(articles), None)
    assert checked.breaches == ()
    assert checked.articles > 30


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<a> <b .", "Parser error"),
        ("<http://a> <http://b> <http://c> .", "holds no article of a graph"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=reason):
        check(path)
