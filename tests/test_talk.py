"""Standard error: lines for people, objects for machines, a bar on a terminal only."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from kg.cli import bar, main, talk
from kg.lang import Text, using

FAST = ["--recogniser", "none"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "一.txt").write_text("海东市印发《海东市氢能行动计划》。", "utf-8")
    (folder / "空.txt").write_text("", "utf-8")
    return folder


def events(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_a_piped_build_says_nothing_but_what_is_skipped(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(news), "-o", str(tmp_path / "out"), *FAST]) == 0
    assert capsys.readouterr().err == f"kg: skipped {news.as_posix()}/空.txt: empty file\n"


def test_machines_get_an_object_a_line(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(news), "-o", str(tmp_path / "out"), *FAST]
    assert main([*command, "--json-logs"]) == 0
    told = events(capsys.readouterr().err)
    phases = [event["phase"] for event in told if event["event"] == "progress"]
    assert list(dict.fromkeys(phases)) == ["reading", "recognising", "merging", "writing"]
    (skip,) = (event for event in told if event["event"] == "skip")
    assert skip == {
        "event": "skip",
        "where": f"{news.as_posix()}/空.txt",
        "reason": {"zh": "空文件", "en": "empty file"},
    }
    assert (told[-1]["event"], told[-1]["code"]) == ("done", 0)


def test_machines_get_errors_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json-logs", "stats", "nowhere"]) == 2
    error, done = events(capsys.readouterr().err)
    assert (error["event"], error["details"]) == ("error", "")
    assert error["where"] == {"zh": "nowhere", "en": "nowhere"}
    assert error["problem"]["en"] == "no finished build; run kg build or kg demo first"
    assert (done["event"], done["code"]) == ("done", 2)


def test_wrong_options_are_objects_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "nowhere", "--json-logs", "--jsn"]) == 2
    assert events(capsys.readouterr().err)[0]["problem"]["zh"].startswith("没有选项 --jsn")


def test_a_phase_tells_machines_its_begin_and_end_not_each_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with talk.to_machines(True), talk.progress() as moved:
        for done in range(1001):
            moved("merging", done, 1000)
    told = events(capsys.readouterr().err)
    assert [told[0]["done"], told[-1]["done"]] == [0, 1000]
    assert len(told) < 100


def test_bar_shows_phase_and_count(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    made = Console(file=screen, force_terminal=True, width=100)
    monkeypatch.setattr(bar, "Console", lambda stderr: made)
    with using("zh"), bar.bar() as moved:
        moved("reading", 3, None)
        moved("recognising", 5, 12)
        moved("recognising", 12, 12)
    assert "识别" in screen.getvalue() and "12/12" in screen.getvalue()


def test_ctrl_c_says_that_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.report.load", interrupted)
    assert main(["stats", "x", "--json"]) == 130
    assert capsys.readouterr().err == "kg: stopped; what is done is kept\n"


def test_a_note_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    talk.note(Text("一\n二", "one\ntwo"))
    assert capsys.readouterr().err == "kg: one two\n"
