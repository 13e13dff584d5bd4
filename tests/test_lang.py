"""Chinese and English: how the language is chosen, and that everything speaks it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.cli.table import COMMANDS
from kg.errors import InputError, UnknownNameError
from kg.lang import Text, from_environment, joined, language, using

ROOT = Path(kg.__file__).parents[1]
FAST = ["--recogniser", "none"]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"KG_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"KG_LANG": "both", "LANG": "zh_CN.UTF-8"}, "both"),
        ({"LC_ALL": "zh_TW.Big5", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "fr_FR@euro"}, "en"),
    ],
)
def test_first_variable_that_is_set_chooses(environment: dict[str, str], expected: str) -> None:
    assert from_environment(environment) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows says which language it speaks")
@pytest.mark.parametrize("value", ["C", "C.UTF-8", "POSIX", ""])
def test_environment_that_says_nothing_gets_both(value: str) -> None:
    assert from_environment({"LANG": value}) == "both"
    assert from_environment({}) == "both"


def test_choice_holds_inside_and_ends_outside() -> None:
    before = language()
    with using("zh"):
        assert str(Text("空文件", "empty file")) == "空文件"
    assert language() == before == "en"


def test_error_carries_both_languages_and_is_shown_in_one() -> None:
    error = InputError("a.txt", Text("空文件", "empty file"))
    assert error.message == Text("a.txt: 空文件", "a.txt: empty file")
    with using("zh"):
        assert str(error) == "a.txt: 空文件"
    with using("both"):
        assert str(error) == "a.txt: 空文件 / a.txt: empty file"


def test_unknown_name_suggests_the_near_one_in_both_languages() -> None:
    error = UnknownNameError(Text("设置", "setting"), "bacth", ["batch", "base"], "kg.toml")
    assert error.message == joined(
        ": ",
        "kg.toml: bacth",
        Text(
            "没有这样的设置；可用：base、batch；是不是 batch？",
            "no such setting; known: base, batch; did you mean batch?",
        ),
    )


@pytest.mark.parametrize("name", ["", *(command.name for command in COMMANDS)])
def test_help_is_in_one_language(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = [name] if name else []
    assert main([*command, "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert english.isascii() and english.startswith("usage: kg")
    assert main(["--lang=zh", *command, "--help"]) == 0
    chinese = capsys.readouterr().out
    assert chinese.startswith("用法: kg")
    assert not [word for word in ("usage:", "options:", "arguments:") if word in chinese]
    assert english.count("--") == chinese.count("--")


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["-v"], "缺少参数：COMMAND", "the following arguments are required: COMMAND"),
        (
            ["biuld"],
            "kg: 没有 biuld；是不是 build？",
            "kg: there is no biuld; did you mean build? ",
        ),
        (
            ["build", "x"],
            "缺少参数：-o/--out (写到这个文件夹)",
            "required: -o/--out (folder to write to)",
        ),
        (["build", "x", "-o"], "-o/--out: 要带一个值", "-o/--out: expected one argument"),
        (["build"], "缺少参数：INPUT (文件", "required: INPUT (files, folders, globs or - (st"),
        (["build", "--strcit"], "没有选项 --strcit；是不是 --strict？", "did you mean --strict?"),
        (
            ["build", "x", "-o", "y", "--strict=1"],
            "不带值，却给了 '1'",
            "takes no value, but got '1'",
        ),
        (["build", "x", "-o", "y", "-q"], "不认识的参数：-q", "unknown argument: -q"),
        (["--verison"], "没有选项 --verison；是不是 --version？", "did you mean --version?"),
        (["stats", "x", "y"], "不认识的参数：y", "unknown argument: y"),
        (
            ["serve", "x", "--port", "y"],
            "应当是整数，而不是 'y'",
            "must be a whole number, not 'y'",
        ),
        (
            ["query", "x", "--format", "tsv"],
            "--format: 没有 tsv；是不是 csv？",
            "did you mean csv?",
        ),
        (
            ["query", "x", "--format", "9"],
            "可用：table、csv、json、ttl",
            "known: table, csv, json, ttl",
        ),
    ],
)
def test_wrong_use_is_told_in_the_language_chosen(
    arguments: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--lang", "zh"] if arguments else ["--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert zh in told and "required" not in told and told.count("\n") == 1
    assert main([*arguments, "--lang", "en"] if arguments else ["--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert en in told and told.isascii()


def test_files_do_not_depend_on_the_language_of_the_environment(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text("海东市印发《海东市氢能行动计划》。", "utf-8")
    (tmp_path / "空.txt").write_text("", "utf-8")
    inputs = ["一.txt", "空.txt", "无.txt"]
    for name in ("zh", "en"):
        subprocess.run(
            [sys.executable, "-m", "kg", "build", *inputs, "-o", name, *FAST],
            env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": name},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    for path in sorted((tmp_path / "zh").glob("*.*")):
        assert path.read_bytes() == (tmp_path / "en" / path.name).read_bytes()
    report = json.loads((tmp_path / "zh" / "report.json").read_text("utf-8"))
    assert report["skipped"] == [
        {"where": "无.txt", "reason": {"zh": "文件不存在", "en": "no such file"}},
        {"where": "空.txt", "reason": {"zh": "空文件", "en": "empty file"}},
    ]
