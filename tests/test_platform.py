"""UTF-8 in, UTF-8 out, and names that every platform can hold, whatever the platform says."""

import ast
import codecs
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.tables import read

PACKAGE = Path(kg.__file__).parent
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if "node_modules" not in path.parts]
FAST = ["--recogniser", "none"]
TEXT = "海东市印发《海东市氢能行动计划》，重点发展氢能产业。"
NOTHING: Mapping[str, str] = {}
ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "no UTF-8 mode": {"PYTHONUTF8": "0", "LANG": "zh_CN.GBK"},
    "C": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
}


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))


def name_of(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def opens_text(call: ast.Call) -> bool:
    """Of ``open(path, mode)``, ``path.open(mode)`` and ``gzip.open(path, mode)``."""
    given = [word.value for word in call.keywords if word.arg == "mode"]
    modes = [
        one.value
        for one in (*given, *call.args)
        if isinstance(one, ast.Constant) and re.fullmatch("[rwax][bt+]*", str(one.value))
    ]
    if modes:
        return "b" not in str(modes[0])
    # without a mode it may be anything that opens: a store, a member of an archive
    function = call.func
    return isinstance(function, ast.Name) or (
        isinstance(function, ast.Attribute) and ast.unparse(function.value).endswith("path")
    )


def names(call: ast.Call, argument: str, place: int) -> bool:
    return len(call.args) > place or any(word.arg == argument for word in call.keywords)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_text_file_is_opened_with_its_encoding(path: Path) -> None:
    for call in calls(path):
        where, name = f"line {call.lineno}", name_of(call)
        if name == "read_text":
            assert names(call, "encoding", 0), where
        elif name == "write_text":
            assert names(call, "encoding", 1) and names(call, "newline", 3), where
        elif name in ("open", "fdopen") and opens_text(call):
            assert names(call, "encoding", 9), where
        elif name == "TextIOWrapper":
            assert names(call, "encoding", 1), where
        elif name in ("run", "Popen", "check_output") and any(
            word.arg in ("text", "universal_newlines") for word in call.keywords
        ):
            assert names(call, "encoding", 99), where


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "我的 文章"
    folder.mkdir()
    (folder / "第 一篇.txt").write_text(TEXT, "utf-8")
    (folder / "第二篇.txt").write_bytes("临江市支持储能产业。".encode("gb18030"))
    (folder / "空 的.txt").write_text("", "utf-8")
    return folder


def run(
    folder: Path, *arguments: str, given: bytes = b"", environment: Mapping[str, str] = NOTHING
) -> bytes:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        env={**clean, "PYTHONPATH": str(PACKAGE.parent), "KG_LANG": "zh", **environment},
        cwd=folder,
        input=given,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_same_bytes_under_any_encoding_of_the_platform(name: str, news: Path) -> None:
    build = ["build", news.name, "-o", "图 谱", *FAST]
    run(news.parent, *build)
    told = run(news.parent, *build)  # the second says that nothing is new
    out = news.parent / "图 谱"
    before = {path.name: path.read_bytes() for path in out.glob("*.*")}
    assert run(news.parent, *build, environment=ENVIRONMENTS[name]) == told
    assert {path.name: path.read_bytes() for path in out.glob("*.*")} == before
    assert "跳过 我的 文章/空 的.txt: 空文件" in told.decode("utf-8")
    report = json.loads(before["report.json"])
    assert [skip["where"] for skip in report["skipped"]] == ["我的 文章/空 的.txt"]


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_query_and_annotate_speak_utf8_under_any_encoding(name: str, news: Path) -> None:
    environment = ENVIRONMENTS[name]
    run(news.parent, "build", news.name, "-o", "图 谱", *FAST)
    (news.parent / "问 题.rq").write_bytes(
        'SELECT ?n { ?p zt:covers/schema:name "氢能" ; schema:name ?n }'.encode("gb18030")
    )
    query = ["query", "图 谱", "-f", "问 题.rq", "--format", "csv"]
    assert run(news.parent, *query, environment=environment) == "n\n海东市氢能行动计划\n".encode()
    line = run(news.parent, "annotate", f"{news.name}/第 一篇.txt", *FAST, environment=environment)
    assert json.loads(line)["text"] == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
    ],
)
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_standard_input_is_decoded_as_files_are(
    mark: bytes, encoding: str, name: str, tmp_path: Path
) -> None:
    given = mark + TEXT.encode(encoding)
    line = run(tmp_path, "annotate", "-", *FAST, given=given, environment=ENVIRONMENTS[name])
    assert json.loads(line)["text"] == TEXT


def test_dates_of_a_spreadsheet_in_gbk_are_read(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dates = news.parent / "日期.csv"
    dates.write_bytes("id,date\r\n第 一篇,2023-05\r\n".encode("gb18030"))
    article = str(news / "第 一篇.txt")
    assert main(["annotate", article, "--dates", str(dates), *FAST]) == 0
    assert json.loads(capsys.readouterr().out)["date"] == "2023-05"


RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{kind}{n}" for kind in ("COM", "LPT") for n in range(10)),
}


def is_a_name_on_windows(name: str) -> bool:
    """Naming Files, Paths, and Namespaces (Microsoft): characters, endings, devices."""
    return (
        not set(name) & set('<>:"/\\|?*')
        and not any(ord(character) < 32 for character in name)
        and name == name.rstrip(". ")
        and name.split(".")[0].upper() not in RESERVED
    )


def test_no_file_has_a_name_that_windows_forbids(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    odd = ["con.txt", "a:b.txt", 'x"y?.txt', "尾点..txt", "空格 .txt", "nul"]
    for number, name in enumerate(odd):
        (folder / name).write_text(f"{number}市印发《{number}：“<某>|办法*?”》。", "utf-8")
    out = tmp_path / "out"
    assert main(["build", str(folder), "-o", str(out), *FAST]) == 0
    made = [path.relative_to(out) for path in out.rglob("*")]
    assert len(made) > 20
    assert [path for path in made if not all(map(is_a_name_on_windows, path.parts))] == []
    folded = [path.as_posix().casefold() for path in made]
    assert len(set(folded)) == len(folded)


def test_outputs_name_inputs_with_slashes(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_text(TEXT, "utf-8")
    run(tmp_path, "build", os.path.join("a", "b"), "-o", "out", *FAST)  # noqa: PTH118 (as typed)
    (article,) = (document.article for document in read(tmp_path / "out" / "tables"))
    assert article.origin == "a/b/c.txt"
