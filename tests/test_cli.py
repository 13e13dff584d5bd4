"""The command line: what is printed where, exit codes, and what it must not load."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import main

ONE = "海东市印发《海东市氢能行动计划》。"
ROOT = Path(kg.__file__).parents[1]
FAST = ["--recogniser", "none"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "one.txt"
    path.parent.mkdir()
    path.write_text(ONE + "\n海东市提出，今年力争建成加氢站70座。", "utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "one.txt").write_text(ONE, "utf-8")
    assert main(["build", str(folder / "one.txt"), "-o", str(folder / "out"), *FAST]) == 0
    return folder / "out"


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("code", ["import kg", "import kg.cli; kg.cli.main(['--help'])"])
def test_start_loads_nothing_heavy(code: str) -> None:
    heavy = {"networkx", "pyarrow", "pyoxigraph", "rdflib", "rich", "spacy", "starlette", "bs4"}
    done = python("-c", f"import sys; {code}; print({heavy} & set(sys.modules))")
    assert done.stdout.decode().splitlines()[-1] == "set()"


def test_help_starts_fast() -> None:
    code = "import time, kg.cli; kg.cli.main(['--help']); print(time.process_time())"
    seconds = min(float(python("-c", code).stdout.splitlines()[-1]) for _ in range(3))
    assert seconds < 0.3


@pytest.mark.parametrize(
    "command",
    ["demo", "build", "annotate", "query", "serve", "export", "stats", "eval", "bench"],
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"usage: kg {command}" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"zhengtu {kg.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["-v"], "kg: the following arguments are required: COMMAND; see kg --help\n"),
        (
            ["build", "x"],
            "kg: build: the following arguments are required: -o/--out (folder to write to); "
            "see kg build --help\n",
        ),
        (
            ["query", "x"],
            "kg: query: give OUT and one of SPARQL, -f FILE and --named NAME; see kg query --help\n",
        ),
        (["build", "x", "-o", "y", "--recogniser", "nix"], None),
        (["stats", "nowhere"], "kg: nowhere: no finished build; run kg build or kg demo first\n"),
        (
            ["query", "nowhere", "ASK {}"],
            "kg: nowhere: no finished build; run kg build or kg demo first\n",
        ),
        (
            ["export", "nowhere", "x.ttl"],
            "kg: nowhere: no finished build; run kg build or kg demo first\n",
        ),
        (["serve", "nowhere"], "kg: nowhere: no finished build; run kg build or kg demo first\n"),
        (["eval", "nowhere"], "kg: nowhere: no gold file (*.json) in this folder\n"),
        (["annotate", "x", "--dates", "no.csv"], "kg: no.csv: no such file\n"),
        (["annotate", "x", "--config", "no.toml"], "kg: no.toml: no such file\n"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(
    arguments: list[str],
    line: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), err.startswith("kg: ")) == ("", 1, True)
    assert line in (None, err)


def test_nothing_at_all_is_answered_with_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("usage: kg") and "build a graph from articles" in err


def test_verbose_shows_where_it_happened(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "nowhere", "-v"]) == 2
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_unknown_recogniser_lists_the_known_ones(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["build", str(news), "-o", str(out), "--recogniser", "nix"]) == 2
    assert capsys.readouterr().err.startswith(
        "kg: --recogniser: nix: no such recogniser; known: lac, none, own"
    )
    assert not out.exists()


def test_build_says_what_it_found(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["build", str(news), "-o", str(out), *FAST]) == 0
    printed, err = capsys.readouterr()
    assert printed.startswith("1 article · 2 sentences\n")
    assert (
        f"\n1. open the graph\n   {out / 'graph.html'}\n2. see what is said of 氢能, and where\n   kg find "
        in printed
    )
    assert err == ""


def test_a_second_build_says_what_is_new(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = ["build", str(news.parent), "-o", str(tmp_path / "out"), *FAST]
    (news.parent / "two.txt").write_text("云州市印发《云州市氢能行动计划》。", "utf-8")
    assert main(build) == 0
    assert "as before" not in capsys.readouterr().out
    (news.parent / "three.txt").write_text("临江市印发《临江市氢能行动计划》。", "utf-8")
    news.unlink()
    assert main(build) == 0
    assert "\n1 article as before, 1 new or changed, 1 gone\n" in capsys.readouterr().out


@pytest.mark.parametrize(("flags", "code"), [([], 0), (["--strict"], 1)])
def test_skipped_input_is_named_and_counts_if_strict(
    flags: list[str],
    code: int,
    news: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (news.parent / "empty.txt").write_text("", "utf-8")
    out = tmp_path / "out"
    assert main(["build", str(news.parent), "-o", str(out), *FAST, *flags]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"kg: skipped {news.parent.as_posix()}/empty.txt: ")


def test_build_without_articles_says_what_was_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["build", str(tmp_path / "none.txt"), "-o", str(out)]) == 2
    assert capsys.readouterr().err == f"kg: {tmp_path.as_posix()}/none.txt: no such file\n"
    assert not out.exists()


@pytest.mark.parametrize("command", [["build", "-o", "out"], ["annotate"]])
def test_several_hopeless_inputs_are_named_then_summed_up(
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("", "utf-8")
    assert main([*command, "a.txt", "b.txt", "c.txt"]) == 2
    *skips, error = capsys.readouterr().err.splitlines()
    assert skips == [
        "kg: skipped a.txt: empty file",
        "kg: skipped b.txt: empty file",
        "kg: skipped c.txt: no such file",
    ]
    assert error.startswith(
        "kg: inputs: none of 3 holds an article; empty file ×2; no such file ×1; what is read: HTML"
    )
    assert not (tmp_path / "out").exists()


def test_annotate_prints_the_shape_of_the_gold(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dates = tmp_path / "dates.csv"
    dates.write_text("id,date\none,2023\nother,2024-05\n", "utf-8-sig")
    assert main(["annotate", str(news), "--dates", str(dates), *FAST]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert list(found) == ["id", "date", "text", "entities", "relations", "targets", "lists"]
    assert (found["id"], found["date"]) == ("one", "2023")
    assert found["text"] == news.read_text("utf-8")
    assert [(t["value"], t["unit"], t["deadline"]) for t in found["targets"]] == [(70, "座", 2023)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "name,date\none,2023\n",
            'dates.csv: the first line must name the columns "id" and "date"',
        ),
        ("id,date\none,today\n", "dates.csv:2: no date: 'today'"),
        ("id,date\none,2023-13\n", "dates.csv:2: no date: '2023-13'"),
        ("id,date\none\n", "dates.csv:2: no date: ''"),
    ],
)
def test_bad_dates_name_the_line(
    content: str, problem: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dates = tmp_path / "dates.csv"
    dates.write_text(content, "utf-8")
    assert main(["annotate", str(news), "--dates", str(dates), *FAST]) == 2
    assert capsys.readouterr().err == f"kg: {tmp_path}/{problem}\n"


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("a.csv", "名目,报道\n某市,海东市印发方案。\n", ["--column", "text=报道"]),
        ("a.json", '{"a": {"b": "海东市印发方案。"}}', ["--field", "text=a.b"]),
        ("a.html", "<p>海东市印发方案。</p>", ["--main-text", "own"]),
    ],
)
def test_options_say_how_inputs_are_read(
    name: str,
    content: str,
    options: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert main(["annotate", str(path), *options, *FAST]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "海东市印发方案。"


def test_a_wrong_option_of_reading_is_an_error(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(news), "-o", str(tmp_path / "out"), "--column", "txet=报道"]) == 2
    assert "did you mean text?" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_annotate_writes_utf8_whatever_the_platform_says(news: Path) -> None:
    done = python("-m", "kg", "annotate", str(news), *FAST, PYTHONIOENCODING="gbk")
    assert json.loads(done.stdout.decode("utf-8"))["text"].startswith("海东市印发")


def test_annotate_ends_well_when_nobody_reads_on(news: Path) -> None:
    for number in range(200):
        (news.parent / f"{number}.txt").write_text(f"{ONE}{number}" + "氢能。" * 300, "utf-8")
    command = [sys.executable, "-m", "kg", "annotate", str(news.parent), *FAST]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_query_prints_rows(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sparql = "SELECT ?name WHERE { ?policy a zt:Policy ; schema:name ?name }"
    assert main(["query", str(built), sparql, "--format", "csv"]) == 0
    assert capsys.readouterr().out == "name\n海东市氢能行动计划\n"


def test_query_is_read_from_a_file(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "query.rq"
    path.write_text("ASK { ?policy a zt:Policy }", "utf-8")
    assert main(["query", str(built), "-f", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is True


def test_query_without_braces_may_begin_with_comments(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sparql = "# what is said of a place\n\n# of its own\nDESCRIBE <https://example.org/none>"
    assert main(["query", str(built), sparql, "--format", "ttl"]) == 0
    assert capsys.readouterr().err == ""


def test_query_that_is_a_name_is_told_how_to_find_it(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", str(built), "海东市"]) == 2
    err = capsys.readouterr().err
    assert err == f"kg: query: no SPARQL; for a name: kg find {built} 海东市\n"
    assert main(err.split()[-3:]) == 0
    assert "region/630200" in capsys.readouterr().out
    assert main(["query", str(built), "SELECT nonsense"]) == 2
    assert "kg find" not in capsys.readouterr().err


def test_query_without_rows_says_so(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(built), "SELECT ?x { ?x a schema:Nothing }"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("x\n-\n", "kg: no rows\n")


def test_query_that_is_no_sparql_is_one_line(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", str(built), "SELECT oops"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("kg: query: ") and err.count("\n") == 1


@pytest.mark.parametrize("name", ["graph.ttl", "graph.graphml", "graph.nq.gz"])
def test_export_gives_what_the_build_wrote(name: str, built: Path, tmp_path: Path) -> None:
    assert main(["export", str(built), str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_export_knows_base_of_the_build(news: Path, tmp_path: Path) -> None:
    config = tmp_path / "kg.toml"
    config.write_text('base = "https://example.org/id/"\nrecogniser = "none"\n', "utf-8")
    out = tmp_path / "out"
    assert main(["build", str(news), "-o", str(out), "--config", str(config)]) == 0
    assert main(["export", str(out), str(tmp_path / "again.ttl")]) == 0
    text = (tmp_path / "again.ttl").read_text("utf-8")
    assert text == (out / "graph.ttl").read_text("utf-8")
    assert "https://example.org/id/policy" in text and "w3id.org/zhengtu/id" not in text


def test_export_finds_a_node_by_its_name(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "around.html"
    assert main(["export", str(built), str(page), "--node", "氢能行动计划", "--hops", "1"]) == 0
    assert "海东市氢能行动计划" in page.read_text("utf-8")


def test_export_to_an_unknown_format_lists_the_known_ones(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(built), str(tmp_path / "x.docx")]) == 2
    assert "no such format; known: .csv, " in capsys.readouterr().err


def test_stats_list_every_merge_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("甘肃省发文。甘肃跟进。", "utf-8")
    built = tmp_path / "out"
    assert main(["build", str(tmp_path / "one.txt"), "-o", str(built), *FAST]) == 0
    capsys.readouterr()
    assert main(["stats", str(built), "--merges"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [line[:3] for line in lines] == [["region/620000", "甘肃", "GB/T 2260"]]
    assert main(["stats", str(built), "--merges", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [[m["kept"], m["name"] or m["old"], m["reason"], m["article"]] for m in found] == lines


def test_stats_are_those_of_the_report(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(built), "--lang", "both"]) == 0
    assert capsys.readouterr().out == (built / "report.md").read_text("utf-8")
    assert main(["stats", str(built), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 1


def test_eval_compares_predictions_with_gold(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["annotate", str(news), *FAST])
    line = capsys.readouterr().out
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "one.json").write_text(line, "utf-8")
    found = json.loads(line)
    found["entities"] = found["entities"][1:]
    (tmp_path / "found.jsonl").write_text(json.dumps(found), "utf-8")
    assert main(["eval", str(tmp_path / "gold"), str(tmp_path / "found.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ner"] < 100
    assert main(["eval", str(tmp_path / "gold"), *FAST]) == 0
    assert "ner               100.0\n" in capsys.readouterr().out
    assert main(["eval", str(tmp_path / "gold"), str(tmp_path / "found.jsonl"), "--errors"]) == 0
    assert "one\tmention\tmissed\tREGION 海东市 [0, 3)\t" + ONE in capsys.readouterr().out


def test_module_runs_as_the_command() -> None:
    done = python("-m", "kg", "--version")
    assert done.stdout.decode() == f"zhengtu {kg.__version__}\n"


@pytest.mark.parametrize(
    ("file", "node", "problem"),
    [
        ("x.csv", "海东市", "kg: --node: goes with .html only\n"),
        ("x.html", "海冻市", "kg: 海冻市: not in the graph; near are 海东市\n"),
    ],
)
def test_what_is_around_a_node_needs_a_node_that_is_there(
    file: str, node: str, problem: str, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(built), str(built.parent / file), "--node", node]) == 2
    assert capsys.readouterr().err == problem
