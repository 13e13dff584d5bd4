"""kg doctor: what it looks at, what it finds, and its exit code."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from shutil import disk_usage
from typing import Any, NamedTuple

import pytest

import kg
from kg import doctor
from kg.cli import main
from kg.config import Config
from kg.doctor import examine
from kg.store import locked

FAST = ["--recogniser", "none"]
NO_MODEL = Config(recogniser="none")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "一.txt").write_text("海东市印发《海东市氢能行动计划》。", "utf-8")
    out = tmp_path / "out"
    assert main(["build", str(tmp_path / "一.txt"), "-o", str(out), *FAST]) == 0
    return out


def findings(out: Path | None = None, config: Config = NO_MODEL) -> list[str]:
    return [str(check.what) for check in examine(config, out) if check.finding]


def test_all_is_well_here(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(built), *FAST]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"✓ kg: {kg.__version__} ")
    assert f"✓ {built}: 1 article" in printed
    assert "✗" not in printed


def test_json_has_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json", *FAST]) == 0
    checks: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert [list(check) for check in checks] == [["what", "found", "advice", "finding"]] * len(
        checks
    )
    names = [check["what"]["en"] for check in checks]
    assert {"kg", "Python", "spacy", "recogniser", "optional [web]"} <= set(names)


def test_a_missing_package_is_a_finding_and_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "_installed", lambda name: "" if name == "lxml" else "99")
    (wrong,) = (check for check in examine(NO_MODEL, None) if str(check.what) == "lxml")
    assert (wrong.finding, str(wrong.found)) == (True, "not installed")
    assert str(wrong.advice).startswith('pip install "lxml>=')


def test_a_missing_option_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor._installed
    monkeypatch.setattr(
        doctor, "_installed", lambda name: "" if name == "trafilatura" else real(name)
    )
    (part,) = (check for check in examine(NO_MODEL, None) if "[web]" in str(check.what))
    assert not part.finding and "trafilatura" in str(part.found)
    assert str(part.advice) == 'pip install "zhengtu[web]"'


def test_a_clone_that_is_not_installed_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "distribution", missing)
    told = [str(check.advice) for check in examine(NO_MODEL, None)]
    assert "pip install zhengtu" in told


def test_no_room_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk_usage(tmp_path).free > 0
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(10, 10, 0))
    assert f"free space {tmp_path}" in findings(tmp_path / "not" / "there")


def test_an_unknown_model_is_a_finding() -> None:
    assert findings(config=Config(recogniser="nix")) == ["recogniser"]


def test_a_folder_without_a_graph_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", str(tmp_path), *FAST]) == 1
    printed = capsys.readouterr().out
    assert f"✗ {tmp_path}: no finished build" in printed


def test_a_graph_without_its_store_is_a_finding(built: Path) -> None:
    (built / "store" / "CURRENT").unlink()
    assert findings(built) == [str(built)]


def test_a_build_that_runs_is_a_finding(built: Path) -> None:
    with locked(built / "state"):
        assert findings(built) == [f"writing to {built}"]


def test_without_a_package_everything_else_is_looked_at_and_nothing_breaks() -> None:
    code = """
import sys, kg.doctor
known, sys.modules["pyoxigraph"] = kg.doctor.version, None
def version(name):
    if name == "pyoxigraph":
        raise kg.doctor.PackageNotFoundError(name)
    return known(name)
kg.doctor.version = version
from kg.cli import main
print(main(["doctor", sys.argv[1]]))
print(main(["stats", sys.argv[1]]))
"""
    run = subprocess.run(
        [sys.executable, "-c", code, "nowhere"], capture_output=True, encoding="utf-8", check=True
    )
    lines = run.stdout.splitlines()
    place = lines.index("✗ pyoxigraph: not installed")
    assert lines[place + 1].startswith('    pip install "pyoxigraph')
    assert lines[-2:] == ["1", "2"] and any("free space" in line for line in lines)
    assert run.stderr == "kg: pyoxigraph: is not installed; kg doctor says what to do\n"
